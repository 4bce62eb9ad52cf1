"""Citing: a quotation as a reference that leads along its witnesses."""

from collections.abc import Callable
from dataclasses import replace

from archive.quotations.models import Attestation, Quotation
from sources import citing
from sources.models import Source
from sources.reference import Name, Reference, Related
from sources.reference import Quotation as Quoted

# How a source becomes a reference, where that is known already.
OfSource = Callable[[Source], Reference]


def reference_of(
    quotation: Quotation, address: str, language: str = "", of_source: OfSource = citing.reference_of
) -> Reference:
    """Return the farthest witness as the reference, with those that it is quoted in, and the words.

    A speaker who wrote it is named as it names its author, any other in `language`, by default
    that of the words.
    """
    chain = next(iter(quotation.chains()), [])
    speaker = _speaker(quotation, chain, language or quotation.language)
    quoted = _quoted(quotation, address, speaker)
    if not chain:
        return Reference(id=quotation.shown_id, type="document", quotation=quoted)
    farthest = chain[-1]
    quoted = replace(quoted, locator=farthest.locator, locator_label=farthest.locator_label if farthest.locator else "")
    reference = _through(chain, of_source)
    return replace(reference, id=f"{reference.id}-{quotation.shown_id}", quotation=quoted)


def _through(chain: list[Attestation], of_source: OfSource) -> Reference:
    """Return the last witness of a chain as a reference, tied to the one that it is quoted in."""
    *before, last = chain
    reference = of_source(last.source)
    if not before:
        return reference
    nearer = _through(before, of_source)
    if before[-1].locator:
        nearer = replace(nearer, quotation=Quoted(locator_label=before[-1].locator_label, locator=before[-1].locator))
    return replace(reference, related=(Related("quoted-in", nearer), *reference.related))


def _quoted(quotation: Quotation, address: str, speaker: Name | None) -> Quoted:
    attribution, uttered = quotation.attribution, quotation.uttered
    return Quoted(
        words=quotation.reading,
        language=quotation.language,
        speaker=speaker,
        address=address,
        standing=attribution.standing if attribution else "",
        said=uttered.edtf if uttered else "",
        calendar=str(uttered.calendar.value) if uttered else "",
    )


def _speaker(quotation: Quotation, chain: list[Attestation], language: str) -> Name | None:
    if quotation.attribution is None:
        return None
    agent = quotation.attribution.agent
    for row in chain[-1].source.contributions.all() if chain else ():
        if row.agent_id == agent.pk and row.role == "author":
            return citing.name_of(row, chain[-1].source.language)
    name = agent.preferred_name(language)
    return Name.from_csl(name.csl()) if name else None
