"""Conditions of `choose`: each attribute becomes a few tests, joined by `match`."""
from collections.abc import Callable

from .job import FIRST, IBID, IBID_WITH_LOCATOR, SUBSEQUENT, Job
from .numbers import read_number
from .reading import Element

Test = Callable[[Job], bool]

LOCATOR_NAMES = {"sub verbo": "sub-verbo", "subverbo": "sub-verbo"}


def _has_variable(name: str) -> Test:
    if name == "locator":
        return lambda job: bool(job.locator)
    if name in ("year-suffix", "citation-number", "first-reference-note-number", "citation-label", "page-first"):
        return lambda job: bool(job.text(name))
    return lambda job: job.item.has(name)


def _is_type(name: str) -> Test:
    return lambda job: job.item.type == name


def _is_numeric(name: str) -> Test:
    return lambda job: bool(value := job.text(name)) and read_number(value).is_numeric


def _is_uncertain(name: str) -> Test:
    def test(job: Job) -> bool:
        date = job.item.date(name)
        return date is not None and date.circa

    return test


def _has_locator_label(name: str) -> Test:
    name = LOCATOR_NAMES.get(name, name)
    return lambda job: bool(job.locator) and job.label == name


def _has_position(name: str) -> Test:
    if name == "near-note":
        return lambda job: job.near_note
    if name == "far-note":
        return lambda job: job.position >= SUBSEQUENT and not job.near_note
    if name == "first":
        return lambda job: job.position == FIRST
    least = {"subsequent": SUBSEQUENT, "ibid": IBID, "ibid-with-locator": IBID_WITH_LOCATOR}.get(name, 99)
    if name == "ibid-with-locator":
        return lambda job: job.position == least
    return lambda job: job.position >= least


def _is_ambiguous(value: str) -> Test:
    wanted = value == "true"
    return lambda job: job.ask_disambiguate() is wanted


TESTS: dict[str, Callable[[str], Test]] = {
    "variable": _has_variable,
    "type": _is_type,
    "is-numeric": _is_numeric,
    "is-uncertain-date": _is_uncertain,
    "locator": _has_locator_label,
    "position": _has_position,
    "disambiguate": _is_ambiguous,
}


def compile_condition(element: Element) -> Test:
    """The test of an `if` or `else-if`; without any attribute it never holds."""
    match = element.get("match", "all")
    types = frozenset(element.get("type", "").split())
    if match == "any" and len(types) > 1 and len(_asked(element)) == 1:
        return lambda job: job.item.type in types
    if match == "none" and len(types) > 1 and len(_asked(element)) == 1:
        return lambda job: job.item.type not in types
    tests = [TESTS[name](value) for name in _asked(element) for value in _values(element, name)]
    return join_tests(tests, match)


def _asked(element: Element) -> list[str]:
    return [name for name in TESTS if element.get(name) is not None]


def _values(element: Element, name: str) -> list[str]:
    value = element.get(name, "")
    if name == "locator":
        value = value.replace("sub verbo", "sub-verbo")
    return value.split()


def join_tests(tests: list[Test], match: str) -> Test:
    if len(tests) == 1 and match != "none":
        return tests[0]
    if match == "any":
        return lambda job: any([test(job) for test in tests])
    if match == "none":
        return lambda job: not any([test(job) for test in tests])
    return lambda job: bool(tests) and all([test(job) for test in tests])
