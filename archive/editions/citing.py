"""Citing editions: the reference of a quotation names the edition that the reader sees, and its date and address."""

from collections.abc import Iterable
from dataclasses import replace

from django.http import HttpRequest

from archive.addresses import permanent_address
from archive.editions.frozen import FrozenQuotation
from archive.editions.models import Edition
from archive.quotations.citing import reference_of
from archive.quotations.models import Quotation
from sources.reference import Reference


def named(request: HttpRequest, reference: Reference, edition: Edition) -> Reference:
    """Return a reference that points to an edition."""
    said = {"edition": str(edition.number), "edition_date": edition.at.date().isoformat()}
    quoted = replace(reference.quotation, address=permanent_address(request, edition), **said)
    return replace(reference, quotation=quoted)


def reference_to(request: HttpRequest, quotation: Quotation, edition: Edition | None) -> Reference:
    """Return the reference of a quotation as it is now, in its latest edition; a draft has none."""
    reference = reference_of(quotation, permanent_address(request, quotation))
    return named(request, reference, edition) if edition else reference


def references_to(request: HttpRequest, quotations: Iterable[Quotation]) -> list[Reference]:
    """Return the references of quotations in their latest editions, which take one query."""
    found = list(quotations)
    latest = Edition.objects.latest_of_each(*(quotation.pk for quotation in found))
    return [reference_to(request, quotation, latest.get(quotation.pk)) for quotation in found]


def reference_of_edition(request: HttpRequest, edition: Edition, quotation: FrozenQuotation) -> Reference:
    """Return the reference as it was when the edition was made."""
    return named(request, quotation.reference, edition)
