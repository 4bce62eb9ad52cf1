"""Names written family name first, as RIS, EndNote and library catalogues have them."""

import re
from functools import lru_cache

from sources.reference import Name

ET_AL = re.compile(r"(?:et\.? al\.?|and others|others|и др\.|…)[.\s]*", re.IGNORECASE)
SUFFIX = re.compile(r"(?:jr|sr|junior|senior|[ivx]+|[2-9](?:nd|rd|th))\.?", re.IGNORECASE)


@lru_cache(maxsize=8192)
def inverted_name(text: str) -> Name:
    """`van Gogh, Vincent, Jr.`; a name without a comma is not divided."""
    parts = [part.strip() for part in text.split(",")]
    if len(parts) == 1 or not any(parts[1:]):
        return Name(literal=parts[0])
    family, given, suffix = parts[0], parts[1], ", ".join(part for part in parts[2:] if part)
    if suffix and SUFFIX.fullmatch(given) and not SUFFIX.fullmatch(suffix):
        given, suffix = suffix, given
    return divided_name(family, given, suffix)


def divided_name(family: str, given: str, suffix: str = "") -> Name:
    """Small words at the head of a family name are its particle."""
    words = family.split()
    small = 0
    while small < len(words) - 1 and words[small].islower():
        small += 1
    particle, family = " ".join(words[:small]), " ".join(words[small:]) if small else family
    return Name(family, given, suffix, non_dropping_particle=particle)


def is_et_al(text: str) -> bool:
    return bool(ET_AL.fullmatch(text.strip()))
