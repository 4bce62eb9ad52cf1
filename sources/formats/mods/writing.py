"""Writes MODS 3.8, one `mods` for each reference in a collection; all that has no element goes into a note."""

from collections.abc import Iterable, Iterator

from sources.formats.datewriting import edtf, edtf_part, spoken
from sources.formats.keys import Keys, xml_id
from sources.formats.ledger import TIES, Ledger, tied
from sources.formats.markup import DECLARATION, Element, element, empty, text_of
from sources.formats.mods.roles import CODES, GENRES, PARTS_OF_BOOKS, RESOURCES
from sources.formats.problems import Problem
from sources.formats.quoting import quotation_lines
from sources.formats.zotero_rdf.writing import zotero_type
from sources.reference import Date, Name, Reference, Related

NAMESPACE = "http://www.loc.gov/mods/v3"
SCHEMA = f"{NAMESPACE} http://www.loc.gov/standards/mods/v3/mods-3-8.xsd"
HEAD = (
    f'{DECLARATION}<modsCollection xmlns="{NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    f' xsi:schemaLocation="{SCHEMA}">\n'
)
RELATIONS = {"quoted-in": "isReferencedBy", "original": "original", "container": "host", "reviewed": "reviewOf"}


def write(references: Iterable[Reference]) -> Iterator[str | Problem]:
    """Yields the collection, one piece for each reference."""
    keys = Keys()
    yield HEAD
    for reference in references:
        yield text_of(record(reference, keys.key(reference)))
    yield "</modsCollection>\n"


def record(reference: Reference, key: str) -> Element:
    ledger = Ledger(reference)
    # The names of container and series are taken before those of the item.
    inside = [host(ledger), series(ledger), original(ledger)]
    children = [
        *titles(ledger),
        *names(ledger),
        *kinds(ledger),
        origin(ledger),
        *languages(ledger),
        physical(ledger),
        element("abstract", ledger.take("abstract")),
        *(element("subject", element("topic", word)) for word in reference.keywords),
        element("classification", said(ledger, "call-number")),
        *identifiers(ledger, key),
        *locations(ledger),
        *inside,
        *(related(tie) for tie in reference.related),
        part(ledger) if not inside[0] else None,
        element("accessCondition", ledger.take("license"), type="use and reproduction"),
    ]
    children += notes(reference, ledger)
    info = element("recordInfo", element("recordIdentifier", key))
    kept = tuple(child for child in (*children, info) if child)
    return Element("mods", kept, {"version": "3.8", "ID": xml_id(key)})


def titles(ledger: Ledger) -> Iterator[Element | None]:
    yield title_info(ledger.take("title"))
    yield title_info(ledger.take("title-short"), type="abbreviated")


def said(ledger: Ledger, variable: str) -> str:
    """What a MODS element says less exactly than CSL does: it is carried besides."""
    return ledger.variables.get(variable, "")


def title_info(title: str, *more: Element | None, **attributes: str) -> Element | None:
    return element("titleInfo", element("title", title), *more, **attributes) if title else None


def names(ledger: Ledger) -> list[Element]:
    return [name for role in list(ledger.names) for name in names_in(ledger, role)]


def names_in(ledger: Ledger, role: str) -> list[Element]:
    people = [person(name, role) for name in ledger.take_names(role)]
    # MODS 3.8 has `etal` for the rest of a list, in a name of its own.
    return people + ([etal(role)] if role in ledger.others and people else [])


def person(name: Name, role: str) -> Element:
    family = " ".join(filter(None, (name.dropping_particle, name.non_dropping_particle, name.family)))
    parts = (
        element("namePart", name.literal),
        element("namePart", family, type="family"),
        element("namePart", name.given, type="given"),
        element("namePart", name.suffix, type="termsOfAddress"),
    )
    kind = {} if name.literal else {"type": "personal"}
    return Element("name", tuple(filter(None, (*parts, role_of(role)))), kind)


def etal(role: str) -> Element:
    return Element("name", (empty("etal"), role_of(role)))


def role_of(role: str) -> Element:
    code = CODES.get(role, "")
    terms = (
        element("roleTerm", code, type="code", authority="marcrelator"),
        element("roleTerm", role, type="text"),
    )
    return Element("role", tuple(filter(None, terms)))


def kinds(ledger: Ledger) -> Iterator[Element | None]:
    """The type as MODS, Zotero, MARC and CSL call it, and the genre in the record's own words."""
    kind = ledger.reference.type
    yield element("typeOfResource", RESOURCES.get(kind, "text") if kind else "")
    # As Zotero writes it, and reads it before all others.
    yield element("genre", zotero_type(ledger.reference) if kind else "", authority="local")
    yield element("genre", GENRES.get(kind, ""), authority="marcgt")
    yield element("genre", kind, authority="csl")
    yield element("genre", ledger.take("genre"))


def origin(ledger: Ledger) -> Element | None:
    in_container = ledger.reference.type.startswith("article-")
    return element(
        "originInfo",
        place(ledger.take("publisher-place")),
        element("publisher", ledger.take("publisher")),
        *date_elements("dateIssued", ledger.take_date("issued")),
        element("edition", ledger.take("edition", "version")),
        element("issuance", "" if in_container else issuance(ledger.reference)),
    )


def issuance(reference: Reference) -> str:
    return {"periodical": "serial", "book": "monographic"}.get(reference.type, "")


def place(name: str) -> Element | None:
    return element("place", element("placeTerm", name, type="text"))


def date_elements(name: str, date: Date | None) -> list[Element | None]:
    """One element for a day or year, two for a range; what only EDTF can say, as EDTF; words as words."""
    if not date:
        return []
    qualifier = "approximate" if date.circa else ""
    if not date.parts or not all(date.parts) or date.edtf or date.season:
        said = edtf(date)
        return [element(name, said or spoken(date), encoding="edtf" if said else "", qualifier=qualifier)]
    points = ("start", "end") if len(date.parts) > 1 else ("",)
    return [
        element(name, edtf_part(numbers), encoding=encoding(numbers), point=point, qualifier=qualifier)
        for numbers, point in zip(date.parts, points, strict=False)
    ]


def encoding(numbers: tuple[int, ...]) -> str:
    return "w3cdtf" if 0 < numbers[0] < 10000 and all(month <= 12 for month in numbers[1:2]) else "edtf"


def languages(ledger: Ledger) -> Iterator[Element | None]:
    yield element("language", element("languageTerm", ledger.take("language"), type="code", authority="rfc5646"))


def physical(ledger: Ledger) -> Element | None:
    pages = ledger.take("number-of-pages")
    extent = f"{pages} pages" if pages.isdigit() else pages
    return element("physicalDescription", element("form", said(ledger, "medium")), element("extent", extent))


def identifiers(ledger: Ledger, key: str) -> Iterator[Element | None]:
    yield element("identifier", key, type="citekey")
    for variable in ("ISBN", "ISSN", "DOI", "PMID", "PMCID"):
        yield element("identifier", ledger.take(variable), type=variable.lower())


def locations(ledger: Ledger) -> Iterator[Element | None]:
    """Where it is kept, on the shelf and on the web: an element for each, as MODS wants their order."""
    yield element(
        "location",
        element("physicalLocation", said(ledger, "archive")),
        element("shelfLocator", said(ledger, "archive_location") or ledger.take("call-number")),
    )
    accessed = ledger.dates.get("accessed")
    looked = edtf(accessed) if accessed and "URL" in ledger.variables else ""
    if looked:
        ledger.take_date("accessed")
    yield element("location", element("url", ledger.take("URL"), usage="primary", dateLastAccessed=looked))


def host(ledger: Ledger) -> Element | None:
    """What the item is part of, with its editors, numbers and pages."""
    title = ledger.take("container-title")
    if not title:
        return None
    in_book = ledger.reference.type in PARTS_OF_BOOKS
    people = names_in(ledger, "container-author") + (names_in(ledger, "editor") if in_book else [])
    return Element("relatedItem", tuple(filter(None, (
        title_info(title),
        title_info(ledger.take("container-title-short"), type="abbreviated"),
        *people,
        part(ledger),
    ))), {"type": "host"})  # fmt: skip


def part(ledger: Ledger) -> Element | None:
    kinds = ("volume", "volume"), ("issue", "issue"), ("chapter", "chapter-number")
    details = [detail(kind, ledger.take(variable)) for kind, variable in (*kinds, ("section", "section"))]
    return element("part", *details, extent(ledger.take("page")))


def detail(kind: str, number: str) -> Element | None:
    return element("detail", element("number", number), type=kind) if number else None


def extent(pages: str) -> Element | None:
    first, mark, last = pages.replace("–", "-").partition("-")
    if not pages or "," in pages or "-" in last:
        return element("extent", element("list", pages), unit="pages")
    return element("extent", element("start", first), element("end", last if mark else ""), unit="pages")


def series(ledger: Ledger) -> Element | None:
    title = ledger.take("collection-title")
    if not title:
        return None
    number = element("partNumber", ledger.take("collection-number"))
    return element("relatedItem", title_info(title, number), *names_in(ledger, "collection-editor"), type="series")


def original(ledger: Ledger) -> Element | None:
    """The work as it first appeared: its title, imprint and date."""
    imprint = element(
        "originInfo",
        place(said(ledger, "original-publisher-place")),
        element("publisher", said(ledger, "original-publisher")),
        *date_elements("dateIssued", ledger.dates.get("original-date")),
    )
    people = names_in(ledger, "original-author")
    return element("relatedItem", title_info(said(ledger, "original-title")), *people, imprint, type="original")


def related(tie: Related) -> Element | None:
    """An item that this one is tied to, with what a reader needs to find it."""
    ledger = Ledger(tie.reference)
    label = TIES.get(tie.relation, tie.relation)
    children = (*titles(ledger), *names(ledger), origin(ledger), *languages(ledger), *locations(ledger))
    return element("relatedItem", *children, type=RELATIONS.get(tie.relation, ""), displayLabel=label)


def notes(reference: Reference, ledger: Ledger) -> list[Element | None]:
    return [
        *(element("note", note) for note in reference.notes),
        element("note", quotation_note(reference), type="quotation"),
        *(element("note", tied(tie), type=tie.relation) for tie in reference.related if tie.relation not in RELATIONS),
        element("note", ledger.take("annote"), type="annotation"),
        element("note", ledger.note(), type="further-fields"),
    ]


def quotation_note(reference: Reference) -> str:
    """The quotation, and what it is quoted in for those that do not look at related items."""
    lines = quotation_lines(reference.quotation)
    ties = [tied(tie) for tie in reference.related if tie.relation == "quoted-in"]
    return "\n".join([*lines, *ties] if lines else [])
