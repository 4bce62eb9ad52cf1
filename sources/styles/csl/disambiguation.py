"""Disambiguation: more names, given names, the `disambiguate` condition, year suffixes.

Items whose cites read alike form a group. Each step says a little more about
all items of a group; whoever then reads differently leaves it with the steps
so far. Steps that part nobody are taken back. The number of steps is that of
the names in the group, so the work is bounded by the size of the input.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from .initials import initialise
from .items import Item
from .job import NO_LEVELS, Job, NamesTrace, Settings
from .marking import year_suffix
from .people import Name
from .style import Style

MAX_STEPS = 400
MAX_LEVELS = 10


class Entry(Protocol):
    item: Item
    number: int
    label: str
    settings: Settings


MakeJob = Callable[[Entry], Job]
Read = Callable[[Job], str]
Levels = Mapping[tuple[Name, bool | None], int]


@dataclass(frozen=True, slots=True)
class Rules:
    """What a style allows for telling cites apart."""

    names: bool = False
    givens: bool = False
    rule: str = "by-cite"
    year_suffix: bool = False
    condition: bool = False

    @classmethod
    def of(cls, style: Style) -> "Rules":
        attributes = style.citation.attributes
        return cls(
            attributes.get("disambiguate-add-names") == "true",
            attributes.get("disambiguate-add-givenname") == "true",
            attributes.get("givenname-disambiguation-rule", "by-cite"),
            attributes.get("disambiguate-add-year-suffix") == "true",
            style.asks_disambiguate,
        )

    @property
    def is_global(self) -> bool:
        return self.givens and self.rule != "by-cite"

    @property
    def any(self) -> bool:
        return self.names or self.givens or self.year_suffix or self.condition


def disambiguate(entries: Sequence[Entry], rules: Rules, make: MakeJob, read: Read) -> Levels:
    """Fill the settings of the entries; returns the levels of given names that hold everywhere."""
    if not rules.any or (len(entries) < 2 and not (rules.is_global and _has_namesakes(entries))):
        return NO_LEVELS
    resolver = _Resolver(rules, make, read)
    members = [resolver.member(entry) for entry in entries]
    if rules.is_global:
        resolver.levels = _global_levels(members, rules)
        resolver.reread_affected(members)
    resolver.resolve(members)
    return resolver.levels


def _has_namesakes(entries: Sequence[Entry]) -> bool:
    names = {name for entry in entries for name in entry.item.all_names()}
    return len({name.whole_family for name in names}) < len(names)


# Given names that are told apart everywhere, not only in cites that clash.


def _global_levels(members: "Sequence[_Member]", rules: Rules) -> Levels:
    primary = rules.rule.startswith("primary-name")
    limit = 1 if rules.rule.endswith("-with-initials") else 2
    people: dict[str, dict[Name, tuple[int, ...]]] = {}
    for member in members:
        for trace in member.traces:
            for name in trace.names[:1] if primary else trace.names:
                people.setdefault(name.whole_family or name.literal, {})[name] = trace.reach
    levels: dict[tuple[Name, bool | None], int] = {}
    for names in people.values():
        if len(names) > 1:
            for name, reach in names.items():
                needed = _needed(name, names, reach, limit)
                if needed:
                    levels[(name, True if primary else None)] = needed
    return levels


def _needed(name: Name, others: Iterable[Name], reach: tuple[int, ...], limit: int) -> int:
    """The least level at which the name differs from all others of its family name."""
    rivals = [other for other in others if _identity(other) != _identity(name)]
    if not rivals or not reach:
        return 0
    if 1 not in reach and limit > 1:
        return max(reach)
    initials = initialise(name.given, "")
    alike = [other for other in rivals if initialise(other.given, "") == initials]
    if limit == 1:
        return 0 if len(alike) == len(rivals) else 1
    return max(reach) if alike else 1


def _identity(name: Name) -> tuple[str, str, str]:
    return name.given.replace(".", "").replace(" ", ""), name.dropping, name.suffix


@dataclass(slots=True)
class _Member:
    """An entry of a group with the steps that may still be taken for it."""

    entry: Entry
    words: str = ""
    traces: Sequence[NamesTrace] = ()
    asked: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """One thing more to say: a further name (`shown`), or more of a given name (`level` of the name `at`)."""

    slot: tuple[int, int]
    shown: int = 0
    at: int = 0
    level: int = 0
    is_last: bool = False

    def apply(self, settings: Settings) -> None:
        if self.shown:
            settings.shown[self.slot] = self.shown
        else:
            settings.givens[(*self.slot, self.at)] = self.level

    def end(self, settings: Settings, kept: Settings) -> None:
        """A given name that has parted nobody goes back to what it was."""
        if self.is_last:
            key = (*self.slot, self.at)
            settings.givens[key] = kept.givens.get(key, 0)


Groups = list[list[_Member]]
Plans = Mapping[int, list[Step]]


class _Resolver:
    """Tells the entries of one document apart."""

    def __init__(self, rules: Rules, make: MakeJob, read: Read) -> None:
        self.rules, self.make, self.read = rules, make, read
        self.levels: Levels = NO_LEVELS

    def resolve(self, members: "Sequence[_Member]") -> None:
        clashes: Groups = []
        for group in _alike(members):
            clashes += self._resolve_group(group)
        if self.rules.year_suffix:
            self._suffix(clashes, members)

    def member(self, entry: Entry) -> "_Member":
        member = _Member(entry)
        self._reread(member)
        return member

    def reread_affected(self, members: "Sequence[_Member]") -> None:
        names = {name for name, _ in self.levels}
        for member in members:
            if any(not names.isdisjoint(trace.names) for trace in member.traces):
                self._reread(member)

    def _reread(self, member: _Member) -> None:
        job = self.make(member.entry)
        job.levels, job.year_suffix, job.traces = self.levels, "", []
        if member.entry.label:
            job.citation_label = member.entry.label
        member.words = self.read(job)
        member.traces, member.asked = job.traces, job.asked_disambiguate

    def _resolve_group(self, group: list[_Member]) -> Groups:
        """The members that remain alike."""
        waiting: Groups = [group]
        steps = STEPS.get((self.rules.names, self.rules.givens and not self.rules.is_global))
        if steps:
            waiting = self._grow(group, steps)
        if self.rules.condition and not self.rules.year_suffix:
            # The condition is for when all else has failed (CSL 1.0.2, "Choose"); a year suffix never fails.
            waiting = [rest for one in waiting for rest in self._ask(one)]
        return waiting

    def _grow(self, group: list[_Member], make_steps: Callable[[_Member], list[Step]]) -> Groups:
        """Take the steps for all members together; whoever reads differently leaves."""
        plans = {id(member): make_steps(member) for member in group}
        kept = {id(member): member.entry.settings.copy() for member in group}
        longest = max(len(plan) for plan in plans.values())
        waiting: list[tuple[list[_Member], int]] = [(group, 0)]
        alike: Groups = []
        while waiting:
            members, step = waiting.pop()
            parts, step = self._step_until_parted(members, plans, kept, step, longest)
            if not parts:
                self._take_back(members, kept)
                alike.append(members)
            for part in parts:
                for member in part:
                    kept[id(member)] = member.entry.settings.copy()
                if len(part) > 1:
                    waiting.append((part, step))
        return alike

    def _step_until_parted(
        self, members: list[_Member], plans: Plans, kept: Mapping[int, Settings], step: int, longest: int
    ) -> tuple[Groups, int]:
        """Step on; the groups that the members fall into, none where they never part."""
        while step < longest:
            moved = [(member, plans[id(member)][step]) for member in members if step < len(plans[id(member)])]
            for member, move in moved:
                move.apply(member.entry.settings)
                self._reread(member)
            step += 1
            parts = _by_words(members)
            if len(parts) > 1:
                return parts, step
            for member, move in moved:
                move.end(member.entry.settings, kept[id(member)])
        return [], step

    def _take_back(self, members: list[_Member], kept: Mapping[int, Settings]) -> None:
        for member in members:
            member.entry.settings = kept[id(member)]
            self._reread(member)

    def _ask(self, group: list[_Member]) -> Groups:
        """Let the condition hold once more in each round, as long as there is one that asks."""
        for level in range(1, MAX_LEVELS):
            if all(member.asked < level for member in group):
                break
            for member in group:
                member.entry.settings.disambiguate = level
                self._reread(member)
            parts = _by_words(group)
            if len(parts) > 1:
                return [rest for part in parts if len(part) > 1 for rest in self._ask_again(part, level)]
            if self._names_would_part(group):
                return []
        return [group]

    def _names_would_part(self, group: list[_Member]) -> bool:
        """Whether names that the condition has brought forth could part all; they are not added (citeproc-js)."""
        if not self.rules.names:
            return False
        kept = [member.entry.settings.copy() for member in group]
        rest = self._grow(group, _name_steps)
        for member, settings in zip(group, kept, strict=True):
            member.entry.settings = settings
            self._reread(member)
        return not rest

    def _ask_again(self, group: list[_Member], level: int) -> Groups:
        if all(member.asked <= level for member in group):
            return [group]
        return self._ask(group)

    def _suffix(self, clashes: Groups, members: "Sequence[_Member]") -> None:
        """Letters for those that still read alike, in the order of the bibliography."""
        order = {id(member): at for at, member in enumerate(members)}
        for group in clashes:
            ordered = sorted(group, key=lambda member: order[id(member)])
            for at, member in enumerate(ordered):
                member.entry.settings.year_suffix = year_suffix(at)


def _by_words(members: Sequence[_Member]) -> list[list[_Member]]:
    parts: dict[str, list[_Member]] = {}
    for member in members:
        parts.setdefault(member.words, []).append(member)
    return list(parts.values())


def _alike(members: Sequence[_Member]) -> Groups:
    return [part for part in _by_words(members) if len(part) > 1]


def _name_steps(member: _Member) -> list[Step]:
    """One more name at each step, list by list."""
    return [
        Step(trace.slot, shown) for trace in member.traces for shown in range(trace.shown + 1, len(trace.names) + 1)
    ][:MAX_STEPS]


def _given_steps(member: _Member) -> list[Step]:
    return _steps_of_givens(member, False)


def _given_and_name_steps(member: _Member) -> list[Step]:
    return _steps_of_givens(member, True)


def _steps_of_givens(member: _Member, adds_names: bool) -> list[Step]:
    """The given name of each name in turn, hidden names after the shown ones."""
    steps: list[Step] = []
    for trace in member.traces:
        count = len(trace.names) if adds_names else trace.shown
        for at in range(count):
            if at >= trace.shown:
                steps.append(Step(trace.slot, at + 1))
            steps += [Step(trace.slot, 0, at, level, level == trace.reach[-1]) for level in trace.reach]
    return steps[:MAX_STEPS]


# By whether names are added, and given names for each cite.
STEPS = {(True, False): _name_steps, (False, True): _given_steps, (True, True): _given_and_name_steps}
