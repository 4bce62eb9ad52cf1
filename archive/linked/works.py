"""Sources as schema.org: what CSL calls a variable is a property of the class that has it."""

from collections.abc import Iterable, Iterator
from typing import Any

from archive.linked.agents import mentioned, printed
from archive.linked.vocabulary import AddressOf, Node, said
from sources.formats.datewriting import is_plain, iso
from sources.models import Source
from sources.reference import Date, Name, Reference

CLASSES = {
    "article": "Article",
    "article-journal": "ScholarlyArticle",
    "article-magazine": "Article",
    "article-newspaper": "NewsArticle",
    "book": "Book",
    "chapter": "Chapter",
    "classic": "Book",
    "dataset": "Dataset",
    "entry": "Article",
    "entry-dictionary": "Article",
    "entry-encyclopedia": "Article",
    "legislation": "Legislation",
    "manuscript": "Manuscript",
    "map": "Map",
    "motion_picture": "Movie",
    "paper-conference": "ScholarlyArticle",
    "periodical": "Periodical",
    "post": "SocialMediaPosting",
    "post-weblog": "BlogPosting",
    "report": "Report",
    "review": "Review",
    "review-book": "Review",
    "software": "SoftwareApplication",
    "song": "MusicRecording",
    "thesis": "Thesis",
    "webpage": "WebPage",
}
ROLES = {"author": "author", "editor": "editor", "translator": "translator", "producer": "producer"}
ARTICLES = {"Article", "ScholarlyArticle", "NewsArticle", "Report", "SocialMediaPosting", "BlogPosting"}
# Properties that only some classes have.
OWN = {
    "ISBN": ("isbn", {"Book"}),
    "edition": ("bookEdition", {"Book"}),
    "number-of-pages": ("numberOfPages", {"Book"}),
    "page": ("pagination", {*ARTICLES, "Chapter"}),
    "ISSN": ("issn", {"Periodical"}),
}
CONTAINERS = {"Chapter": "Book", "WebPage": "WebSite"}
# What comes out in volumes and issues.
SERIALS = {"article-journal": "Periodical", "article-magazine": "Periodical", "article-newspaper": "Newspaper"}
NUMBERED = ("DOI", "ISBN", "ISSN", "PMID", "PMCID")


def work(reference: Reference, source: Any, address_of: AddressOf) -> Node:
    """Return a source as a work: the reference says what it is, the record who its people are."""
    kind, variables = CLASSES.get(reference.type, "CreativeWork"), reference.variables
    own = {name: str(variables.get(variable, "")) for variable, (name, kinds) in OWN.items() if kind in kinds}
    return said(
        {
            "@type": kind,
            "@id": address_of(source),
            "name": reference.title,
            "inLanguage": reference.language,
            **_people(reference, source, address_of),
            **own,
            "datePublished": _issued(reference),
            "publisher": _publisher(reference),
            "isPartOf": _container(reference, kind),
            "abstract": str(variables.get("abstract", "")),
            "keywords": list(reference.keywords),
            "sameAs": [str(variables["URL"])]
            if str(variables.get("URL", "")).startswith(("https://", "http://"))
            else [],
            "identifier": [_number(name, str(variables[name])) for name in NUMBERED if variables.get(name)],
        }
    )


def source_node(source: Source, reference: Reference, address_of: AddressOf) -> Node:
    """Return a source as the subject of its own page, with the public ones that it is part of and translates."""
    whole = {"@id": address_of(source.part_of)} if source.part_of else None
    found = work(reference, source, address_of)
    container = found.get("isPartOf", {})
    return said(
        found
        | {
            "url": address_of(source),
            "identifier": [_number("Testimonia", source.shown_id), *found.get("identifier", ())],
            "isPartOf": _known(container, whole) if whole else container,
            "translationOfWork": {"@id": address_of(source.translation_of)} if source.translation_of else None,
        }
    )


def _number(scheme: str, value: str) -> Node:
    return {"@type": "PropertyValue", "propertyID": scheme, "value": value}


def _people(reference: Reference, source: Any, address_of: AddressOf) -> Node:
    """Return the contributors by their roles; those without a property of their own are contributors."""
    found: dict[str, list[Node]] = {}
    for role, names in reference.names.items():
        agents = [row.agent for row in source.contributions.all() if row.role == role]
        found.setdefault(ROLES.get(role, "contributor"), []).extend(_paired(names, agents, address_of))
    return found


def _paired(names: Iterable[Name], agents: list[Any], address_of: AddressOf) -> Iterator[Node]:
    """Yield each name as printed, with the address of the person where the record knows them."""
    for place, name in enumerate(names):
        agent = agents[place] if place < len(agents) else None
        yield printed(name) | (mentioned(agent, address_of) | {"name": str(name)} if agent else {})


def _issued(reference: Reference) -> str:
    date = reference.dates.get("issued", Date())
    return iso(date) if is_plain(date) else ""


def _publisher(reference: Reference) -> Node:
    names = {"name": "publisher", "address": "publisher-place"}
    told = {name: str(reference.variables.get(variable, "")) for name, variable in names.items()}
    return said({"@type": "Organization", **told}) if told["name"] else {}


def _container(reference: Reference, kind: str) -> Node:
    """Return what a work is part of: a journal by its issue and volume, anything else by its name, or a series."""
    title = str(reference.variables.get("container-title", ""))
    if title and reference.type in SERIALS:
        return _numbered({"@type": SERIALS[reference.type], "name": title}, reference)
    if title:
        return {"@type": CONTAINERS.get(kind, "CreativeWork"), "name": title}
    series = str(reference.variables.get("collection-title", "")) if kind == "Book" else ""
    return {"@type": "BookSeries", "name": series} if series else {}


def _numbered(serial: Node, reference: Reference) -> Node:
    """Return the part of a serial that a work is in: its issue, which is part of its volume, or either."""
    found = serial
    for variable, kind, name in (
        ("volume", "PublicationVolume", "volumeNumber"),
        ("issue", "PublicationIssue", "issueNumber"),
    ):
        if number := str(reference.variables.get(variable, "")):
            found = {"@type": kind, name: number, "isPartOf": found}
    return found


def _known(container: Node, whole: Node) -> Node:
    """Return a container with the address of the record of the whole, be it around an issue."""
    if "isPartOf" in container:
        return container | {"isPartOf": _known(container["isPartOf"], whole)}
    return container | whole
