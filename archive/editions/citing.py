"""Citing editions: the reference of a quotation names the edition that the reader sees, and its date and address."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from django.http import HttpRequest

from archive.addresses import permanent_address
from archive.editions.frozen import FrozenQuotation
from archive.editions.models import Edition
from archive.quotations.citing import reference_of
from archive.quotations.models import Quotation
from sources import marks
from sources.reference import Reference


def named(reference: Reference, edition: Edition | None) -> Reference:
    """Return a reference that has a quotation's address as one to its edition; a draft has none."""
    if edition is None:
        return reference
    said = {"edition": str(edition.number), "edition_date": edition.at.date().isoformat()}
    quoted = replace(reference.quotation, address=f"{reference.quotation.address}/v{edition.number}", **said)
    return replace(reference, quotation=quoted)


def marked(reference: Reference, words: marks.Words) -> Reference:
    """Return a reference with the quoted words by their editorial marks, for those formats that have elements for them."""
    segments = tuple(SEGMENTS[type(part)](part) for part in words.segments)
    return replace(reference, quotation=replace(reference.quotation, segments=segments))


SEGMENTS: dict[type, Callable[[Any], tuple[str, str]]] = {
    marks.Text: lambda part: ("text", part.text),
    marks.Supplied: lambda part: ("supplied", part.text),
    marks.Omission: lambda part: ("omission", "[…]"),
    marks.Sic: lambda part: ("sic", "sic"),
}


def reference_to(request: HttpRequest, quotation: Quotation, edition: Edition | None) -> Reference:
    """Return the reference of a quotation as it is now, in its latest edition."""
    reference = marked(reference_of(quotation, permanent_address(request, quotation)), quotation.parsed)
    return named(reference, edition)


def references_to(request: HttpRequest, quotations: Iterable[Quotation]) -> list[Reference]:
    """Return the references of quotations in their latest editions, which take one query."""
    found = list(quotations)
    latest = Edition.objects.latest_of_each(*(quotation.pk for quotation in found))
    return [reference_to(request, quotation, latest.get(quotation.pk)) for quotation in found]


def reference_of_edition(request: HttpRequest, edition: Edition, quotation: FrozenQuotation) -> Reference:
    """Return the reference as it was when the edition was made."""
    reference = quotation.reference
    said = replace(reference.quotation, address=permanent_address(request, quotation))
    return named(marked(replace(reference, quotation=said), quotation.parsed), edition)
