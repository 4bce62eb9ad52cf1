"""Labels in any language: which one a reader sees, and what a language is called."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from babel import Locale, UnknownLocaleError

# RFC 5646, section 2.1: langtag, privateuse, or one of the irregular grandfathered tags.
TAG = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4}|[a-z]{5,8})"  # language
    r"(?:-[a-z]{4})?"  # script
    r"(?:-(?:[a-z]{2}|[0-9]{3}))?"  # region
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"  # variants
    r"(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*"  # extensions
    r"(?:-x(?:-[a-z0-9]{1,8})+)?"  # private use
    r"|x(?:-[a-z0-9]{1,8})+"
)
GRANDFATHERED = frozenset(
    "en-gb-oed i-ami i-bnn i-default i-enochian i-hak i-klingon i-lux i-mingo i-navajo i-pwn i-tao i-tay "
    "i-tsu sgn-be-fr sgn-be-nl sgn-ch-de".split()
)


@dataclass(frozen=True)
class Label:
    """A text and the BCP 47 tag of its language, both empty where there is no label at all."""

    text: str
    language: str


def choose(labels: Mapping[str, str], language: str, own: str = "") -> Label:
    """Return the label for a reader of a language.

    Looks for the reader's language, the record's own, English, and then any, in the order of tags.
    """
    tag = first_match(labels, (language, own, "en"))
    return Label(labels[tag], tag) if tag else Label("", "")


def first_match(tags: Iterable[str], wishes: Iterable[str]) -> str:
    """Return the tag that serves the first wish that any serves, or any tag, or "".

    A wish for ja-JP is served by ja-JP, by ja, and last by another ja (RFC 4647, section 3.4).
    """
    ordered = sorted(tags)
    for wish in filter(None, wishes):
        for wanted in fallbacks(wish):
            found = [tag for tag in ordered if tag.lower() == wanted]
            if found:
                return found[0]
        related = [tag for tag in ordered if language_of(tag) == language_of(wish)]
        if related:
            return related[0]
    return ordered[0] if ordered else ""


def fallbacks(tag: str) -> Iterator[str]:
    """Yield a tag in lower case, then shorter and shorter to its language alone."""
    parts = tag.lower().replace("_", "-").split("-")
    while parts:
        yield "-".join(parts)
        parts.pop()
        while parts and len(parts[-1]) == 1:  # a singleton never ends a tag
            parts.pop()


def language_of(tag: str) -> str:
    """Return the primary language of a tag, in lower case."""
    return tag.lower().replace("_", "-").partition("-")[0]


def valid_tag(tag: str) -> bool:
    """Is this a well-formed BCP 47 tag (RFC 5646, section 2.2.9)?"""
    lower = tag.lower()
    return lower in GRANDFATHERED or (bool(TAG.fullmatch(lower)) and not _repeats(lower))


def _repeats(tag: str) -> bool:
    """Does a tag name a variant or an extension twice, which RFC 5646 forbids?"""
    parts = tag.partition("-x-")[0].split("-")[1:]
    singletons = [part for part in parts if len(part) == 1]
    start = parts.index(singletons[0]) if singletons else len(parts)
    variants = [part for part in parts[:start] if len(part) > 4 or (part[0].isdigit() and len(part) == 4)]
    return len(set(singletons)) < len(singletons) or len(set(variants)) < len(variants)


def language_name(tag: str, in_language: str) -> str:
    """Return what a language is called in another, or the tag itself where nobody has named it."""
    reader, named = _locale(in_language) or Locale("en"), _locale(tag)
    return (named.get_display_name(reader) if named else None) or _bare_name(tag, reader) or tag


def _bare_name(tag: str, reader: Locale) -> str | None:
    return reader.languages.get(language_of(tag))


def _locale(tag: str) -> Locale | None:
    for wanted in fallbacks(tag):
        try:
            return Locale.parse(wanted, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return None
