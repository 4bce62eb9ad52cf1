"""Members: the files of the whole archive, each read from the database a few hundred records at a time."""

import json
from collections.abc import Iterator
from functools import partial
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from rest_framework.request import Request
from rest_framework.views import APIView

from archive.addresses import permanent_address
from archive.bulk.packing import Member
from archive.bulk.tables import table
from archive.bulk.telling import citation_file, read_me
from archive.editions.api import EditionSerializer, public_editions
from archive.editions.models import Edition
from archive.events.models import Event
from archive.exporting import CHUNK
from archive.linked.events import around
from archive.linked.writing import graph_of
from archive.mirrors.api import ROOMS, room_for
from archive.people.views import whole as people
from archive.publishing import public_sources
from archive.quotations.reading import published
from archive.quotations.reading import whole as whole_quotations
from archive.representations.linking import described
from archive.representations.offering import Subject
from archive.representations.subjects import of_event, of_person, of_quotation, of_source
from archive.tei.documents import corpus
from sources import citing

FEW = 20  # events at a time, since each may name hundreds of quotations
LISTS = {
    "person": "people",
    "source": "sources",
    "place": "places",
    "topic": "topics",
    "event": "events",
    "quotation": "quotations",
}


def members(request: HttpRequest, sequence: int, day: str) -> Iterator[Member]:
    """Yield every file: what it is, the records as JSON Lines and as tables, as TEI and as linked data."""
    site = request.build_absolute_uri("/")
    yield Member("README.txt", [read_me(site, sequence, day)])
    yield Member("CITATION.cff", [citation_file(site, sequence, day)])
    asked = APIView().initialize_request(request)
    for name in (*LISTS.values(), "editions"):
        yield Member(f"{name}.jsonl", lines(told(name, asked)))
        yield Member(f"{name}.csv", table(name, told(name, asked)))
    yield Member("archive.tei.xml", tei(request))
    yield Member("archive.nt", triples(request))


def told(name: str, request: Request) -> Iterator[dict[str, Any]]:
    """Yield the records of a list as the API gives them one by one, in the order of ids."""
    if name == "editions":
        editions = public_editions().order_by("quotation_id", "number")
        yield from _serialized(editions, EditionSerializer, request)
        return
    (kind,) = (kind for kind, listed in LISTS.items() if listed == name)
    (room,) = (room_for(one, request) for one in ROOMS if one.kind == kind)
    yield from _serialized(room.get_queryset().order_by("pk"), room.serializer_class, request)


def _serialized(records: QuerySet[Any], serializer: Any, request: Request) -> Iterator[dict[str, Any]]:
    found = records.iterator(chunk_size=CHUNK)
    while some := list(islice(found, CHUNK)):
        yield from serializer(some, many=True, context={"request": request}).data


def lines(records: Iterator[dict[str, Any]]) -> Iterator[str]:
    """Yield records as JSON Lines."""
    for record in records:
        yield json.dumps(record, ensure_ascii=False, separators=(",", ":"), default=str) + "\n"


def tei(request: HttpRequest) -> Iterator[str]:
    """Yield the TEI corpus of people, events, sources and quotations."""
    return corpus(partial(permanent_address, request))


def triples(request: HttpRequest) -> Iterator[str]:
    """Yield the facts of all records as N-Triples, sorted within each."""
    yield from facts_of(_subjects(request))


def facts_of(subjects: Iterator[Subject]) -> Iterator[str]:
    """Yield the facts of each record."""
    for subject in subjects:
        facts = graph_of([described(subject)]).serialize(format="nt")
        yield "".join(sorted(line for line in facts.splitlines(keepends=True) if line.strip()))


def _subjects(request: HttpRequest) -> Iterator[Subject]:
    for person in people().order_by("pk").iterator(chunk_size=CHUNK):
        yield of_person(request, person)
    sources = public_sources().order_by("pk").prefetch_related(*citing.needed(), "identifiers")
    for source in sources.iterator(chunk_size=CHUNK):
        yield of_source(request, source)
    events = Event.objects.published().with_claims().order_by("pk").prefetch_related(*around())
    for event in events.iterator(chunk_size=FEW):
        yield of_event(request, event)
    yield from quotations(request)


def quotations(request: HttpRequest) -> Iterator[Subject]:
    """Yield the quotations, each in its latest edition."""
    related = citing.needed("attestations__source__")
    wanted = whole_quotations(published()).select_related("translation_of").prefetch_related(*related)
    found = wanted.order_by("pk").iterator(chunk_size=CHUNK)
    while some := list(islice(found, CHUNK)):
        latest = Edition.objects.latest_of_each(*(quotation.pk for quotation in some))
        for quotation in some:
            yield of_quotation(request, quotation, latest.get(quotation.pk))
