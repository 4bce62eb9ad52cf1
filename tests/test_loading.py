"""Loading archive files: all or nothing, each problem by its line."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from archive.dumping import dump
from archive.loading import CannotLoad, load
from archive.quotations.models import Quotation
from archive.serving import FIRST_CORPUS
from sources import permanent
from sources.models import Agent

ALICE, BOB, BOOK, WORDS = (permanent.shown(permanent.with_check(f"000000{letter}")) for letter in "ABCD")
GOOD = f"""---
agent: {ALICE}
names:
- language: en
  literal: Alice
roles:
- titles:
    en: Witness
---
source: {BOOK}
title: A Book
---
quotation: {WORDS}
words: I saw it. […] All of it.
language: en
attestations:
- source: {BOOK}
- source: {BOOK}
  locator: 12
  quoted_in: 1
attributions:
- agent: {ALICE}
  role: 1
  rests_on:
  - 2
"""

pytestmark = pytest.mark.django_db


@pytest.fixture
def problems(tmp_path: Path) -> object:
    """Load a text that is refused, and return its problems as lines of text."""

    def refused(text: str) -> list[str]:
        file = tmp_path / "archive.yaml"
        file.write_text(text, encoding="utf-8")
        with pytest.raises(CannotLoad) as raised:
            load(file)
        assert not Agent.objects.exists()
        return [str(problem) for problem in raised.value.problems]

    return refused


def test_first_corpus_comes_back_byte_for_byte() -> None:
    load(FIRST_CORPUS)
    assert "".join(dump()) == FIRST_CORPUS.read_text(encoding="utf-8")


def test_loading_twice_changes_nothing() -> None:
    first = load(FIRST_CORPUS)
    again = load(FIRST_CORPUS)
    assert (again.new_count, again.known_count) == (0, first.new_count)


def test_good_file_is_loaded_whole(tmp_path: Path) -> None:
    (tmp_path / "good.yaml").write_text(GOOD)
    assert load(tmp_path / "good.yaml").new_count == 3
    attribution = Quotation.objects.get().attributions.get()
    assert str(attribution.role) == "Witness"
    assert [witness.locator for witness in attribution.rests_on.all()] == ["12"]


def test_records_may_name_records_further_down(tmp_path: Path) -> None:
    whole = f"---\nsource: {BOOK}\ntitle: A Chapter\npart_of: {BOB}\n---\nsource: {BOB}\ntitle: The Book\n"
    (tmp_path / "parts.yaml").write_text(whole)
    assert load(tmp_path / "parts.yaml").new_count == 2


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("language: en\natt", "language: e\natt", "line 15: language: This is not a language tag"),
        ("literal: Alice", "literal: ''", "line 4: names.1: A literal name has no parts"),
        (
            "title: A Book",
            "title: A Book\nissued:\n  edtf: '1918'\n  calendar: Mayan",
            "issued: there is no such calendar",
        ),
        ("title: A Book", "titel: A Book", "titel: there is no such field"),
        ("quoted_in: 1", "quoted_in: 2", "“Quoted in” names a witness further up"),
        ("quoted_in: 1", "quoted_in: 0", "“Quoted in” names a witness further up"),
        ("role: 1", "role: 4", "line 23: attributions.1.role: the speaker has no role no. 4"),
        ("  - 2\n", "  - 7\n", "there is no such attestation"),
        ("[…]", "[…", "words"),
        (
            f"agent: {ALICE}\n  role: 1",
            f"agent: {BOB}",
            f"line 22: attributions.agent: there is no person or organisation {BOB}",
        ),
        ("names:\n- language: en\n  literal: Alice", "names: Alice", "line 3: names: this must be a list"),
        (f"quotation: {WORDS}", "quotation: K7M2-9XQ5", "quotation"),
        (f"quotation: {WORDS}", "saying: K7M2-9XQ5", "a record begins with its type and id"),
    ],
)
def test_problem_is_told_with_line_field_and_reason(problems: object, old: str, new: str, problem: str) -> None:
    assert old in GOOD
    found = problems(GOOD.replace(old, new))
    assert any(problem in line for line in found), found


def test_every_problem_is_told_at_once(problems: object) -> None:
    found = problems(GOOD.replace("title: A Book", "titel: A Book").replace("language: en\natt", "language: e\natt"))
    assert [line.split(":")[0] for line in found] == ["line 10", "line 11", "line 15"]


def test_wrong_date_is_told_with_an_example(problems: object) -> None:
    (found,) = problems(GOOD.replace("title: A Book", "title: A Book\nissued: 1917-13"))
    assert found.startswith("line 12: issued: ")
    assert "1917-" in found.partition("issued: ")[2]


def test_source_that_is_part_of_itself_is_refused(problems: object) -> None:
    loop = f"---\nsource: {BOOK}\ntitle: A\npart_of: {BOB}\n---\nsource: {BOB}\ntitle: B\npart_of: {BOOK}\n"
    assert len(problems(loop)) == 2


def test_line_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    (tmp_path / "wrong.yaml").write_bytes(GOOD.encode() + b"note: \xff\n")
    with pytest.raises(CannotLoad) as raised:
        load(tmp_path / "wrong.yaml")
    assert "not UTF-8" in str(raised.value.problems[-1])


def test_record_that_differs_from_the_archives_is_refused(tmp_path: Path) -> None:
    (tmp_path / "good.yaml").write_text(GOOD)
    load(tmp_path / "good.yaml")
    (tmp_path / "other.yaml").write_text(GOOD.replace("A Book", "Another Book"))
    with pytest.raises(CannotLoad) as raised:
        load(tmp_path / "other.yaml")
    assert [str(problem).partition(": ")[2] for problem in raised.value.problems] == [
        "source: the archive has this record already, and it differs"
    ]


def test_file_without_records_is_refused(problems: object) -> None:
    assert problems("# nothing\n") == ["line 1: there is no record in this file"]


def test_command_names_file_line_and_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bad.yaml").write_text(GOOD.replace("A Book", ""))
    err = io.StringIO()
    with pytest.raises(CommandError, match="Nothing was loaded"):
        call_command("load_archive", str(tmp_path / "bad.yaml"), stderr=err)
    assert "bad.yaml: line 11: title: " in err.getvalue()


def test_command_tells_a_file_that_cannot_be_read() -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("load_archive", "nowhere.yaml")


def test_dump_command_writes_what_was_loaded(tmp_path: Path) -> None:
    load(FIRST_CORPUS)
    call_command("dump_archive", str(tmp_path / "out.yaml"))
    assert (tmp_path / "out.yaml").read_bytes() == FIRST_CORPUS.read_bytes()
