"""Sets: what the records of each have in common, named as the public knows it now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from archive.events.models import Event
from archive.harvesting import dublin_core
from archive.harvesting.models import HarvestSet
from archive.publishing import of_published
from archive.quotations.models import Quotation, Topic
from sources import labels, permanent
from sources.formats.markup import Element, element

LANGUAGE = "en"
KINDS = {"language": "Language", "topic": "Topic", "event": "Event"}


@dataclass(frozen=True)
class NamedSet:
    """A set with its name, and its names in other languages."""

    key: int
    spec: str
    name: str
    others: Mapping[str, str]

    @property
    def element(self) -> Element:
        names = dublin_core.labelled("title", self.others)
        described = element("setDescription", dublin_core.record(*names)) if self.others else None
        told = (element("setSpec", self.spec), element("setName", self.name), described)
        return Element("set", tuple(filter(None, told)))


ROOTS = [
    NamedSet(0, "language", "All, by language", {}),
    NamedSet(0, "topic", "All that have a topic", {}),
    NamedSet(0, "event", "All that belong to an event", {}),
]


def named_sets(after: int, limit: int) -> Iterator[NamedSet]:
    """Yield some sets after a key, in three queries."""
    found = list(HarvestSet.objects.filter(pk__gt=after).order_by("pk")[:limit])
    known = {"topic": _labels(_public_topics(), found), "event": _labels(Event.objects.published(), found)}
    for one in found:
        if one.kind == "language":
            own, others = labels.language_name(one.value, LANGUAGE), {}
        else:
            # A topic or event that is public no more is told by its number alone.
            others = known[one.kind].get(one.value, {})
            own = labels.choose(others, LANGUAGE).text or one.value
        yield NamedSet(one.pk, one.spec, f"{KINDS[one.kind]}: {own}", others)


def _public_topics() -> QuerySet[Topic]:
    tagged = Quotation.topics.through.objects.filter(of_published("quotation"), topic=OuterRef("pk"))
    return Topic.objects.filter(Exists(tagged))


def _labels(public: QuerySet[Topic] | QuerySet[Event], sets: list[HarvestSet]) -> dict[str, Mapping[str, str]]:
    ids = [one.value.replace("-", "") for one in sets if one.kind != "language"]
    return {permanent.shown(pk): names for pk, names in public.filter(pk__in=ids).values_list("pk", "labels")}
