"""What templates need to show citations."""

from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from sources.richtext import RichText
from sources.richtext.html import to_page_html

register = template.Library()


@register.filter
def page_html(text: RichText) -> SafeString:
    """Return formatted text as HTML without inline styles; the back end escapes every word."""
    return mark_safe(to_page_html(text.parts))  # noqa: S308


@register.simple_tag(takes_context=True)
def cite_query(context: dict[str, Any], form: str) -> str:
    """Return the query that asks for what is shown here in another format of text."""
    asked = context["request"].GET.copy()
    asked["style"], asked["format"] = context["cited"].wish.style.name, form
    return asked.urlencode()
