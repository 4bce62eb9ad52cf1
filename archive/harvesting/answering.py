"""Answering: what each verb of OAI-PMH 2.0 says, as elements."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.db.models import Min, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from archive.harvesting import keeping
from archive.harvesting.asking import Asked, Place, Refused
from archive.harvesting.formats import FORMATS, MetadataFormat
from archive.harvesting.items import item_of
from archive.harvesting.models import Header
from archive.harvesting.sets import ROOTS, named_sets
from sources import permanent
from sources.formats.markup import Element, element

GRANULARITY = "YYYY-MM-DDThh:mm:ssZ"
PAGE_SIZES = {"ListRecords": 100, "ListIdentifiers": 1000, "ListSets": 500}
OAI_IDENTIFIER = "http://www.openarchives.org/OAI/2.0/oai-identifier"
# The names of hosts that identifiers of the scheme `oai` may begin with.
DOMAIN = re.compile(r"[a-zA-Z][a-zA-Z0-9-]*(\.[a-zA-Z][a-zA-Z0-9-]*)+")
SAMPLE = "K7M2-9XQ4"


@dataclass(frozen=True)
class Repository:
    """The archive as a request of a harvester reaches it, at the time of the answer."""

    request: HttpRequest
    at: datetime

    @property
    def address(self) -> str:
        return self.request.build_absolute_uri(reverse("oai"))

    @property
    def host(self) -> str:
        """The name in all identifiers: the site's first, by whatever name it is reached."""
        named = [name.lstrip(".") for name in settings.ALLOWED_HOSTS if name.strip(".") and name != "*"]
        return named[0] if named else self.request.get_host().partition(":")[0]

    @property
    def administrator(self) -> str:
        """Whom to write to; where nobody is named, the webmaster of RFC 2142."""
        return settings.ADMIN_EMAIL or f"webmaster@{self.host if '.' in self.host else f'{self.host}.invalid'}"

    def identifier(self, shown_id: str) -> str:
        return f"oai:{self.host}:q/{shown_id}"

    def header_of(self, identifier: str) -> Header:
        """Return the header of an identifier; raises Refused."""
        pk = identifier.removeprefix(self.identifier("")).replace("-", "")
        if permanent.is_valid(pk) and identifier == self.identifier(permanent.shown(pk)):
            found = Header.objects.filter(quotation_id=pk).select_related("edition").prefetch_related("sets")
            if header := next(iter(_timed(found)), None):
                return header
        raise Refused(("idDoesNotExist", f"There is no record “{identifier[:100]}” here."))


def answer(asked: Asked, repository: Repository) -> Element:
    """Return what a request is answered with; raises Refused."""
    return Element(asked.verb, tuple(filter(None, VERBS[asked.verb](asked, repository))))


def identify(asked: Asked, repository: Repository) -> Iterator[Element | None]:
    earliest = Header.objects.stamped().aggregate(at=Min("at"))["at"] or repository.at
    yield element("repositoryName", "Testimonia")
    yield element("baseURL", repository.address)
    yield element("protocolVersion", "2.0")
    yield element("adminEmail", repository.administrator)
    yield element("earliestDatestamp", written(earliest))
    yield element("deletedRecord", "persistent")
    yield element("granularity", GRANULARITY)
    if DOMAIN.fullmatch(repository.host):
        yield element("description", _scheme(repository))


def _scheme(repository: Repository) -> Element:
    """Return how identifiers are made (the guideline `oai-identifier`)."""
    told = (
        element("scheme", "oai"),
        element("repositoryIdentifier", repository.host),
        element("delimiter", ":"),
        element("sampleIdentifier", repository.identifier(SAMPLE)),
    )
    location = f"{OAI_IDENTIFIER} {OAI_IDENTIFIER}.xsd"
    return Element(
        "oai-identifier", tuple(filter(None, told)), {"xmlns": OAI_IDENTIFIER, "xsi:schemaLocation": location}
    )


def list_metadata_formats(asked: Asked, repository: Repository) -> Iterator[Element | None]:
    identifier = asked.arguments.get("identifier")
    if identifier and repository.header_of(identifier).is_deleted:
        raise Refused(("noMetadataFormats", "The record was withdrawn; only its header is left."))
    for known in FORMATS.values():
        yield element(
            "metadataFormat",
            element("metadataPrefix", known.prefix),
            element("schema", known.schema),
            element("metadataNamespace", known.namespace),
        )


def list_sets(asked: Asked, repository: Repository) -> Iterator[Element | None]:
    place, size = asked.place or Place(), PAGE_SIZES[asked.verb]
    found = list(named_sets(place.after, size + 1))
    if not asked.place:
        yield from (root.element for root in ROOTS)
    yield from (named.element for named in found[:size])
    yield _token(asked, place, found[size - 1].key if len(found) > size else None, size)


def get_record(asked: Asked, repository: Repository) -> Iterator[Element | None]:
    known, header = format_of(asked), repository.header_of(asked.arguments["identifier"])
    yield record(repository, header, known)


def list_identifiers(asked: Asked, repository: Repository) -> Iterator[Element | None]:
    format_of(asked)
    yield from _listed(asked, _selected(asked), lambda header: header_element(repository, header))


def list_records(asked: Asked, repository: Repository) -> Iterator[Element | None]:
    known, headers = format_of(asked), _selected(asked).select_related("edition")
    yield from _listed(asked, headers, lambda header: record(repository, header, known))


def format_of(asked: Asked) -> MetadataFormat:
    """Return the metadata format that is asked for; raises Refused."""
    if asked.prefix not in FORMATS:
        reason = f"There is no format “{asked.prefix[:100]}” here; there are {', '.join(FORMATS)}."
        raise Refused(("cannotDisseminateFormat", reason))
    return FORMATS[asked.prefix]


def _selected(asked: Asked) -> QuerySet[Header]:
    """Return the headers of a whole list, in an order that no change disturbs: that of first publication.

    So a record that changes while it is harvested comes once, and a new one comes last.
    """
    span, found = asked.span, Header.objects.all()
    found = found.filter(at__gte=span.start) if span.start else found
    found = found.filter(at__lte=span.end) if span.end else found
    found = found.in_set(asked.spec) if asked.spec else found
    return found.order_by("pk").prefetch_related("sets")


def _listed(asked: Asked, headers: QuerySet[Header], told: Callable[[Header], Element]) -> Iterator[Element | None]:
    """Yield a page of a list; the number of queries does not depend on its length."""
    size = PAGE_SIZES[asked.verb]
    place = asked.place or Place(total=headers.count())
    page = _timed(headers.filter(pk__gt=place.after)[: size + 1])
    if not page and not asked.place:
        raise Refused(("noRecordsMatch", "Nothing here is of this set and this span of time."))
    yield from map(told, page[:size])
    yield _token(asked, place, page[size - 1].pk if len(page) > size else None, size)


def _timed(headers: QuerySet[Header]) -> list[Header]:
    """Return headers that all have their times; what changed since these were given gets its own, and is read again."""
    found = list(headers)
    while any(header.is_waiting for header in found):
        keeping.stamp()
        found = list(headers.all())
    return found


def _token(asked: Asked, place: Place, last: int | None, size: int) -> Element | None:
    """Return what the next page is asked for with: empty on the last of several, and None where there is but one."""
    if last is None and not asked.place:
        return None
    told = {"completeListSize": str(place.total), "cursor": str(place.cursor)} if place.total else {}
    goes_on = asked.token(Place(last, place.cursor + size, place.total)) if last is not None else ""
    return Element("resumptionToken", (goes_on,) if goes_on else (), told)


def record(repository: Repository, header: Header, known: MetadataFormat) -> Element:
    """Return a record: its header, and its metadata unless it was withdrawn."""
    if header.is_deleted:
        return Element("record", (header_element(repository, header),))
    metadata = Element("metadata", (known.metadata(item_of(repository.request, header)),))
    return Element("record", (header_element(repository, header), metadata))


def header_element(repository: Repository, header: Header) -> Element:
    told = (
        element("identifier", repository.identifier(header.shown_id)),
        element("datestamp", written(header.at)),
        *(element("setSpec", named.spec) for named in header.sets.all()),
    )
    return Element("header", tuple(filter(None, told)), {"status": "deleted"} if header.is_deleted else {})


def written(moment: datetime) -> str:
    """Return a time as the protocol writes it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


VERBS: dict[str, Callable[[Asked, Repository], Iterator[Element | None]]] = {
    "Identify": identify,
    "ListMetadataFormats": list_metadata_formats,
    "ListSets": list_sets,
    "GetRecord": get_record,
    "ListIdentifiers": list_identifiers,
    "ListRecords": list_records,
}
