"""Citations in the run of a document know where they stand."""

import pytest

from sources.styles import csl

MY_LIFE = {
    "id": "my-life",
    "type": "book",
    "title": "My Life",
    "author": [{"family": "Trotsky", "given": "Leon"}],
    "issued": {"date-parts": [[1930]]},
}
CRISIS = {
    "id": "crisis",
    "type": "book",
    "title": "The World Crisis",
    "author": [{"family": "Churchill", "given": "Winston"}],
    "issued": {"date-parts": [[1929]]},
}
IBID = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="note"><citation><layout>'
    '<choose><if position="ibid"><text term="ibid"/></if><else-if position="subsequent"><text variable="title"/>'
    '<text variable="first-reference-note-number" prefix=", note "/></else-if>'
    '<else><text variable="title" suffix=" in full"/></else></choose></layout></citation></style>'
)


def test_second_note_says_ibid_and_later_ones_name_the_first() -> None:
    session = csl.load_source(IBID).session([MY_LIFE, CRISIS])
    before: list[tuple[str, int]] = []
    texts = []
    for note, item_id in enumerate(["my-life", "my-life", "crisis", "my-life"], 1):
        session.insert(csl.Citation(f"c{note}", (csl.Cite(item_id),), note), before, [])
        texts.append(session.text(f"c{note}").text())
        before.append((f"c{note}", note))
    assert texts == ["My Life in full", "Ibid.", "The World Crisis in full", "My Life, note 1"]


def test_note_put_before_others_rewrites_them() -> None:
    session = csl.load_source(IBID).session([MY_LIFE])
    session.insert(csl.Citation("later", (csl.Cite("my-life"),), 1), [], [])
    changed = session.insert(csl.Citation("sooner", (csl.Cite("my-life"),), 1), [], [("later", 2)])
    assert {one.id: one.text.text() for one in changed} == {"sooner": "My Life in full", "later": "Ibid."}


MODES = {
    "author-only": "Trotsky",
    "suppress-author": "(1930; Churchill, 1929)",
    "composite": "Trotsky says (1930; Churchill, 1929)",
}


@pytest.mark.parametrize("mode", MODES)
def test_author_stands_in_the_text_where_asked(mode: str) -> None:
    session = csl.load("apa", locale="en-US").session([MY_LIFE, CRISIS])
    cites = (csl.Cite("my-life"), csl.Cite("crisis"))
    session.insert(csl.Citation("c1", cites, 0, True, mode, "says"), [], [])
    assert session.text("c1").text() == MODES[mode]


def test_years_of_one_author_get_letters() -> None:
    other = MY_LIFE | {"id": "other", "title": "The Permanent Revolution"}
    style = csl.load("apa", locale="en-US")
    assert style.cite([MY_LIFE, other]).text() == "(Trotsky, 1930a, 1930b)"


def test_unknown_item_is_an_error_of_its_own() -> None:
    with pytest.raises(csl.ItemError, match="nowhere"):
        csl.load("apa").cite([MY_LIFE], [{"id": "nowhere"}])
