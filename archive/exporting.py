"""Exporting: lists of any length as references, a few hundred in memory at a time."""

from collections.abc import Callable, Iterator
from itertools import islice

from django.db.models import QuerySet

from archive.editions.citing import marked, named
from archive.editions.models import Edition
from archive.quotations import citing as quotation_citing
from archive.quotations.models import Quotation
from archive.search.findings import Findings
from sources import citing
from sources.models import Source
from sources.reference import Reference

CHUNK = 200


def references_of_sources(sources: QuerySet[Source]) -> Iterator[Reference]:
    """Yield the references of sources, in their order."""
    for source in sources.prefetch_related(*citing.needed()).iterator(chunk_size=CHUNK):
        yield citing.reference_of(source)


def references_of_quotations(
    quotations: QuerySet[Quotation] | Findings, address_of: Callable[[Quotation], str]
) -> Iterator[Reference]:
    """Yield the references of quotations, with their words and the addresses of their latest editions, in their order.

    They come with what their citations need, as `reading.cited` fetches it.
    """
    found = quotations.iterator(chunk_size=CHUNK)
    while some := list(islice(found, CHUNK)):
        latest = Edition.objects.latest_of_each(*(quotation.pk for quotation in some))
        for quotation in some:
            reference = quotation_citing.reference_of(quotation, address_of(quotation))
            yield named(marked(reference, quotation.parsed), latest.get(quotation.pk))
