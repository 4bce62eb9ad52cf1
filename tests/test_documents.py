"""Archive files as text: documents with the line of every part."""

import io

import pytest

from archive.documents import LONGEST, Document, Unreadable, read_documents, write_document


def read(text: str) -> list[Document | Unreadable]:
    return list(read_documents(io.StringIO(text)))


def test_each_part_knows_its_line() -> None:
    (document,) = read("---\nagent: K7M2\nnames:\n- language: ja\n  literal: レーニン\n")
    assert document.value == {"agent": "K7M2", "names": [{"language": "ja", "literal": "レーニン"}]}
    assert document.line_of(("names", 1, "literal")) == 5
    assert document.line_of(("names", 1, "family")) == 4


def test_every_value_is_text() -> None:
    (document,) = read("a: no\nb: 1917-10-25\nc: 007\n")
    assert document.value == {"a": "no", "b": "1917-10-25", "c": "007"}


def test_broken_document_hides_none_of_the_others() -> None:
    first, broken, last = read("a: 1\n---\nb: [1\n---\nc: 3\n")
    assert (first.value, last.value) == ({"a": "1"}, {"c": "3"})
    assert isinstance(broken, Unreadable)
    assert broken.line >= 3


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("a: 1\na: 2\n", 2, "twice"),
        ("- a\n- b\n", 1, "mapping"),
        ("a: &x 1\nb: *x\n", 2, "quotes"),
        ("a: " + "[" * 40 + "]" * 40 + "\n", 1, "nested"),
        ("? [a]\n: b\n", 1, "one word"),
        ("a: 1\n--- b: 2\n", 2, "second record"),
        ("a: " + "x" * LONGEST + "\n", 1, "longer"),
    ],
)
def test_what_is_no_record_is_told_with_line_and_reason(text: str, line: int, reason: str) -> None:
    (found,) = read(text)
    assert isinstance(found, Unreadable)
    assert (found.line, reason in found.reason) == (line, True)


def test_written_document_is_read_back() -> None:
    value = {
        "quotation": "K7M2-9XQ4",
        "words": "- [sic]: «no»\n# …\n",
        "labels": {"ja": "十月革命: 革命"},
        "list": ["1", "~"],
    }
    (document,) = read(write_document(value))
    assert document.value == value
