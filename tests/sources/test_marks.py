"""Editorial marks are read once into structure, and everything else is made of the structure."""

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.marks import Omission, Sic, Supplied, Text, Words, WrongMark, parse

NAMED = {"", "…", "...", "……", ". . .", "sic"}  # what is no supplied word in brackets
supplied = st.text().filter(lambda text: text.strip().casefold() not in NAMED)
segments = st.one_of(st.text(min_size=1).map(Text), supplied.map(Supplied), st.just(Omission()), st.just(Sic()))
READINGS = [
    ("Мы знали […] всё", (Text("Мы знали "), Omission(), Text(" всё"))),
    ("знали [...] всё", (Text("знали "), Omission(), Text(" всё"))),
    ("знали [ …… ]", (Text("знали "), Omission())),
    ("He [Lenin] said", (Text("He "), Supplied("Lenin"), Text(" said"))),
    ("recieve [sic] it", (Text("recieve "), Sic(), Text(" it"))),
    ("recieve [SIC]", (Text("recieve "), Sic())),
    (r"\[sic\] is printed", (Text("[sic] is printed"),)),
    (r"a \\ b", (Text("a \\ b"),)),
    (r"C:\dir", (Text("C:\\dir"),)),
    (r"[see \[5\]]", (Supplied("see [5]"),)),
    ("… 1918年(8月)連合国側は…", (Text("… 1918年(8月)連合国側は…"),)),
    ("［全角］", (Text("［全角］"),)),
    ("", ()),
]
WRONG = [
    ("left [open", 5, "not closed"),
    ("left] open", 4, "not opened"),
    ("one [in [another]]", 8, "inside another"),
    ("nothing [] here", 8, "nothing stands"),
    ("nothing [  ] here", 8, "nothing stands"),
    ("a [b] c [d", 8, "not closed"),
]
PLAIN = [
    ("знали […] всё", "знали всё", "знали всё"),
    ("レーニン[…]は", "レーニン は", "レーニン は"),
    ("He [Lenin] said", "He said", "He Lenin said"),
    ("Л[енин]", "Л", "Ленин"),
    ("recieve [sic].", "recieve.", "recieve."),
    ("[…] end [sic]", "end", "end"),
    ("so [sic] […] on", "so on", "so on"),
    ("two  spaces", "two  spaces", "two  spaces"),
]


@pytest.mark.parametrize(("text", "segments"), READINGS)
def test_words_are_read_into_segments(text, segments):
    assert parse(text).segments == segments


@pytest.mark.parametrize(("text", "position", "reason"), WRONG)
def test_a_wrong_mark_says_where_and_why(text, position, reason):
    with pytest.raises(WrongMark, match=reason) as caught:
        parse(text)
    assert caught.value.position == position


@pytest.mark.parametrize("text", ["sic", " Sic ", "…", "...", " ", ""])
def test_what_reads_as_another_mark_cannot_be_supplied(text):
    with pytest.raises(WrongMark):
        Supplied(text)


@given(segments=st.lists(segments, max_size=8))
def test_structure_survives_being_written(segments):
    words = Words(tuple(segments))
    assert parse(str(words)) == words


@given(text=st.text() | st.text("ab …[]\\sic.", max_size=20))
def test_canonical_text_survives_being_read(text):
    try:
        written = str(parse(text))
    except WrongMark:
        return
    assert str(parse(written)) == written


@given(text=st.text().filter(lambda text: not set(text) & set("[]\\")))
def test_text_without_marks_is_itself_everywhere(text):
    words = parse(text)
    assert str(words) == words.plain() == words.completed() == words.reading() == text


@pytest.mark.parametrize(("text", "plain", "completed"), PLAIN)
def test_search_sees_the_speakers_own_words(text, plain, completed):
    assert parse(text).plain() == plain
    assert parse(text).completed() == completed


def test_a_citation_shows_the_marks_and_no_escapes():
    assert parse(r"\[5\] He [Lenin] knew [...] it [SIC]").reading() == "[5] He [Lenin] knew […] it [sic]"


@pytest.mark.parametrize(
    ("language", "tag", "spoken"),
    [
        ("ja", "ja", "（中略）"),
        ("ru-RU", "ru", "(пропуск)"),
        ("en", "en", "(omission)"),
        ("fr", "en", "(omission)"),
    ],
)
def test_an_omission_is_spoken_in_the_language_of_the_page(language, tag, spoken):
    assert parse("[…]").html(language) == (
        '<span class="omission"><span aria-hidden="true">[…]</span>'
        f'<span class="visually-hidden" lang="{tag}">{spoken}</span></span>'
    )


def test_html_escapes_the_words_and_shows_what_is_supplied():
    html = parse('"a<b>" [R&D]\nnew line').html("en")
    assert html == '&quot;a&lt;b&gt;&quot; <ins class="supplied">[R&amp;D]</ins><br>\nnew line'


@given(segments=st.lists(segments, max_size=6), language=st.sampled_from(["ja", "ru", "en"]))
def test_html_is_always_valid(segments, language):
    html = Words(tuple(part for part in segments if str(part).isprintable())).html(language)
    parser = html5lib.HTMLParser(strict=True)
    parser.parseFragment(f"<p>{html}</p>")
