"""CSL-JSON is read item by item, so that a broken item costs only itself."""

import json
from io import BytesIO

import pytest

from sources.formats import format_named
from sources.formats.csl_json import read
from sources.formats.problems import UnreadableEntry, UnreadableFile
from sources.reference import Reference

MY_LIFE = {"id": "my_life", "type": "book", "title": "Моя жизнь", "issued": {"date-parts": [[1930]]}}


def all_of(text: str) -> list:
    return list(read(BytesIO(text.encode())))


@pytest.mark.parametrize(
    "text",
    [
        json.dumps([MY_LIFE]),
        json.dumps(MY_LIFE),
        json.dumps(MY_LIFE, indent=4, ensure_ascii=False),
        json.dumps({"items": [MY_LIFE]}),
        "\ufeff" + json.dumps(MY_LIFE) + "\n",
    ],
)
def test_item_is_read_from_any_wrapping(text: str) -> None:
    assert all_of(text) == [Reference.from_csl(MY_LIFE)]


def test_one_item_a_line_is_read() -> None:
    assert len(all_of((json.dumps(MY_LIFE) + "\n") * 3)) == 3


def test_broken_item_costs_only_itself() -> None:
    first, broken, last = all_of('[{"id": "a", "type": "book"},\n{"id": "b", "type": },\n{"id": "c", "type": "book"}]')

    assert (first.id, last.id) == ("a", "c")
    assert isinstance(broken, UnreadableEntry) and broken.line == 2


def test_items_longer_than_the_buffer_are_read() -> None:
    long = [MY_LIFE | {"id": str(number), "abstract": "ы" * 400_000} for number in range(3)]

    assert [reference.id for reference in all_of(json.dumps(long))] == ["0", "1", "2"]


@pytest.mark.parametrize("item", ["5", '"x"', '{"custom": {"testimonia": {"names": 5}}}', "[" * 100_000])
def test_what_is_no_item_is_reported_or_nothing(item: str) -> None:
    assert not any(isinstance(found, Reference) for found in all_of(f"[{item}]"))


@pytest.mark.parametrize("content", [b"", b"@book{a,}", b"<xml/>"])
def test_what_is_no_json_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableFile, match="not CSL-JSON"):
        list(read(BytesIO(content)))


@pytest.mark.parametrize("name", ["csl-json", "json-lines"])
def test_entries_without_key_are_written_with_ids_and_read_without(name: str) -> None:
    one, other = Reference(type="book", notes=("1", "2")), Reference("a", "book")

    text = "".join(format_named(name).write([one, one, other]))

    items = json.loads(text) if name == "csl-json" else [json.loads(line) for line in text.splitlines()]
    ids = [item["id"] for item in items]
    assert all(ids) and len({*ids}) == 3 and ids[2] == "a"
    assert all_of(text) == [one, one, other]
    assert text == "".join(format_named(name).write([one, one, other]))
