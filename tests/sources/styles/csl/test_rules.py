"""Rules of the specification, and of citeproc-js where it is silent, one small style for each."""

import pytest

from sources.styles import csl

FRAME = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="{kind}"><info><title>t</title></info>{macros}'
    "<citation><layout{layout}>{body}</layout></citation></style>"
)
TROTSKY = {"family": "Trotsky", "given": "Leon"}
SOVIET = {"literal": "Petrograd Soviet"}


def cite(body: str, *items: dict, kind: str = "in-text", layout: str = "", macros: str = "", cites: tuple = ()) -> str:
    """The citation of these items in a style whose citations are `body`."""
    style = csl.load_source(FRAME.format(kind=kind, body=body, layout=layout, macros=macros), "en-US")
    records = [{"id": f"item-{at}", "type": "book", **item} for at, item in enumerate(items or ({},))]
    return style.cite(records, cites).html()


@pytest.mark.parametrize(
    ("body", "item", "said"),
    [
        ('<text variable="title"/>', {"title": "Que faire ? « Oui »"}, "Que faire\u202f? «\u202fOui\u202f»"),
        ('<text variable="title"/>', {"title": "My\n    Life"}, "My Life"),
        ('<text variable="title" strip-periods="true"/>', {"title": "N.Y. example.org Etc."}, "NY example.org Etc"),
        ('<text value="Я" font-style="italic"/><text value="…" font-style="italic"/>', {}, "<i>Я</i>…"),
        (
            '<text variable="title" text-case="sentence"/>',
            {"title": "iPhone Use In A/B Tests"},
            "IPhone use in a/b tests",
        ),
        ('<text variable="title" text-case="capitalize-first"/>', {"title": '"my" life'}, "“my” life"),
        ('<text variable="title" text-case="capitalize-all"/>', {"title": "o’clock iPhone"}, "O’clock iPhone"),
        ('<text value="my life" text-case="title"/>', {"language": "ru"}, "My Life"),
        ('<text variable="title" text-case="title"/>', {"title": "моя жизнь", "language": "ru"}, "моя жизнь"),
    ],
)
def test_text_is_written_by_the_rules(body, item, said) -> None:
    assert cite(body, item) == said


@pytest.mark.parametrize(
    ("name", "author", "said"),
    [
        (
            '<name font-style="italic" prefix="(" suffix=")"/>',
            [TROTSKY, TROTSKY],
            "(<i>Leon Trotsky</i>), (<i>Leon Trotsky</i>)",
        ),
        ('<name prefix="("><name-part name="family" text-case="uppercase"/></name>', [SOVIET], "PETROGRAD SOVIET"),
        ('<name name-as-sort-order="all"/>', [{"family": "de la Fontaine"}], "de la Fontaine"),
        ("<name/>", [{"family": "Yamada", "given": "太郎"}], "太郎 Yamada"),
        ('<name initialize-with=". "/>', [{**TROTSKY, "suffix": "M.D."}], "L. Trotsky M. D."),
        (
            '<name initialize-with=". "/>',
            [{"family": "Warmington", "given": "E. H. (Eric H.)"}],
            "E. H. (Eric H. Warmington",
        ),
        ('<name initialize-with=". "/>', [{"family": "حلبي", "given": "محمد طعمة"}], "م. ط. حلبي"),
        ('<name initialize-with="." initialize="false"/>', [{"family": "Migne", "given": "J.-P."}], "J.P. Migne"),
        ("<name/>", [{"family": "Doe", "given": "John, Jr.", "comma-suffix": True}], "John Doe, Jr."),
    ],
)
def test_names_are_written_by_the_rules(name, author, said) -> None:
    assert cite(f'<names variable="author">{name}</names>', {"author": author}) == said


@pytest.mark.parametrize(
    ("substitute", "said"),
    [
        ('<names variable="translator"/>', "[<b>Trotsky (trans.)</b>]"),
        ('<group><names variable="translator"/></group>', "[<b>Trotsky (trans.)</b>]"),
        ('<names variable="translator"><name/></names>', "Leon Trotsky"),
        ('<text macro="translator"/>', "Leon Trotsky"),
        ('<choose><if type="book"><text variable="title"/><text value="!"/></if></choose>', "My Life"),
        ('<text variable="title"/>', "My Life"),
    ],
)
def test_substitute_is_dressed_as_names_only_where_it_is_bare_names(substitute, said) -> None:
    body = (
        '<names variable="editor" font-weight="bold" prefix="[" suffix="]"><name form="short"/>'
        f'<label form="short" prefix=" (" suffix=")"/><substitute>{substitute}</substitute></names>'
    )
    macros = '<macro name="translator"><names variable="translator"/></macro>'
    assert cite(body, {"translator": [TROTSKY], "title": "My Life"}, macros=macros) == said


@pytest.mark.parametrize(
    ("condition", "item", "holds"),
    [
        ('type="book chapter"', {}, True),
        ('type="book chapter" variable="title"', {}, False),
        ('type="book chapter" variable="title" match="none"', {}, False),
        ('is-numeric="volume"', {"volume": "2nd"}, True),
        ('is-numeric="volume"', {"volume": "iv-vi"}, True),
        ('is-numeric="volume"', {"volume": "1.1"}, False),
        ('is-numeric="volume"', {"volume": "1,000"}, False),
    ],
)
def test_condition_holds(condition, item, holds) -> None:
    body = f'<choose><if {condition}><text value="yes"/></if><else><text value="no"/></else></choose>'
    assert cite(body, item) == ("yes" if holds else "no")


def test_literal_date_stands_where_its_year_would() -> None:
    parts = '<date-part name="month" suffix=" "/><date-part name="year" prefix="(" suffix=")"/>'
    item = {"issued": {"literal": "Spring offensive"}}
    assert cite(f'<date variable="issued">{parts}</date>', item) == "(Spring offensive)"
    assert cite('<date variable="issued"><date-part name="month"/></date>', item).startswith("[CSL STYLE ERROR")


def test_first_cite_without_words_is_said_to_be_missing() -> None:
    body, layout = '<text variable="title"/>', ' prefix="(" suffix=")" delimiter="; "'
    missing = "[CSL STYLE ERROR: reference with no printed form.]"
    assert cite(body, {}, {"title": "My Life"}, layout=layout) == f"({missing}; My Life)"
    assert cite(body, {"title": "My Life"}, {}, layout=layout) == "(My Life)"


def test_suffix_of_citation_ends_with_its_sign() -> None:
    assert cite('<text value="My Life"/>', layout=' suffix=". "') == "My Life."


def test_term_at_the_start_of_a_note_keeps_the_case_that_the_style_asks_for() -> None:
    assert cite('<text term="ibid"/>', kind="note") == "Ibid."
    assert cite('<text term="ibid" text-case="lowercase"/>', kind="note") == "ibid."


def test_sign_moves_into_the_format_of_a_quoted_title() -> None:
    body = '<group suffix="!"><text variable="title" quotes="true" font-weight="bold"/></group>'
    assert cite(body, {"title": "My Life"}) == "“<b>My Life!</b>”"
