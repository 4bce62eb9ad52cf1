"""Finding the records that a table names: speakers, sources, events, places, topics; by id or by name, never by guess."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.db.models import Model
from django.utils.translation import gettext as _

from archive.events.models import Event, Place
from archive.quotations.models import Topic
from archive.quotations.rows import Row
from sources import names, permanent
from sources.folding import folded_title, title_key
from sources.formats.quoting import divided
from sources.matching import People, SourceMatcher, is_full, slices
from sources.models import Agent, AgentIdentifier, Source
from sources.models.agents import AgentScheme
from sources.reference import Date, Name, Reference

LABELLED: dict[str, type[Model]] = {"event": Event, "place": Place, "topics": Topic}


@dataclass
class Found:
    """What is known of the records that a row names: ids, or what is to be made; doubts and remarks in words."""

    speaker: str = ""
    new_speaker: Name | None = None
    source: str = ""
    new_source: Reference | None = None
    nearer: str = ""
    new_nearer: Reference | None = None
    event: str = ""
    place: str = ""
    topics: list[str] = field(default_factory=list)
    new_topics: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


class Finder:
    """Finds what rows name, a chunk at a time; keeps the names of people and the labels of things in memory."""

    def __init__(self) -> None:
        self.people, self.matcher = People.known(), SourceMatcher()
        self.labelled = {column: labels_of(model) for column, model in LABELLED.items()}

    def find(self, rows: Sequence[Row]) -> list[Found]:
        """Return what is known of each row's records."""
        found = [Found() for _row in rows]
        agents = _agents_by_number(rows)
        for row, one in zip(rows, found, strict=True):
            self._find_speaker(row, one, agents)
            self._find_labelled(row, one)
        self._find_sources(rows, found)
        return found

    def _find_speaker(self, row: Row, found: Found, agents: dict[str, str]) -> None:
        if row.speaker_id:
            found.speaker = agents.get(row.speaker_id, "")
            if not found.speaker and not row.speaker:
                found.doubts.append(_("nobody has the identifier %s") % row.speaker_id)
        if found.speaker or not row.speaker:
            return
        name = divided(row.speaker)
        found.speaker = self.people.surely(name)
        if found.speaker:
            return
        bearing = sorted(self.people.bearing(name))
        if len(bearing) == 1:
            found.speaker = bearing[0]
            found.doubts.append(_("the name “%s” is not written in full") % name)
        elif bearing:
            ids = ", ".join(map(permanent.shown, bearing))
            found.doubts.append(_("several people are named “%(name)s”: %(ids)s") % {"name": name, "ids": ids})
        else:
            self._new_speaker(name, found)

    def _new_speaker(self, name: Name, found: Found) -> None:
        found.new_speaker = name
        found.remarks.append(_("a new person: %s") % name)
        if not is_full(name):
            found.doubts.append(_("the name “%s” is not written in full") % name)

    def _find_labelled(self, row: Row, found: Found) -> None:
        found.event = self._labelled("event", row.event, found)
        found.place = self._labelled("place", row.place, found)
        for topic in filter(None, map(str.strip, row.topics.split(";"))):
            if known := self.labelled["topics"].get(names.folded(topic)):
                found.topics.append(min(known))
            else:
                found.new_topics.append(topic)

    def _labelled(self, column: str, text: str, found: Found) -> str:
        """Return the id of a thing by its label in any language, or by its id; say so where there is none."""
        known = self.labelled[column].get(names.folded(text), set()) if text else set()
        if len(known) == 1:
            return next(iter(known))
        if text:
            found.remarks.append(
                _("%(column)s: “%(text)s” is left out, for none is named so alone") % {"column": column, "text": text}
            )
        return ""

    def _find_sources(self, rows: Sequence[Row], found: Sequence[Found]) -> None:
        """Find the source of each row, and the one that quotes it."""
        wanted = [(one, "source", reference_in(row)) for row, one in zip(rows, found, strict=True)]
        wanted += [(one, "nearer", nearer_in(row)) for row, one in zip(rows, found, strict=True)]
        named = [(one, which, reference) for one, which, reference in wanted if reference is not None]
        ids = _sources_by_id(reference.id for _one, _which, reference in named)
        titles = _sources_by_title(reference.title for _one, _which, reference in named)
        matches = self.matcher.matches([reference for _one, _which, reference in named])
        for (one, which, reference), match in zip(named, matches, strict=True):
            sure = match.source_id if match and (match.is_sure or not reference.title) else ""
            by_title = titles.get(folded_title(reference.title), set()) if reference.title else set()
            pk = ids.get(reference.id) or sure or (min(by_title) if len(by_title) == 1 else "")
            setattr(one, which, pk)
            if not pk:
                _new_source(one, which, reference, by_title)


def _new_source(found: Found, which: str, reference: Reference, alike: set[str]) -> None:
    if alike:
        ids = ", ".join(map(permanent.shown, sorted(alike)))
        found.doubts.append(
            _("several sources have the title “%(title)s”: %(ids)s") % {"title": reference.title, "ids": ids}
        )
    elif not reference.title:
        found.doubts.append(_("no source is “%s”, and no title is given to make it") % (reference.id or _("so named")))
    else:
        setattr(found, f"new_{which}", reference)
        found.remarks.append(_("a new source: %s") % reference.title)


def reference_in(row: Row) -> Reference | None:
    """Return the source that a row names; None where it names none."""
    key = _plain_id(row.source_id) or row.cite_key
    if not (row.source or key or row.doi):
        return None
    variables = {name: value for name, value in (("title", row.source), ("DOI", row.doi)) if value}
    makers = {"author": (divided(row.source_author),)} if row.source_author else {}
    issued = {"issued": Date.from_edtf(row.source_year)} if row.source_year else {}
    return Reference(id=key, type="document", variables=variables, names=makers, dates=issued)


def nearer_in(row: Row) -> Reference | None:
    """Return the source through which a row's own is known: by its id, its cite key or its title."""
    if not row.quoted_in:
        return None
    return Reference(id=_plain_id(row.quoted_in) or row.quoted_in, type="document", variables={"title": row.quoted_in})


def _plain_id(text: str) -> str:
    """Return a permanent id that was typed, or the last part of an address; "" for anything else."""
    try:
        return permanent.normalised(text.rstrip("/").rpartition("/")[2])
    except permanent.WrongId:
        return ""


def _sources_by_id(ids: Iterable[str]) -> dict[str, str]:
    """Return sources by permanent id and by cite key: here a key that is given is meant."""
    found = {}
    for part in slices(set(ids) - {""}):
        found |= {pk: pk for pk in Source.objects.filter(pk__in=part).values_list("pk", flat=True)}
        found |= dict(Source.objects.filter(cite_key__in=part).values_list("cite_key", "pk"))
    return found


def _sources_by_title(titles: Iterable[str]) -> dict[str, set[str]]:
    """Return sources by their whole title, folded."""
    found = defaultdict(set)
    for part in slices({title_key(title) for title in titles} - {""}):
        for title, pk in Source.objects.filter(folded__in=part).values_list("title", "pk"):
            found[folded_title(title)].add(pk)
    return found


def _agents_by_number(rows: Iterable[Row]) -> dict[str, str]:
    """Return agents by what rows give as their identifier: a permanent id, or one of another authority file."""
    given = {row.speaker_id for row in rows} - {""}
    plain = {_plain_id(text): text for text in given} | {text.rstrip("/").rpartition("/")[2]: text for text in given}
    plain |= {text.partition(":")[2].strip(): text for text in given if text.partition(":")[0].lower() in AgentScheme}
    found = {}
    for part in slices(set(plain) - {""}):
        rows_found = AgentIdentifier.objects.filter(value__in=part).values_list("value", "agent_id")
        found |= {plain[value]: pk for value, pk in rows_found}
        found |= {plain[pk]: pk for pk in Agent.objects.filter(pk__in=part).values_list("pk", flat=True)}
    return found


def labels_of(model: type[Model]) -> dict[str, set[str]]:
    """Return the ids of things by their folded labels in every language, and by their ids."""
    found = defaultdict(set)
    for pk, labels in model._default_manager.values_list("pk", "labels").iterator(chunk_size=2000):
        for text in _told(pk, labels):
            found[names.folded(text)].add(pk)
    return found


def _told(pk: str, labels: dict[str, str]) -> Iterator[str]:
    yield from (pk, permanent.shown(pk), *labels.values())
