"""A reference as TEI `biblStruct`: what it is (`analytic`), what it is part of (`monogr`) and its series."""

from collections.abc import Iterator

from sources.formats.datewriting import edtf_part, spoken
from sources.formats.ledger import Ledger
from sources.formats.markup import LANGUAGE, Element, element, empty
from sources.reference import Date, Name, Reference

JOURNALS = ("article-journal", "article-magazine", "article-newspaper", "review", "review-book")
UNPUBLISHED = ("manuscript", "personal_communication", "thesis", "speech", "interview", "document")
UNITS = (
    ("volume", "volume"),
    ("issue", "issue"),
    ("issue", "number"),
    ("chapter", "chapter-number"),
    ("section", "section"),
    ("page", "page"),
)
OF_PART = ("DOI", "PMID", "PMCID", "URL")  # what is part of something is identified by these, the whole by the others
IDENTIFIERS = ("ISBN", "ISSN", *OF_PART)
RELATIONS = {"quoted-in": "quotedIn"}


def bibl_struct(reference: Reference, identifier: str = "") -> Element:
    """The whole of a reference; nothing is left out, since what has no element becomes a note."""
    ledger = Ledger(reference)
    own_level = level(reference)
    inside = analytic(ledger) if own_level == "a" else None
    children = (
        inside,
        monogr(ledger, own_level),
        series(ledger),
        *notes(ledger),
        *(related(tie.relation, tie.reference) for tie in reference.related),
    )
    attributes = {"type": reference.type, "xml:id": identifier}
    kept = tuple(child for child in children if child)
    return Element("biblStruct", kept, {key: value for key, value in attributes.items() if value})


def level(reference: Reference) -> str:
    """TEI's level of the title: of a part, a monograph, a journal, or unpublished."""
    if "container-title" in reference.variables:
        return "a"
    return "u" if reference.type in UNPUBLISHED else "j" if reference.type == "periodical" else "m"


def analytic(ledger: Ledger) -> Element | None:
    container = {role: ledger.take_names(role) for role in ("container-author", "editor", "collection-editor")}
    node = element("analytic", *titles(ledger, "a"), *identifiers(ledger, OF_PART), *people(ledger))
    ledger.names |= {role: names for role, names in container.items() if names}
    return node


def monogr(ledger: Ledger, own_level: str) -> Element:
    if own_level == "a":
        above = "j" if ledger.reference.type in JOURNALS else "m"
        found = [
            title(ledger.take("container-title"), above),
            title(ledger.take("container-title-short"), above, "short"),
        ]
    else:
        found = titles(ledger, own_level)
    # A monogr begins with a title, be it an empty one.
    start = found if any(found) else [empty("title", level=own_level)]
    series_editors = ledger.take_names("collection-editor")
    children = (
        *start,
        *identifiers(ledger, IDENTIFIERS),
        *languages(ledger),
        *people(ledger),
        meeting(ledger),
        element("edition", ledger.take("edition", "version")),
        imprint(ledger),
        *extents(ledger),
        *scopes(ledger),
    )
    if series_editors:
        ledger.names["collection-editor"] = series_editors
    return Element("monogr", tuple(filter(None, children)))


def titles(ledger: Ledger, own_level: str) -> list[Element | None]:
    return [
        title(ledger.take("title"), own_level),
        title(ledger.take("title-short"), own_level, "short"),
        title(ledger.take("original-title"), own_level, "original"),
    ]


def title(text: str, own_level: str, kind: str = "") -> Element | None:
    return element("title", text, level=own_level, type=kind)


def languages(ledger: Ledger) -> Iterator[Element | None]:
    tag = ledger.take("language")
    if LANGUAGE.fullmatch(tag):
        yield Element("textLang", (), {"mainLang": tag})
    elif tag:
        ledger.variables["language"] = tag


def people(ledger: Ledger) -> list[Element | None]:
    """Authors and editors by their elements, every other role as a statement of responsibility."""
    nodes: list[Element | None] = []
    for role in list(ledger.names):
        if role == "collection-editor":
            continue
        people = [person(name) for name in ledger.take_names(role)]
        people += [element("name", "others")] if role in ledger.others else []
        if role in ("author", "editor"):
            nodes += [element(role, name) for name in people]
        elif role == "translator":
            nodes += [element("editor", name, role=role) for name in people]
        else:
            nodes.append(element("respStmt", element("resp", role), *people))
    return nodes


def person(name: Name) -> Element | None:
    """A person's name in its parts; one that cannot be divided, perhaps a body's, as `name`."""
    if name.literal:
        return element("name", name.literal)
    return element(
        "persName",
        element("forename", name.given),
        element("nameLink", name.dropping_particle),
        element("nameLink", name.non_dropping_particle),
        element("surname", name.family),
        element("genName", name.suffix),
    )


def meeting(ledger: Ledger) -> Element | None:
    place = element("placeName", ledger.take("event-place"))
    when = ledger.take_date("event-date")
    return element("meeting", element("title", ledger.take("event-title")), place, date(when) if when else None)


def imprint(ledger: Ledger) -> Element:
    """Where, by whom and when; TEI wants the element even where nothing is known."""
    dated = [(ledger.take_date(variable), kind) for variable, kind in (("issued", ""), ("original-date", "original"))]
    children = (
        element("pubPlace", ledger.take("publisher-place")),
        element("publisher", ledger.take("publisher")),
        *(date(day, kind) for day, kind in dated if day),
    )
    kept = tuple(child for child in children if child)
    return Element("imprint", kept or (empty("date"),))


def date(day: Date, kind: str = "") -> Element | None:
    """The date in words, and by attributes as TEI counts; `cert` tells that it is about then."""
    attributes = {"type": kind, "cert": "medium" if day.circa else ""}
    ends = ("from", "to") if len(day.parts) > 1 else ("when",)
    exact = all(numbers and all(1 <= month <= 12 for month in numbers[1:2]) for numbers in day.parts)
    if exact:
        attributes |= {end: edtf_part(numbers) for end, numbers in zip(ends, day.parts, strict=False)}
    said = spoken(day)
    return Element("date", (said,), {key: value for key, value in attributes.items() if value}) if said else None


def extents(ledger: Ledger) -> Iterator[Element | None]:
    pages = ledger.take("number-of-pages")
    yield element("extent", f"{pages} pages" if pages.isdigit() else pages)
    volumes = ledger.take("number-of-volumes")
    yield element("extent", f"{volumes} volumes" if volumes.isdigit() else volumes)


def scopes(ledger: Ledger) -> Iterator[Element | None]:
    for unit, variable in UNITS:
        if variable in ledger.variables:
            yield element("biblScope", ledger.take(variable), unit=unit)


def series(ledger: Ledger) -> Element | None:
    name, number = ledger.take("collection-title"), ledger.take("collection-number")
    editors = (element("editor", person(editor)) for editor in ledger.take_names("collection-editor"))
    return element("series", element("title", name, level="s"), *editors, element("biblScope", number, unit="volume"))


def notes(ledger: Ledger) -> Iterator[Element | None]:
    reference = ledger.reference
    yield from (element("note", note) for note in reference.notes)
    yield from (element("note", word, type="keyword") for word in reference.keywords)
    yield element("note", ledger.take("genre"), type="genre")
    yield element("note", ledger.take("abstract"), type="abstract")
    yield element("note", ledger.take("annote"), type="annotation")
    yield element("note", kept_at(ledger), type="location")
    yield element("note", ledger.note(), type="furtherFields")


def kept_at(ledger: Ledger) -> str:
    """The archive and the shelf, as one line."""
    places = (ledger.take(variable) for variable in ("archive-place", "archive", "archive_location", "call-number"))
    return ", ".join(filter(None, places))


def identifiers(ledger: Ledger, variables: tuple[str, ...]) -> Iterator[Element | None]:
    for variable in variables:
        yield element("idno", ledger.take(variable), type="URI" if variable == "URL" else variable)


def related(relation: str, reference: Reference) -> Element:
    words = RELATIONS.get(relation) or "".join(ch for ch in relation if ch.isalnum() or ch == "-") or "related"
    return Element("relatedItem", (bibl_struct(reference),), {"type": words})
