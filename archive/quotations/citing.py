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
    if not chain:
        quoted = _quoted(quotation, address, speaker)
        return Reference(id=quotation.shown_id, type="document", quotation=quoted)
    *before, farthest = chain
    source = of_source(farthest.source)
    quoted, ties = _quoted(quotation, address, speaker, **_place(farthest)), _ties(source, before, of_source)
    return replace(source, id=f"{source.id}-{quotation.shown_id}", quotation=quoted, related=ties)


def _ties(source: Reference, before: list[Attestation], of_source: OfSource) -> tuple[Related, ...]:
    """Return the ties of a witness's source, to the one that it is quoted in first, after which others may come."""
    if not before:
        return tuple(source.related)
    *further, last = before
    own, place = of_source(last.source), _place(last)
    nearer = replace(own, related=_ties(own, further, of_source), quotation=Quoted(**place) if place else own.quotation)
    return (Related("quoted-in", nearer), *source.related)


def _place(witness: Attestation) -> dict[str, str]:
    return {"locator_label": witness.locator_label, "locator": witness.locator} if witness.locator else {}


def _quoted(quotation: Quotation, address: str, speaker: Name | None, **place: str) -> Quoted:
    attribution, uttered = quotation.attribution, quotation.uttered
    return Quoted(
        words=quotation.reading,
        language=quotation.language,
        speaker=speaker,
        address=address,
        standing=attribution.standing if attribution else "",
        said=uttered.edtf if uttered else "",
        calendar=str(uttered.calendar.value) if uttered else "",
        **place,
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
