"""What pages need on paper."""

from functools import lru_cache

import segno
from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag
@lru_cache(maxsize=4096)
def qr(address: str) -> SafeString:
    """Return an address as a QR code, in SVG without inline styles; it holds squares alone, no text."""
    code = segno.make(address, error="m", micro=False)
    return mark_safe(code.svg_inline(omitsize=True, svgclass=None, lineclass=None, border=2))  # noqa: S308
