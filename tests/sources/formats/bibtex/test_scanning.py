"""Entries are told apart, however they were typed, and a broken one costs only itself."""

from io import StringIO

import pytest

from sources.formats.bibtex.scanning import Macro, RawEntry, scan
from sources.formats.problems import UnreadableEntry


def scanned(text: str) -> list[RawEntry | UnreadableEntry]:
    return list(scan(StringIO(text)))


def fields(text: str) -> dict:
    entries = scanned(text)
    assert len(entries) == 1 and isinstance(entries[0], RawEntry)
    return entries[0].fields


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("@misc{a, x = {b {c} d}}", ["b {c} d"]),
        ('@misc{a, x = "b {"} c"}', ['b {"} c']),
        ("@misc{a, x = jan # {~5}}", [Macro("jan"), "~5"]),
        ('@misc{a, x = name # "y"\n # 7}', [Macro("name"), "y", "7"]),
        ("@misc(a, x = {)})", [")"]),
        ("@MISC { a , X={b}, }", ["b"]),
        ("@misc{a, x = {\\} b \\{}}", ["\\} b \\{"]),
        ("@misc{a, % a comment, y = 3\n x = {b}}", ["b"]),
        ("@misc{a, x = {line\n@ twitter\n}}", ["line\n@ twitter\n"]),
        ("@misc{x = {without a key}}", ["without a key"]),
        ("@misc{a, y={1}\n x = {no comma before}}", ["no comma before"]),
    ],
)
def test_value_is_read(text: str, value: list) -> None:
    assert fields(text)["x"] == value


def test_broken_entry_between_good_ones_is_reported_with_its_line() -> None:
    one, broken, two = scanned("@misc{a, x={1}}\n\n@book{b, title={Open,\n year = 1\n}\n\n@misc{c, x={2}}\n")

    assert (one.key, two.key) == ("a", "c")
    assert isinstance(broken, UnreadableEntry)
    assert broken.line == 3 and "not closed" in broken.reason and broken.raw.startswith("@book{b")


def test_value_that_swallowed_fields_of_its_line_is_reported_not_guessed() -> None:
    broken, two = scanned("@book{b, author={Open, title={T}, year={1}}\n@misc{c, x={2}}\n")

    assert isinstance(broken, UnreadableEntry) and two.key == "c"


@pytest.mark.parametrize("start", ["@Book\n{", "@Book\n\n  {", "@\nBook{", "@reader\n@Book{"])
def test_open_quotation_swallows_no_entry_whose_brace_is_a_line_further(start: str) -> None:
    broken, two = scanned(f'@misc{{a, x = "Open, y = 1\n}}\n{start}b, x = "2"}}\n')

    assert isinstance(broken, UnreadableEntry) and broken.line == 1
    assert two.key == "b" and two.fields == {"x": ["2"]}


def test_missing_last_brace_is_forgiven_and_reported() -> None:
    first, second = scanned("@misc{a, x={1}\n\n@misc{b, x={2}}")

    assert first.fields == {"x": ["1"]} and "not closed" in first.problems[0].reason
    assert second.key == "b"


def test_comments_are_no_entries() -> None:
    text = "@comment{jabref-meta: groups;}\n@Comment{@book{x, title={y}}}\n% @misc\nme@example.org\n@misc{a,}"

    assert [entry.key for entry in scanned(text)] == ["a"]


def test_comment_that_never_closes_hides_nothing() -> None:
    assert [entry.key for entry in scanned("@comment{ oh {\n@misc{a, x={1}}\n@misc{b, x={1}}")] == ["a", "b"]


def test_repeated_field_is_kept_beside_the_first() -> None:
    (entry,) = scanned("@misc{a, note={1}, note={2}}")

    assert entry.fields == {"note": ["1"]} and entry.again == [("note", ["2"])]


@pytest.mark.parametrize(
    "text",
    [
        "{" * 1_000_000,
        "@a{" * 300_000,
        "@a{b,c={" + "{" * 1_000_000,
        "@a{" + " " * 1_000_000 + '"',
        "@comment{\n" * 50_000,
        "@comment{{ @a{b, c={d}}\n" * 20_000,
        "@a{b, " + "c d " * 300_000,
        "@a{b,\n" + "\n@foo\n" * 200_000,
        "@a{b,c=" + "x#" * 200_000,
        "@ " * 500_000,
        "\x00\xff@{}\n" * 100_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_hostile_text_is_done_with_quickly(text: str) -> None:
    assert len(scanned(text)) <= 20_000
