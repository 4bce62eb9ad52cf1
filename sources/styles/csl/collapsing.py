"""Collapsing: ranges of citation numbers, cites of the same names, years and year suffixes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from .program import Program
from .streams import Affix

# A cite on its way (`citing.Rendered`); named here by what it must have, so that citing may import this.
Cited = Any
Again = Callable[[Program, Cited, bool, bool], Cited]


def collapse_numbers(rendered: list[Cited], program: Program, attributes: Mapping[str, str]) -> list[Cited]:
    """Three or more numbers in a row become a range."""
    dash = "–"
    after = attributes.get("after-collapse-delimiter")
    result: list[Cited] = []
    at = 0
    while at < len(rendered):
        end = _run_end(rendered, at)
        if end - at >= 2:
            last = rendered[end]
            last.joint = dash
            result += [rendered[at], last]
            if after is not None and end + 1 < len(rendered):
                rendered[end + 1].joint = after
        else:
            result += rendered[at : end + 1]
        at = end + 1
    return result


def _run_end(rendered: list[Cited], start: int) -> int:
    end = start
    while end + 1 < len(rendered) and _follows(rendered[end], rendered[end + 1]):
        end += 1
    return end


def _follows(first: Cited, second: Cited) -> bool:
    if not (first.job.number.isdigit() and second.job.number.isdigit()):
        return False
    bare = not (first.cite.locator or second.cite.locator or first.cite.suffix or second.cite.prefix)
    return bare and int(second.job.number) == int(first.job.number) + 1


@dataclass(frozen=True, slots=True)
class Delimiters:
    """What stands between cites; the rules are those of citeproc-js where the specification leaves them open."""

    usual: str
    within: str
    suffixes: str
    after: str | None
    collapse: str

    @classmethod
    def of(cls, program: Program, collapse: str) -> "Delimiters":
        attributes = program.style.citation.attributes
        usual = program.layout("citation").delimiter
        group = attributes.get("cite-group-delimiter")
        after = attributes.get("after-collapse-delimiter")
        within = usual
        if after is None and group is not None:
            within = group
        elif after is None and collapse and not program.style.is_note:
            within = ", "
        suffixes = group if group is not None else attributes.get("year-suffix-delimiter", usual)
        return cls(usual, within, suffixes, after, collapse)

    def inside(self, before: Cited, one: Cited) -> str:
        """Between two cites of the same names."""
        if one.year_only:
            return self.suffixes
        return self.after if self.after is not None and before.cite.locator else self.within

    def outside(self, before: Cited) -> str:
        """After the last cite of the same names."""
        if self.after is None:
            return self.usual
        if before.cite.locator or before.collapsed or self.collapse != "year-suffix":
            return self.after
        return self.usual


def group_by_names(rendered: list[Cited], program: Program, collapse: str, again: Again) -> list[Cited]:
    """Of neighbours with the same names, all but the first lose what the collapse takes."""
    delimiters = Delimiters.of(program, collapse)
    result: list[Cited] = []
    for group in _groups(rendered, bool(program.keys("citation"))):
        if result:
            group[0].joint = delimiters.outside(result[-1])
        result.append(group[0])
        for before, one in pairwise(group):
            shorter = _shorten(before, one, program, collapse, again)
            shorter.joint = delimiters.inside(before, shorter)
            result.append(shorter)
    if collapse == "year-suffix-ranged":
        return _range_suffixes(result)
    return result


def _groups(rendered: list[Cited], is_sorted: bool) -> list[list[Cited]]:
    """Runs of the same names; where the style sorts its cites, all of the same names make one run."""
    groups: list[list[Cited]] = []
    for one in rendered:
        candidates = groups if is_sorted else groups[-1:]
        alike = [group for group in candidates if one.names and group[-1].names == one.names]
        if alike and not one.cite.prefix:
            alike[0].append(one)
        else:
            groups.append([one])
    return groups


def _shorten(before: Cited, one: Cited, program: Program, collapse: str, again: Again) -> Cited:
    if not collapse or one.cite.prefix or before.cite.suffix:
        return one
    takes_year = collapse.startswith("year-suffix") and one.year and one.year == before.year
    has_suffix = bool(one.job.settings.year_suffix) and not before.cite.locator
    shorter = again(program, one, True, bool(takes_year and has_suffix))
    shorter.year_only = bool(takes_year and has_suffix)
    return shorter


def _range_suffixes(rendered: list[Cited]) -> list[Cited]:
    """Three or more year suffixes in a row become a range."""
    result: list[Cited] = []
    at = 0
    while at < len(rendered):
        end = at
        while end + 1 < len(rendered) and rendered[end + 1].year_only and _is_next(rendered[end], rendered[end + 1]):
            end += 1
        if end - at >= 2:
            rendered[end].joint = "–"
            result += [rendered[at], rendered[end]]
        else:
            result += rendered[at : end + 1]
        at = end + 1
    return result


def _is_next(first: Cited, second: Cited) -> bool:
    one, two = first.job.settings.year_suffix, second.job.settings.year_suffix
    bare = not (first.cite.locator or second.cite.locator)
    return bare and len(one) == len(two) == 1 and ord(two) == ord(one) + 1


__all__ = ["Affix", "collapse_numbers", "group_by_names"]
