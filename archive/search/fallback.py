"""Fallback: a plain answer from the database, slower and without counts, while the index is being made."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from archive.quotations.models import Attestation, Attribution, EventLink, Quotation
from archive.search.querying import positive, read
from archive.search.searching import Question

MOST_WORDS = 6
COLUMNS = {"language": "language__in", "place": "place__in"}


def matching(question: Question) -> QuerySet[Quotation]:
    """Return the published quotations that hold every word and have the values that are chosen."""
    found = Quotation.objects.published().order_by("-state_at", "pk")
    for leaf in positive(read(question.query).node)[:MOST_WORDS]:
        either = Q()
        for text in {leaf.text, leaf.text.lower(), leaf.text.capitalize()}:
            either |= Q(words__contains=text)
        found = found.filter(either)
    for facet, values in question.chosen.items():
        found = found.filter(_having(facet, list(values)))
    return found


def _having(facet: str, values: list[str]) -> Q | Exists:
    here = OuterRef("pk")
    match facet:
        case "speaker":
            return Exists(Attribution.objects.filter(quotation=here, agent__in=values))
        case "standing":
            return Exists(Attribution.objects.filter(quotation=here, standing__in=values))
        case "source":
            return Exists(Attestation.objects.filter(quotation=here, source__in=values))
        case "event":
            return Exists(EventLink.objects.filter(quotation=here, event__in=values, event__state="published"))
        case "topic":
            return Exists(Quotation.topics.through.objects.filter(quotation=here, topic__in=values))
    return Q(**{COLUMNS[facet]: values}) if facet in COLUMNS else Q()
