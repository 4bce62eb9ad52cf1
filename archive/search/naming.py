"""Naming: the names of speakers, sources, events, topics and places, in all languages, for typing them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from sys import intern
from threading import Lock
from typing import Any

from babel import Locale
from babel.core import get_global
from django.conf import settings
from django.db.models import Count, Max, Model
from django.utils.translation import override

from archive.events.models import Event, Place
from archive.quotations.models import Standing, Topic
from archive.search.folding import folded
from archive.search.profiles import EVENT, LANGUAGE, PLACE, SOURCE, SPEAKER, STANDING, TOPIC
from sources import permanent
from sources.labels import Label, choose, language_name, language_of
from sources.models import Agent, AgentName, Source

Texts = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)  # there may be tens of thousands in memory
class Named:
    """A record that has names: each with its language, and folded for comparing."""

    id: str
    texts: Texts
    keys: tuple[str, ...]

    def label(self, language: str) -> Label:
        """Return the name for a reader of a language."""
        return choose(dict(reversed(self.texts)), language)


MODELS: dict[str, type[Model]] = {SPEAKER: Agent, SOURCE: Source, EVENT: Event, TOPIC: Topic, PLACE: Place}
NEIGHBOURS = ("uk", "be", "pl", "de", "fr", "zh", "ko")  # languages that people name in themselves
SHORTEST = 3  # that the beginning of a name may be
_known: dict[str, tuple[Any, dict[str, Named]]] = {}
_lock = Lock()


def names(kind: str) -> dict[str, Named]:
    """Return the records of a kind by id, read anew when one of them has changed."""
    mark = MODELS[kind]._default_manager.aggregate(count=Count("pk"), last=Max("changed_at"))
    with _lock:
        held = _known.get(kind)
        if held is None or held[0] != mark:
            held = _known[kind] = mark, {named.id: named for named in READERS[kind]()}
    return held[1]


def _people() -> Iterator[Named]:
    rows = defaultdict(list)
    for name in AgentName.objects.order_by("agent", "position"):
        rows[name.agent_id].append((name.language, name.as_name().display()))
    return (_named(pk, texts) for pk, texts in rows.items())


def _sources() -> Iterator[Named]:
    rows = Source.objects.order_by().values_list("pk", "language", "title")
    return (_named(pk, [(language or "und", title)]) for pk, language, title in rows.iterator())


def _labelled(kind: str) -> Callable[[], Iterator[Named]]:
    def read() -> Iterator[Named]:
        rows = MODELS[kind]._default_manager.order_by().values_list("pk", "labels")
        return (_named(pk, sorted(labels.items())) for pk, labels in rows.iterator())

    return read


READERS: dict[str, Callable[[], Iterator[Named]]] = {
    SPEAKER: _people,
    SOURCE: _sources,
    EVENT: _labelled(EVENT),
    TOPIC: _labelled(TOPIC),
    PLACE: _labelled(PLACE),
}


def _named(pk: str, texts: Iterable[tuple[str, str]]) -> Named:
    kept = tuple((intern(language), text) for language, text in texts)
    keys = (text if (key := folded(text)) == text else key for _language, text in kept)  # equal ones in memory once
    return Named(pk, kept, tuple(dict.fromkeys(keys)))


def named(kind: str, text: str) -> list[Named]:
    """Return the records of a kind that have a text for their id, or of which one name holds its every word."""
    known = names(kind)
    try:
        if (pk := permanent.normalised(text)) in known:
            return [known[pk]]
    except permanent.WrongId:
        pass
    words = folded(text).split()
    return [one for one in known.values() if any(all(word in key for word in words) for key in one.keys)]


def values_named(facet: str, text: str) -> tuple[str, ...]:
    """Return the values of a facet that a text may mean, in any language of the interface."""
    if facet == LANGUAGE:
        return _called(languages(), text) or (language_of(get_global("language_aliases").get(text.lower(), text)),)
    if facet == STANDING:
        return _called(standings(), text)
    return tuple(one.id for one in named(facet, text))


def _called(known: dict[str, set[str]], text: str) -> tuple[str, ...]:
    """Return the values that are called so, or failing that those whose names begin so."""
    wanted = folded(text).strip()
    found = [value for value, names in known.items() if wanted in names]
    if not found and len(wanted) >= SHORTEST:
        found = [value for value, names in known.items() if any(name.startswith(wanted) for name in names)]
    return tuple(found)


@cache
def languages() -> dict[str, set[str]]:
    """Return what each language is called in the languages of the interface, some in themselves too, folded."""
    found: dict[str, set[str]] = defaultdict(set)
    for reader, _name in settings.LANGUAGES:
        for tag, name in Locale.parse(reader).languages.items():
            if "_" not in tag:
                found[tag].update((tag, folded(name)))
    for tag in NEIGHBOURS:
        found[tag].add(folded(language_name(tag, tag)))
    return dict(found)


@cache
def standings() -> dict[str, set[str]]:
    """Return what each standing is called in the languages of the interface, folded."""
    found = {value: {value} for value in Standing.values}
    for tag, _name in settings.LANGUAGES:
        with override(tag):
            for value in Standing.values:
                found[value].add(folded(str(Standing(value).label)))
    return found


def sort_keys(kind: str, language: str) -> dict[str, str]:
    """Return a text to sort each record by, as a reader of a language sees its name."""
    return {pk: folded(one.label(language).text) for pk, one in names(kind).items()}
