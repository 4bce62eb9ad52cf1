"""Telling: the complaints of the core in the language of whoever reads them."""

from django.utils.translation import get_language, gettext

from sources.complaints import Complaint


def told(complaint: Complaint) -> str:
    """Return a complaint in the language that is active now."""
    return complaint.saying.said(gettext, get_language() or "en")
