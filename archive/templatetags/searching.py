"""What the templates of the search can ask for."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from archive.quotations.models import Quotation
from archive.search.highlighting import CLOSING, OPENING
from archive.templatetags.book import words

register = template.Library()


@register.simple_tag
def found_words(quotation: Quotation) -> SafeString:
    """Return a quotation's words with what was found in them marked."""
    html = str(words(quotation))
    return mark_safe(html.replace(OPENING, "<mark>").replace(CLOSING, "</mark>"))  # noqa: S308 (escaped by the core)
