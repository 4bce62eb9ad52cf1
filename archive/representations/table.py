"""The table of representations: in what forms each kind of record is given."""

from collections.abc import Mapping

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive import citing
from archive.downloading import writable, written
from archive.representations.answering_api import api_json
from archive.representations.linking import as_json_ld, as_turtle
from archive.representations.offering import Group, Kind, Representation, Subject
from archive.representations.signposting import LINKSET, LINKSET_JSON, linkset, linkset_json
from archive.tei.agents import agent_element
from archive.tei.documents import document
from archive.tei.happenings import event_element
from sources.formats import Format

ALL = frozenset(Kind)
CITED = frozenset({Kind.QUOTATION, Kind.EDITION, Kind.SOURCE})
NAMED = frozenset({Kind.PERSON, Kind.EVENT})
BIBLIOGRAPHY = "text/x-bibliography"
JSON_LD = ("application/ld+json", "application/vnd.schemaorg.ld+json")  # the second one is how DOI resolvers call it
# Other names under which clients ask for a format; BibLaTeX shares its own with BibTeX.
ALSO = {
    "csl-json": ("application/citeproc+json",),
    "bibtex": ("text/x-bibtex",),
    "biblatex": ("application/x-biblatex", "text/x-biblatex"),
    "endnote-xml": ("text/xml",),
}


def _format(known: Format, ending: str) -> Representation:
    """Return a bibliographic format as a representation of what has a reference."""

    def write(subject: Subject, asked: Mapping[str, str]) -> str:
        return "".join(written([subject.reference], known))

    types = (known.media_type, *ALSO.get(known.name, ()))
    return Representation(ending, known.label, types, Group.REFERENCE, CITED, write)


def citation_text(subject: Subject, asked: Mapping[str, str]) -> str:
    """Return the plain entries of a bibliography; raises NoSuchStyle and CannotCite."""
    wish = citing.wish_for(asked.get("style", ""), asked.get("locale", ""), "text")
    return citing.cited_as(wish, [subject.reference]).listed()


def _tei(subject: Subject, asked: Mapping[str, str]) -> str:
    """Return a person or an event as a TEI document."""
    record, title = subject.record, f"{subject.kind} {subject.record.shown_id}"
    if subject.kind == Kind.PERSON:
        return document(title, "listPerson", [agent_element(record, subject.address)])
    return document(title, "listEvent", [event_element(record, subject.address_of)])


def _linkset(subject: Subject, asked: Mapping[str, str]) -> str:
    return linkset(subject, offered(subject))


def _linkset_json(subject: Subject, asked: Mapping[str, str]) -> str:
    return linkset_json(subject, offered(subject))


REPRESENTATIONS: tuple[Representation, ...] = (
    Representation("json", "JSON", ("application/json",), Group.DATA, ALL, api_json),
    Representation("jsonld", "JSON-LD", JSON_LD, Group.DATA, ALL, as_json_ld),
    Representation("ttl", "Turtle", ("text/turtle",), Group.DATA, ALL, as_turtle),
    *(_format(known, ending) for ending, known in writable().items()),
    Representation("tei.xml", "TEI P5", ("application/tei+xml",), Group.DATA, NAMED, _tei),
    Representation(
        "txt", gettext_lazy("Plain text"), (BIBLIOGRAPHY, "text/plain"), Group.REFERENCE, CITED, citation_text
    ),
    Representation("linkset.json", "Link set (JSON)", (LINKSET_JSON,), Group.LINKS, ALL, _linkset_json),
    Representation("linkset", "Link set", (LINKSET,), Group.LINKS, ALL, _linkset),
)


def offered(subject: Subject) -> list[Representation]:
    """Return the representations of a record."""
    return [one for one in REPRESENTATIONS if subject.kind in one.kinds]


def ending_in(subject: Subject, ending: str) -> Representation:
    """Return the representation of an ending; raises Http404 where there is none."""
    for one in offered(subject):
        if one.ending == ending:
            return one
    raise Http404(_("There is no such format."))
