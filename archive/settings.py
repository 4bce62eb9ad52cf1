"""The settings of the archive; README lists what the environment can set."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from archive import environment

BASE_DIR = Path(__file__).resolve().parent.parent

DEBUG = environment.flag("DEBUG", default=True)
SECRET_KEY = environment.secret_key(DEBUG)
ALLOWED_HOSTS = environment.hosts(DEBUG)
ADMIN_EMAIL = environment.admin_email()

# Everything that must be backed up is in one folder.
DATA_DIR = environment.data_folder(BASE_DIR / "data")
DATABASES = {"default": environment.database(DATA_DIR)}
MEDIA_ROOT = DATA_DIR / "uploads"
MEDIA_URL = "/uploads/"
# Drawn pictures can be drawn again, so only the last ones are kept.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "pictures": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_DIR / "pictures",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "archive.apps.CuratorsAdmin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "csp",
    "corsheaders",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "sources",
    "archive.events",
    "archive.quotations",
    "archive.revisions",
    "archive.editions",
    "archive.harvesting",
    "archive.writing",
    "archive.mirrors",
    "archive.desk",
    "archive",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "archive.limits.LimitsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "archive.desk.renewing.RenewingMiddleware",
    "archive.revisions.middleware.RecordingMiddleware",
]

# Every committed change of these, and of the rows below them, becomes an entry of the log (archive.revisions).
WATCHED_RECORDS = [
    "sources.Agent",
    "sources.Source",
    "events.Place",
    "events.Event",
    "quotations.Topic",
    "quotations.Quotation",
]

ROOT_URLCONF = "archive.urls"
WSGI_APPLICATION = "archive.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# Languages: the address says which one a page speaks, so the same address is the same page for all.
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ja", "日本語"), ("ru", "Русский")]
# The second has phrases of Django itself, as its admin says them here.
LOCALE_PATHS = [BASE_DIR / "archive" / "locale", BASE_DIR / "archive" / "desk" / "locale"]
# Dates as the historical ones are written: 25 November 2026, never Nov. 25, 2026.
FORMAT_MODULE_PATH = "archive.wording"
# In which the curators write their notes and reasons; pages in another language say so to screen readers.
NOTES_LANGUAGE = environment.language("NOTES_LANGUAGE", default="en")
TIME_ZONE = "UTC"
USE_TZ = True

# Static files: collected once, served compressed under names that change with their content.
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "build" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Security. HTTPS can be turned off for a site that is only reached on its own machine.
HTTPS = environment.flag("HTTPS", default=not DEBUG)
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
BEHIND_PROXY = environment.flag("BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "archive.views.form_too_old"
CSRF_TRUSTED_ORIGINS = environment.origins("CSRF_TRUSTED_ORIGINS")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
# The first says what a curator may do in general, the second what they may do to the single record.
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend", "archive.curating.RecordRules"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

REST_FRAMEWORK = {
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "archive.api_paging.ApiPages",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "EXCEPTION_HANDLER": "archive.problems.answer_with_problem",
    "DEFAULT_SCHEMA_CLASS": "archive.openapi.ArchiveSchema",
}
# How often one client may ask; archive.limits counts.
API_RATE = environment.rate("API_RATE", "600/minute")
BULK_RATE = environment.rate("BULK_RATE", "12/hour")
# Programs in other sites' pages may read whatever the public may read, never with a reader's cookies.
CORS_ALLOW_ALL_ORIGINS = True
CORS_URLS_REGEX = r"^/(?!((ja|ru)/)?admin/|api/v1/desk/)"
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS"]
CORS_ALLOW_HEADERS = ["accept", "accept-language", "if-modified-since", "if-none-match", "range"]
CORS_EXPOSE_HEADERS = ["ETag", "Last-Modified", "Link", "RateLimit", "RateLimit-Policy", "Retry-After"]

SPECTACULAR_SETTINGS = {
    "TITLE": "Testimonia",
    "DESCRIPTION": _("Quotations, who said them, where they are found, and how sure we are."),
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "POSTPROCESSING_HOOKS": ["drf_spectacular.hooks.postprocess_schema_enums", "archive.openapi.complete"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
}

# The citation styles that are offered by name, by their CSL ids; any other can be found by its title.
CITATION_STYLES = environment.words("CITATION_STYLES") or [
    "apa",
    "modern-language-association",
    "chicago-notes-bibliography",
    "chicago-author-date",
    "harvard-cite-them-right",
    "nlm-citation-sequence",
    "ieee",
    "turabian-notes-bibliography",
    "oscola",
    "gost-r-7-0-5-2008",
    "sist02",
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
