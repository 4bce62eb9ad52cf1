"""Citations in the run of a document know where they stand."""

import pytest

from sources.styles import csl
from sources.styles.csl.positions import find_positions

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


DISTINGUISHING = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text"><info><title>t</title></info>'
    '<citation {attributes}><layout delimiter="; "><group delimiter=" "><names variable="author">'
    '<name form="short" et-al-min="3" et-al-use-first="1"/></names>'
    '<choose><if disambiguate="true"><text variable="title"/></if></choose>'
    '<date variable="issued" form="text" date-parts="year"/></group></layout></citation>'
    '<bibliography><layout><names variable="author"><name form="short" et-al-min="3" et-al-use-first="1"/></names>'
    "</layout></bibliography></style>"
)


def work(item_id: str, title: str, *authors: str) -> dict:
    names = [{"family": family, "given": given} for family, _, given in (one.partition(" ") for one in authors)]
    return {"id": item_id, "type": "book", "title": title, "author": names, "issued": {"date-parts": [[1930]]}}


@pytest.mark.parametrize(
    ("attributes", "said"),
    [
        ("", "Trotsky My Life 1930; Trotsky History 1930"),
        # The condition is for when all else has failed.
        ('disambiguate-add-year-suffix="true"', "Trotsky 1930a; Trotsky 1930b"),
    ],
)
def test_condition_tells_works_apart_only_where_nothing_else_does(attributes: str, said: str) -> None:
    style = csl.load_source(DISTINGUISHING.format(attributes=attributes), "en-US")
    assert style.cite([work("a", "My Life", "Trotsky Leon"), work("b", "History", "Trotsky Leon")]).text() == said


def test_initials_tell_people_apart_in_short_form_too() -> None:
    rule = 'disambiguate-add-givenname="true" givenname-disambiguation-rule="all-names-with-initials"'
    style = csl.load_source(DISTINGUISHING.format(attributes=rule), "en-US")
    assert style.cite([work("a", "A", "Lenin Vladimir"), work("b", "B", "Lenin Nikolai")]).text() == (
        "V Lenin 1930; N Lenin 1930"
    )


def test_names_added_to_citations_are_not_added_to_the_bibliography() -> None:
    style = csl.load_source(DISTINGUISHING.format(attributes='disambiguate-add-names="true"'), "en-US")
    items = [work("a", "A", "Doe A", "Lenin V", "Roe B"), work("b", "B", "Doe A", "Trotsky L", "Roe B")]
    assert style.cite(items).text() == "Doe, Lenin, et al. 1930; Doe, Trotsky, et al. 1930"
    assert style.bibliography(items).text() == "Doe et al.\nDoe et al."


@pytest.mark.parametrize(
    ("notes", "positions"),
    [
        # One note before with one cite; one with two; two citations in the note before; in the same note.
        ([(1, "a"), (2, "a")], "first ibid"),
        ([(1, "ab"), (2, "a")], "first subsequent"),
        ([(1, "a"), (1, "a"), (2, "a")], "first ibid subsequent"),
        ([(1, "ab"), (1, "b")], "first ibid"),
        ([(1, "a"), (3, "a")], "first subsequent"),
        ([(0, "ab"), (0, "b")], "first ibid"),
        ([(5, "a"), (1, "a")], "first first"),
    ],
)
def test_position_is_counted_by_notes(notes: list, positions: str) -> None:
    names = ("first", "subsequent", "ibid", "ibid-with-locator")
    citations = [
        csl.Citation(f"c{at}", tuple(csl.Cite(one) for one in cited), note) for at, (note, cited) in enumerate(notes)
    ]
    found = find_positions(citations, 5)
    assert " ".join(names[placed.cites[0].position] for placed in found) == positions
