"""Telling: the complaints of the core in the language of whoever reads them."""

from django.utils.translation import get_language, gettext

from sources.complaints import Complaint, Saying


def told(complaint: Complaint) -> str:
    """Return a complaint in the language that is active now."""
    return in_words(complaint.saying)


def in_words(saying: Saying | str) -> str:
    """Return what the core says in the language that is active now; text is returned as it is."""
    return saying if isinstance(saying, str) else saying.said(gettext, get_language() or "en")
