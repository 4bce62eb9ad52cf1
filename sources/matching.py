"""Matching: the people and the sources of the archive that a reference may be about; nobody is merged by guess.

Sources are looked up in bulk, a few queries for a chunk of references: by cite key, by identifier, and by
the folded title. A likeness is a number from 0 to 1, told with its reason; only what an identifier or a
cite key and a like title say together is sure.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import islice
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from sources import names
from sources.citing import numbers_of
from sources.folding import folded_identifier, folded_title, title_key
from sources.models import AgentName, Contribution, Source, SourceIdentifier
from sources.reference import Name, Reference
from sources.shelving import UNTITLED, cite_key_of

SLICE = 500
DOUBTFUL = 0.85
LIKE_TITLE = 0.6
WEIGHTS = {"title": 0.5, "author": 0.3, "year": 0.2}
# What tells the parts, printings and pages of one work apart; each that differs makes the likeness smaller.
TELLING = ("volume", "issue", "number", "edition", "page", "container-title", "collection-number")
APART = 0.2
IDENTIFYING = ("DOI", "PMID", "PMCID", "ISBN")
UNTOLD = title_key(UNTITLED)


@dataclass(frozen=True)
class Facts:
    """What a likeness is judged by."""

    title: str
    year: int | None = None
    authors: frozenset[str] = frozenset()
    type: str = ""
    telling: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Match:
    """A source of the archive that a reference is, or may be."""

    source_id: str
    score: float
    reason: str
    is_sure: bool = False


def facts_of(reference: Reference) -> Facts:
    """Return what a reference's likeness is judged by."""
    makers = reference.names.get("author") or reference.names.get("editor") or ()
    issued = reference.dates.get("issued")
    telling = {name: str(reference.variables[name]) for name in TELLING if name in reference.variables}
    families = frozenset(filter(None, map(family_of, makers[:1])))
    return Facts(folded_title(reference.title), issued.year if issued else None, families, reference.type, telling)


def family_of(name: Name) -> str:
    """Return the folded family name, or the whole name of one that has none."""
    return names.folded(name.family or name.literal)


def likeness(one: Facts, other: Facts) -> tuple[float, str]:
    """Return how like two items are, from 0 to 1, and the reason in words."""
    author, year = _author(one, other), _year(one, other)
    # Comparing titles letter by letter is dear: not where the rest says already that they are two.
    title = 1.0 if one.title == other.title else _title(one, other) if author + year >= 1 else 0.0
    score = WEIGHTS["title"] * title + WEIGHTS["author"] * author + WEIGHTS["year"] * year
    apart = [name for name in TELLING if name in one.telling and name in other.telling and _differ(name, one, other)]
    if one.type and other.type and one.type != other.type:
        apart.append("type")
    return max(0.0, round(score - APART * len(apart), 2)), _in_words(title, author, year, apart)


def _title(one: Facts, other: Facts) -> float:
    return SequenceMatcher(None, one.title[:300], other.title[:300], autojunk=False).ratio()


def _author(one: Facts, other: Facts) -> float:
    if not one.authors or not other.authors:
        return 0.5
    return 1.0 if one.authors & other.authors else 0.0


def _year(one: Facts, other: Facts) -> float:
    if one.year is None or other.year is None:
        return 0.5
    return 1.0 if one.year == other.year else 0.0


def _differ(name: str, one: Facts, other: Facts) -> bool:
    return folded_title(one.telling[name]) != folded_title(other.telling[name])


def _in_words(title: float, author: float, year: float, apart: list[str]) -> str:
    said = [_("the same title") if title == 1 else _("a like title")]
    said += [_("the same author")] if author == 1 else [_("another author")] if author == 0 else []
    said += [_("the same year")] if year == 1 else [_("another year")] if year == 0 else []
    said += [_("another %s") % name for name in apart]
    return ", ".join(said)


class SourceMatcher:
    """Finds the sources of the archive that references may be about, a chunk at a time."""

    def matches(self, references: Sequence[Reference]) -> list[Match | None]:
        """Return the best match of each reference; None where the archive has nothing like it."""
        by_key = self._by_cite_key(references)
        by_number = self._by_identifier(references)
        by_title = self._by_title(references)
        wanted = {*by_key.values()}.union(*by_number.values(), *by_title.values())
        facts = archived_facts(wanted)
        return [self._best(reference, by_key, by_number, by_title, facts) for reference in references]

    def _by_cite_key(self, references: Sequence[Reference]) -> dict[str, str]:
        keys = {cite_key_of(reference) for reference in references} - {""}
        return {
            key: pk
            for part in slices(keys)
            for key, pk in Source.objects.filter(cite_key__in=part).values_list("cite_key", "pk")
        }

    def _by_identifier(self, references: Sequence[Reference]) -> dict[tuple[str, str], set[str]]:
        found = defaultdict(set)
        numbers = {number for reference in references for number in identifiers_of(reference)}
        for part in slices({value for _scheme, value in numbers}):
            rows = SourceIdentifier.objects.filter(folded__in=part, scheme__in=IDENTIFYING)
            for scheme, value, pk in rows.values_list("scheme", "folded", "source_id"):
                found[scheme, value].add(pk)
        return found

    def _by_title(self, references: Sequence[Reference]) -> dict[str, set[str]]:
        found = defaultdict(set)
        for part in slices({title_key(reference.title) for reference in references} - {"", UNTOLD}):
            for key, pk in Source.objects.filter(folded__in=part).values_list("folded", "pk"):
                found[key].add(pk)
        return found

    def _best(
        self,
        reference: Reference,
        by_key: Mapping[str, str],
        by_number: Mapping[tuple[str, str], set[str]],
        by_title: Mapping[str, set[str]],
        facts: Mapping[str, Facts],
    ) -> Match | None:
        own = facts_of(reference)
        found = []
        if pk := by_key.get(cite_key_of(reference)):
            found.append(named_match(own, facts[pk], pk, _("the same cite key")))
        for scheme, value in identifiers_of(reference):
            for pk in by_number.get((scheme, value), ()):
                found.append(numbered_match(own, facts[pk], pk, scheme))
        for pk in by_title.get(title_key(reference.title), ()):
            score, reason = likeness(own, facts[pk])
            found.append(Match(pk, score, reason) if score >= DOUBTFUL else None)
        return max(filter(None, found), key=lambda match: (match.is_sure, match.score, match.source_id), default=None)


def named_match(own: Facts, other: Facts, pk: str, why: str) -> Match | None:
    """Return the match of two items with one cite key: sure with a like title, none where nothing else agrees."""
    score, reason = likeness(own, other)
    title = 1.0 if own.title == other.title else _title(own, other)
    if title >= LIKE_TITLE:
        return Match(pk, max(score, 0.9), f"{why}, {reason}", is_sure=True)
    return Match(pk, max(score, title), f"{why}, {_('another title')}") if score >= 0.5 else None


def numbered_match(own: Facts, other: Facts, pk: str, scheme: str) -> Match | None:
    """Return the match of two items with one identifier; the parts of a book share its ISBN."""
    why = _("the same %s") % scheme
    title = 1.0 if own.title == other.title else _title(own, other)
    if scheme == "ISBN" and (own.type != other.type or likeness(own, other)[0] < DOUBTFUL):
        return Match(pk, 0.7, f"{why}, {_('another title')}") if own.type == other.type == "book" else None
    if title >= LIKE_TITLE:
        return Match(pk, 0.95, why, is_sure=True)
    return Match(pk, 0.7, f"{why}, {_('another title')}")


def identifiers_of(reference: Reference) -> Iterator[tuple[str, str]]:
    """Yield the identifiers by which a reference is looked up, folded."""
    for scheme in IDENTIFYING:
        value = reference.variables.get(scheme, "")
        for number in numbers_of(value) if isinstance(value, str) else ():
            if folded := folded_identifier(scheme, number):
                yield scheme, folded


def slices(values: Iterable[Any]) -> Iterator[list[Any]]:
    """Yield values a few hundred at a time, for the lists of a query."""
    rest = iter(sorted(values))
    while part := list(islice(rest, SLICE)):
        yield part


def archived_facts(ids: Iterable[str]) -> dict[str, Facts]:
    """Return the facts of sources by id, in a number of queries that does not grow within a slice."""
    found = {}
    for part in slices(ids):
        makers = _first_makers(part)
        rows = (
            Source.objects.filter(pk__in=part)
            .select_related("part_of")
            .only("title", "type", "issued_edtf", "issued_calendar", "issued_as_written", "variables", "part_of__title")
        )
        for source in rows:
            issued = source.issued
            csl = issued.csl().get("date-parts") if issued else None
            telling = {name: str(source.variables[name]) for name in TELLING if name in source.variables}
            if source.part_of:
                telling.setdefault("container-title", source.part_of.title)
            year = csl[0][0] if csl else None
            found[source.pk] = Facts(folded_title(source.title), year, makers[source.pk], source.type, telling)
    return found


def _first_makers(ids: list[str]) -> dict[str, frozenset[str]]:
    """Return the family names, in every script, of each source's first author, or else editor."""
    firsts: dict[str, Contribution] = {}
    makers = Contribution.objects.filter(source__in=ids, role__in=["author", "editor"])
    for row in makers.order_by("role", "position").only("source_id", "role", "agent_id", "printed"):
        firsts.setdefault(row.source_id, row)
    families: dict[str, set[str]] = defaultdict(set)
    agents = {row.agent_id for row in firsts.values() if row.agent_id}
    for part in slices(agents):
        rows = AgentName.objects.filter(agent__in=part).values_list("agent", "family", "literal")
        for agent, family, literal in rows:
            families[agent].add(names.folded(family or literal))
    found: dict[str, frozenset[str]] = defaultdict(frozenset)
    for pk, row in firsts.items():
        printed = {family_of(Name.from_csl(row.printed))} if row.printed else set()
        found[pk] = frozenset(families[row.agent_id] | printed) - {""}
    return found


@dataclass
class People:
    """The names of the archive's people, in every script, by which a printed name is recognised.

    A name is surely that of an agent only where it is written in full, and one agent alone has it.
    """

    by_name: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def known(cls) -> "People":
        """Return the people of the archive; holds their names, and nothing else, in memory."""
        people = cls()
        rows = AgentName.objects.order_by()
        for row in rows.iterator(chunk_size=2000):
            for key in keys_of(Name.from_csl(row.as_name().csl())):
                people.by_name[key].add(row.agent_id)
        return people

    def add(self, agent_id: str, name: Name) -> None:
        """Note a name that has been given to an agent since."""
        for key in keys_of(name):
            self.by_name[key].add(agent_id)

    def surely(self, name: Name) -> str:
        """Return the agent whose name this surely is, else ""."""
        found = self.bearing(name)
        return next(iter(found)) if len(found) == 1 and is_full(name) else ""

    def bearing(self, name: Name) -> set[str]:
        """Return all agents that bear this very name."""
        return set().union(*(self.by_name.get(key, ()) for key in keys_of(name)))


def keys_of(name: Name) -> set[str]:
    """Return the forms of a name that are compared: as it is spoken, and with the family name first."""
    if name.literal:
        return {names.folded(name.literal).replace(",", "")}
    family = " ".join(filter(None, (name.dropping_particle, name.non_dropping_particle, name.family)))
    orders = (f"{name.given} {family} {name.suffix}", f"{family} {name.given} {name.suffix}")
    return {names.folded(text) for text in orders}


def is_full(name: Name) -> bool:
    """Return whether a name is written in full: two words or more, none of them an initial; kana need no space."""
    text = names.folded(name.literal or f"{name.given} {name.family}")
    words = text.replace(".", ". ").split()
    if names.script_of(text) in names.UNSPACED_SCRIPTS:
        return len(text) > 3
    return len(words) > 1 and all(len(word.rstrip(".")) > 1 for word in words)


def agents_identified(identifiers: Iterable[tuple[str, str]]) -> Q:
    """Return the condition that an agent has one of these identifiers."""
    found = Q(pk__in=[])
    for scheme, value in identifiers:
        found |= Q(identifiers__scheme=scheme, identifiers__value=value)
    return found
