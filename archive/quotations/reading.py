"""Reading: one quotation with all that is public around it."""

from django.db.models import Prefetch, QuerySet

from archive.publishing import of_published
from archive.quotations.models import Attestation, Attribution, EventLink, Quotation
from sources import citing


def published() -> QuerySet[Quotation]:
    """Return the quotations that everybody may read."""
    return Quotation.objects.published()


def listed() -> QuerySet[Quotation]:
    """Return them with what an entry of a list shows; of people and sources no more than that is read."""
    said = Attribution.objects.select_related("agent").prefetch_related("agent__names")
    said = said.only("quotation", "position", "standing", "agent__language")
    found = Attestation.objects.select_related("source")
    found = found.only("quotation", "position", "locator", "locator_label", "source__title", "source__language")
    return (
        published()
        .select_related("place")
        .prefetch_related(
            Prefetch("attributions", said, to_attr="listed_attributions"),
            Prefetch("attestations", found, to_attr="listed_attestations"),
        )
    )


def published_whole() -> QuerySet[Quotation]:
    """Return them with everything that a quotation's own page shows."""
    return whole(published())


def whole(quotations: QuerySet[Quotation]) -> QuerySet[Quotation]:
    """Fetch with quotations everything that their own pages show, none of it unpublished."""
    links = EventLink.objects.filter(of_published("event")).select_related("event")
    around = published().with_speakers()
    return (
        quotations.with_speakers()
        .select_related("place__part_of")
        .prefetch_related(
            "attributions__rests_on__source",
            "attestations__source__contributions__agent__names",
            "topics",
            "mentions__names",
            Prefetch("event_links", links.prefetch_related("event__claims"), to_attr="public_links"),
            Prefetch("translations", around, to_attr="public_translations"),
        )
    )


def original_of(quotation: Quotation) -> Quotation | None:
    """Return the passage that this one translates, if everybody may read it; asks nothing where it is at hand."""
    if quotation.translation_of_id is None:
        return None
    if Quotation._meta.get_field("translation_of").is_cached(quotation):
        return quotation.translation_of if quotation.translation_of.is_published else None
    return published().with_speakers().filter(pk=quotation.translation_of_id).first()


def cited_whole() -> QuerySet[Quotation]:
    """Return them with everything that their citations need."""
    return cited(published())


def cited(quotations: QuerySet[Quotation]) -> QuerySet[Quotation]:
    """Fetch with quotations everything that their citations need."""
    return quotations.prefetch_related(
        "attributions__agent__names", "attestations", *citing.needed("attestations__source__")
    )
