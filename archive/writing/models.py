"""Tokens, with which a program acts for a curator, and answers that are kept for who asks twice."""

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from archive.revisions.models import has_length

PREFIX = "testimonia_"  # by which a token that was left lying about is recognised
SHOWN = len(PREFIX) + 4
LONGEST_LIFE = timedelta(days=366)
USE_NOTED_EVERY = timedelta(hours=1)  # so that reading does not wait for whoever writes
KEPT_FOR = timedelta(days=1)


def digest_of(secret: str) -> str:
    """Return what is kept of a token: a SHA-256 suffices, since it is 256 random bits and no password."""
    return hashlib.sha256(secret.encode()).hexdigest()


def in_three_months() -> Any:
    return timezone.now() + timedelta(days=90)


class TokenQuerySet(models.QuerySet["Token"]):
    """Questions about many tokens."""

    def of_secret(self, secret: str) -> "Token | None":
        """Return the token with this secret, with its account."""
        return self.filter(digest=digest_of(secret)).select_related("account").first()

    def revoke(self) -> int:
        """End them now; returns how many were not ended before."""
        return self.filter(revoked_at=None).update(revoked_at=timezone.now())


class Token(models.Model):
    """A curator's leave to a program: to read as they do, and as far as it says to write and publish.

    Its secret is known to who made it alone; here is only its digest.
    """

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("account"), editable=False
    )
    name = models.CharField(_("name"), max_length=100, help_text=_("What it is for, as “import of the 1918 letters”."))
    may_write = models.BooleanField(
        _("may write"), default=False, help_text=_("Create, change and delete records, and submit them for review.")
    )
    may_publish = models.BooleanField(
        _("may publish"), default=False, help_text=_("Publish, return and withdraw, where its account may.")
    )
    expires_at = models.DateTimeField(_("expires"), default=in_three_months, help_text=_("At most a year from now."))
    digest = models.CharField(max_length=64, unique=True, editable=False)
    beginning = models.CharField(_("begins with"), max_length=SHOWN, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, editable=False)
    last_used_at = models.DateTimeField(
        _("last used"), null=True, editable=False, help_text=_("Noted once an hour at most.")
    )

    objects = TokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")
        ordering = ["-created_at", "-pk"]
        default_permissions = ()
        constraints = [has_length("digest", 64, "writing_token_digest_length")]

    def __str__(self) -> str:
        return f"{self.name} ({self.beginning}…)"

    def clean(self) -> None:
        super().clean()
        if self.expires_at and not timezone.now() < self.expires_at <= timezone.now() + LONGEST_LIFE:
            raise ValidationError({"expires_at": _("A token ends some time within a year from now.")})

    def new_secret(self) -> str:
        """Give the token a fresh secret and return it; it cannot be had again."""
        secret = PREFIX + secrets.token_urlsafe(32)
        self.digest, self.beginning = digest_of(secret), secret[:SHOWN]
        return secret

    @property
    def is_open(self) -> bool:
        """True while it is neither revoked nor expired."""
        return self.revoked_at is None and timezone.now() < self.expires_at

    def note_use(self) -> None:
        """Note that it is used now, if that was not noted lately."""
        now = timezone.now()
        if self.last_used_at is None or self.last_used_at < now - USE_NOTED_EVERY:
            type(self).objects.filter(pk=self.pk).update(last_used_at=now)


class KeptAnswer(models.Model):
    """What a request with an idempotency key was answered, so that asking once more does nothing twice."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    headers = models.JSONField()
    body = models.TextField()
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["account", "key"], name="writing_keptanswer_one_of_key")]

    def __str__(self) -> str:
        return f"{self.key} {self.status}"
