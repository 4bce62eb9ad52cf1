"""The archive's settings, but for what would make tests slow or touch the data folder."""

import tempfile
from pathlib import Path

from archive.environment import Rate
from archive.settings import *  # noqa: F403
from archive.settings import CACHES, DATABASES, STORAGES

API_RATE = BULK_RATE = Rate(0, 60)
SECRET_KEY = "only-for-tests-" + "x" * 50
DATA_DIR = Path(tempfile.mkdtemp(prefix="testimonia-"))
MEDIA_ROOT = DATA_DIR / "uploads"
CACHES = CACHES | {"pictures": CACHES["pictures"] | {"LOCATION": DATA_DIR / "pictures"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: the pages that a browser asks for are answered by another thread.
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}
