"""Conditions of `choose`: each attribute becomes a few tests, joined by `match`."""

from collections.abc import Callable

from .job import FIRST, IBID, IBID_WITH_LOCATOR, SPECIAL, SUBSEQUENT, Job
from .numbers import read_number
from .reading import Element

Test = Callable[[Job], bool]

LOCATOR_NAMES = {"sub verbo": "sub-verbo", "subverbo": "sub-verbo"}


def _has_variable(name: str) -> Test:
    if name in SPECIAL:
        return lambda job: bool(job.text(name))
    return lambda job: name in job.present


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
        return lambda job: job.position == SUBSEQUENT and not job.near_note
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
    "type": lambda name: _any_type(frozenset({name}), "any"),
    "is-numeric": _is_numeric,
    "is-uncertain-date": _is_uncertain,
    "locator": _has_locator_label,
    "position": _has_position,
    "disambiguate": _is_ambiguous,
}


def compile_condition(element: Element) -> Test:
    """The test of an `if` or `else-if`; without any attribute it always holds."""
    match = element.get("match", "all")
    asked = [name for name in TESTS if element.get(name) is not None]
    if asked == ["type"]:
        return _any_type(frozenset(element.get("type", "").split()), match)
    tests: list[Test] = []
    for name in asked:
        values = _values(element, name)
        if name == "type":
            tests.append(_any_type(frozenset(values), "any"))
            continue
        plain = [value for value in values if value not in SPECIAL]
        if name == "variable" and len(plain) > 1:
            tests.append(_variables(frozenset(plain), match))
            values = [value for value in values if value in SPECIAL]
        tests += [TESTS[name](value) for value in values]
    return _join_tests(tests, match)


def types_of(element: Element) -> frozenset[str] | None:
    """The types that a condition asks for, where it asks for nothing else."""
    if element.get("type") is None or any(element.get(name) is not None for name in TESTS if name != "type"):
        return None
    return frozenset(element.get("type", "").split())


def _any_type(types: frozenset[str], match: str) -> Test:
    """An item has one type, so that even `all` asks for any of them (citeproc-js)."""
    if match == "none":
        return lambda job: job.item.type not in types
    return lambda job: job.item.type in types


def _variables(names: frozenset[str], match: str) -> Test:
    """Tests of several variables at once, as sets; `none` is turned round by the caller."""
    if match == "all":
        return lambda job: names <= job.present
    return lambda job: not names.isdisjoint(job.present)


def _values(element: Element, name: str) -> list[str]:
    value = element.get(name, "")
    if name == "locator":
        value = value.replace("sub verbo", "sub-verbo")
    return value.split()


def _join_tests(tests: list[Test], match: str) -> Test:
    if len(tests) == 1:
        only = tests[0]
        return (lambda job: not only(job)) if match == "none" else only
    if len(tests) == 2:
        return _join_two(*tests, match)
    if match == "any" and tests:
        return lambda job: any([test(job) for test in tests])
    if match == "none":
        return lambda job: not any([test(job) for test in tests])
    return lambda job: all([test(job) for test in tests])


def _join_two(first: Test, second: Test, match: str) -> Test:
    if match == "any":
        return lambda job: first(job) or second(job)
    if match == "none":
        return lambda job: not (first(job) or second(job))
    return lambda job: first(job) and second(job)
