"""Exporting: lists of any length as references, a few hundred in memory at a time."""

from collections.abc import Callable, Iterator

from django.db.models import QuerySet

from archive.quotations import citing as quotation_citing
from archive.quotations.models import Quotation
from sources import citing
from sources.models import Source
from sources.reference import Reference

CHUNK = 200


def references_of_sources(sources: QuerySet[Source]) -> Iterator[Reference]:
    """Yield the references of sources, in their order."""
    for source in sources.prefetch_related(*citing.needed()).iterator(chunk_size=CHUNK):
        yield citing.reference_of(source)


def references_of_quotations(
    quotations: QuerySet[Quotation], address_of: Callable[[Quotation], str]
) -> Iterator[Reference]:
    """Yield the references of quotations, with their words and permanent addresses, in their order."""
    related = ("attributions__agent__names", "attestations", *citing.needed("attestations__source__"))
    for quotation in quotations.prefetch_related(None).prefetch_related(*related).iterator(chunk_size=CHUNK):
        yield quotation_citing.reference_of(quotation, address_of(quotation))
