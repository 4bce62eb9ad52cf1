"""Differences between states, field by field and word by word."""

import pytest

from archive.revisions.differing import Difference, Piece, differences, word_by_word

PAGE = {"source": "S000-0001", "locator": "366"}
ARTICLE = {"source": "S000-0002"}
FONDS = {"source": "S000-0003", "kind": "reports"}


def told(old: dict, new: dict) -> list[tuple[str, str]]:
    return [(difference.name, difference.kind) for difference in differences(old, new)]


def test_equal_states_do_not_differ() -> None:
    assert differences({"words": "a", "attestations": [PAGE]}, {"words": "a", "attestations": [PAGE]}) == []


def test_fields_are_added_removed_and_changed() -> None:
    assert differences({"note": "x", "words": "a"}, {"words": "b", "language": "ru"}) == [
        Difference(("words",), "a", "b"),
        Difference(("language",), None, "ru"),
        Difference(("note",), "x", None),
    ]


def test_languages_of_a_label_are_told_apart() -> None:
    assert told({"labels": {"en": "peace", "ja": "和"}}, {"labels": {"en": "peace", "ja": "講和"}}) == [
        ("labels.ja", "changed")
    ]


def test_date_that_gains_a_calendar_is_one_difference() -> None:
    old, new = "1917-11-07", {"edtf": "1917-10-25", "calendar": "julian"}

    assert differences({"uttered": old}, {"uttered": new}) == [Difference(("uttered",), old, new)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([], [PAGE], [("attestations.1", "added")]),
        ([PAGE], [], [("attestations.1", "removed")]),
        ([PAGE], [ARTICLE, PAGE], [("attestations.1", "added")]),
        ([ARTICLE, PAGE], [PAGE], [("attestations.1", "removed")]),
        ([PAGE], [PAGE | {"locator": "367"}], [("attestations.1.locator", "changed")]),
        (
            [ARTICLE, PAGE],
            [PAGE | {"locator": "367"}],
            [("attestations.1.locator", "changed"), ("attestations.1", "removed")],
        ),
        ([PAGE], [FONDS], [("attestations.1", "added"), ("attestations.1", "removed")]),
        ([PAGE, PAGE], [PAGE], [("attestations.2", "removed")]),
    ],
)
def test_child_rows_are_matched_by_what_they_are(old: list, new: list, expected: list) -> None:
    assert told({"attestations": old}, {"attestations": new}) == expected


def test_rows_that_change_places_are_moved() -> None:
    found = differences({"attestations": [PAGE, ARTICLE, FONDS]}, {"attestations": [FONDS, PAGE, ARTICLE]})

    assert found == [Difference(("attestations", 1), 3, 1)]
    assert found[0].kind == "moved"


def test_words_are_compared_word_by_word() -> None:
    assert word_by_word("Peace, land and bread.", "Peace, bread and land!") == [
        Piece("same", "Peace, "),
        Piece("removed", "land"),
        Piece("added", "bread"),
        Piece("same", " and "),
        Piece("removed", "bread."),
        Piece("added", "land!"),
    ]


def test_words_that_follow_each_other_change_together_with_their_accents() -> None:
    assert word_by_word("Кру́гом оди́н обма́н.", "Круго́м один обман.") == [
        Piece("removed", "Кру́гом оди́н обма́н"),
        Piece("added", "Круго́м один обман"),
        Piece("same", "."),
    ]


def test_japanese_is_compared_by_characters() -> None:
    assert word_by_word("軍靴をテーブルの上に", "軍靴を机の上に") == [
        Piece("same", "軍靴を"),
        Piece("removed", "テーブル"),
        Piece("added", "机"),
        Piece("same", "の上に"),
    ]


@pytest.mark.parametrize(("old", "new"), [("", "あ b"), ("а б", ""), ("x\r\ny", "x\ny"), ("ё" * 30, "е" * 30)])
def test_pieces_hold_all_of_both_texts(old: str, new: str) -> None:
    pieces = word_by_word(old, new)

    assert "".join(piece.text for piece in pieces if piece.kind != "added") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == new


def test_very_long_texts_are_compared_by_lines() -> None:
    lines = [f"line {number} of many\n" for number in range(10_000)]

    pieces = word_by_word("".join(lines), "".join([*lines, "one more"]))

    assert pieces[-1] == Piece("added", "one more")


def test_difference_gives_its_pieces() -> None:
    assert Difference(("note",), None, "new").pieces == [Piece("added", "new")]
