"""The vocabularies, and what all nodes share: what is said, names by language, and dates."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import get_language

from sources.dates import Calendar, HistoricalDate
from sources.labels import choose, valid_tag

Node = dict[str, Any]
AddressOf = Callable[[Any], str]

# Everything stands in it, so that no reader has to fetch a context. What has no prefix is schema.org's.
CONTEXT: Node = {
    "@vocab": "https://schema.org/",
    "cito": "http://purl.org/spar/cito/",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "prefLabel": {"@id": "skos:prefLabel", "@container": "@language"},
    "altLabel": {"@id": "skos:altLabel", "@container": "@language"},
    **{name: {"@id": name, "@type": "@id"} for name in ("url", "sameAs", "license")},
}
PLAIN_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def said(node: Mapping[str, Any]) -> Node:
    """Return a node without what it does not say."""
    return {name: value for name, value in node.items() if value not in (None, "", [], {})}


def page_language() -> str:
    """Return the language that was asked for."""
    return get_language() or "en"


def named(labels: Mapping[str, str], own: str = "") -> Node:
    """Return how something is called: in the language that was asked for, and in each of its own."""
    if not labels:
        return {}
    name = choose(labels, page_language(), own=own).text
    others = sorted({text for text in labels.values() if text != name})
    # RDF has no place for what is no tag of a language, and breaks at it.
    tagged = {tag: text for tag, text in labels.items() if valid_tag(tag)}
    return said({"name": name, "alternateName": others, "prefLabel": tagged})


def span_of(date: HistoricalDate | None) -> tuple[str, str]:
    """Return the first and the last day, month or year by the Gregorian calendar; "" for what is not certain."""
    if date is None or not date.is_certain:
        return "", ""
    found = date.in_calendar(Calendar.GREGORIAN)
    ends = found.edtf.split("/") if found else [date.edtf] if re.fullmatch(r"\d{4}", date.edtf) else [""]
    first, last = (end if PLAIN_DATE.fullmatch(end) else "" for end in (ends[0], ends[-1]))
    return first, last


def date_of(date: HistoricalDate | None) -> str:
    """Return a date or a span as schema.org has it (ISO 8601)."""
    first, last = span_of(date)
    return first if first == last else f"{first}/{last}" if first and last else ""


def edtf_of(date: HistoricalDate | None) -> Node:
    """Return all that is known of a date, by the Gregorian calendar where it can be converted."""
    if date is None:
        return {}
    found = date.in_calendar(Calendar.GREGORIAN) or (date if date.calendar == Calendar.GREGORIAN else None)
    return {"@type": "edtf:EDTF", "@value": found.edtf} if found else {}
