"""A reference as statements for the head of a page: Dublin Core, PRISM, bibo, and Zotero's own fields by their names.

What reads them (Zotero's "Embedded Metadata", and others) takes each statement for one about the page. There is no
`dc:contributor`, which is taken for an author, and no Highwire name, under which every role is an author.
"""

from collections.abc import Iterator
from dataclasses import replace

from sources.formats.datewriting import is_plain, iso, spoken
from sources.formats.ledger import Ledger, tied
from sources.formats.quoting import inverted, quotation_lines
from sources.formats.zotero_rdf.people import property_of, take_people
from sources.formats.zotero_rdf.vocabulary import ITEM_TYPES, NAMESPACES
from sources.formats.zotero_rdf.writing import OWN_NAMES, allowed, type_line, zotero_type
from sources.reference import Date, Name, Reference

Statement = tuple[str, str]

SCHEMAS = {
    "z": "http://www.zotero.org/namespaces/export#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "prism": "http://prismstandard.org/namespaces/1.2/basic/",
    "bibo": "http://purl.org/ontology/bibo/",
    "bib": "http://purl.org/net/biblio#",
    "schema": NAMESPACES["schema"],
}
# CSL's variables by Zotero's fields; a type's own name for one is found by Zotero from these.
FIELDS = {
    "title": "title",
    "title-short": "shortTitle",
    "abstract": "abstractNote",
    "language": "language",
    "URL": "url",
    "archive": "archive",
    "archive_location": "archiveLocation",
    "call-number": "callNumber",
    "license": "rights",
    "container-title": "publicationTitle",
    "container-title-short": "journalAbbreviation",
    "volume": "volume",
    "issue": "issue",
    "number": "number",
    "number-of-volumes": "numberOfVolumes",
    "number-of-pages": "numPages",
    "edition": "edition",
    "version": "versionNumber",
    "page": "pages",
    "publisher": "publisher",
    "publisher-place": "place",
    "event-place": "place",
    "collection-title": "series",
    "collection-number": "seriesNumber",
    "event-title": "conferenceName",
    "genre": "type",
    "medium": "medium",
    "section": "section",
    "scale": "scale",
    "status": "status",
    "authority": "authority",
    "dimensions": "runningTime",
    "ISBN": "ISBN",
    "ISSN": "ISSN",
    "DOI": "DOI",
}
# Where a type has its own field; Zotero does not know of all these that they are the general one.
OWN_FIELDS = {key: name.removeprefix("z:") for key, name in OWN_NAMES.items()} | {
    ("case", "container-title"): "reporter",
    ("presentation", "event-title"): "meetingName",
}
# The same by names that others know.
SHARED = {
    "title": ("dc:title",),
    "title-short": ("bibo:shortTitle",),
    "abstract": ("dcterms:abstract",),
    "language": ("dc:language",),
    "license": ("dc:rights",),
    "publisher": ("dc:publisher",),
    "container-title": ("prism:publicationName",),
    "container-title-short": ("dcterms:alternative",),
    "volume": ("prism:volume", "bibo:volume"),
    "issue": ("prism:number", "bibo:issue"),
    "number": ("prism:number",),
    "edition": ("prism:edition", "bibo:edition"),
    "page": ("bibo:pages",),
    "number-of-pages": ("bibo:numPages",),
    "number-of-volumes": ("bibo:numVolumes",),
    "ISSN": ("prism:issn", "bibo:issn"),
    "ISBN": ("bibo:isbn",),
    "DOI": ("bibo:doi",),
    "URL": ("bibo:uri",),
}


def statements(reference: Reference) -> Iterator[Statement]:
    """Yield the statements, Zotero's type first, since the fields depend on it."""
    kind, ledger = zotero_type(reference), Ledger(reference)
    yield "z:itemType", kind
    yield from _variables(ledger, kind)
    yield from _creators(ledger, kind)
    yield from _dates(ledger)
    yield from (("dc:subject", word) for word in reference.keywords)
    yield from _identifiers(reference)
    yield from _extra(reference, ledger)


def _variables(ledger: Ledger, kind: str) -> Iterator[Statement]:
    known = allowed(kind, ITEM_TYPES[kind])
    said: set[str] = set()
    for variable, general in FIELDS.items():
        field = OWN_FIELDS.get((kind, variable), general)
        if variable in known and field not in said and (value := ledger.take(variable)):
            said.add(field)
            yield f"z:{field}", value
            yield from ((name, value) for name in SHARED.get(variable, ()))


def _creators(ledger: Ledger, kind: str) -> Iterator[Statement]:
    """Yield each contributor under the creator type that Zotero has for the role; other roles stay for Extra."""
    authors = ledger.names.get("author", ())
    for own, names in take_people(ledger, kind).items():
        yield from ((property_of(own), undivided(name)) for name in names)
    yield from (("dc:creator", one_string(name)) for name in authors)


def one_string(name: Name) -> str:
    """Return a name with its one comma before the given name; others would be taken for that one."""
    return name.literal.replace(",", ";") or inverted(name)


def undivided(name: Name) -> str:
    """Return a name as Zotero divides it rightly: a whole one of many words ends with a comma.

    Without any comma its last word would be taken for the family name; what follows a second one it forgets.
    """
    text = one_string(replace(name, given=f"{name.given} {name.suffix}".strip(), suffix=""))
    return f"{text}," if " " in text and "," not in text else text


def _dates(ledger: Ledger) -> Iterator[Statement]:
    issued = ledger.take_plain_date("issued") or Date()
    if said := iso(issued) if is_plain(issued) else spoken(issued):
        yield from (("z:date", said), ("dc:date", said), ("prism:publicationDate", said))


def _identifiers(reference: Reference) -> Iterator[Statement]:
    for name in ("ISBN", "ISSN", "DOI"):
        if value := str(reference.variables.get(name, "")):
            yield "dc:identifier", f"{name} {value}"


def _extra(reference: Reference, ledger: Ledger) -> Iterator[Statement]:
    """Yield what has no field: the exact type, the quotation with its place and address, its sources, and the rest."""
    lines = [*type_line(reference), *quotation_lines(reference.quotation), *map(tied, reference.related)]
    lines += ledger.carried()
    if lines:
        yield "z:extra", "\n".join(lines)
