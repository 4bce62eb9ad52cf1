"""Whatever is typed is read, and its texts are found where they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search.analysis import analysed, placed
from archive.search.folding import folded, folded_with_places
from archive.search.highlighting import CLOSING, OPENING, highlighted, wanted
from archive.search.querying import EVERYTHING, And, Beginning, Field, Not, Note, Or, Phrase, Words, Years, read
from archive.search.stemming import reformed, stem
from sources import marks

PARTS = [*'ab "“«」()-|*:., !', "AND ", "OR ", "NOT ", "year:", "speaker:", "1918", "..", "革", "ё"]
SIGNS = st.lists(st.sampled_from(PARTS), max_size=30).map("".join)


@pytest.mark.parametrize(
    ("typed", "node"),
    [
        ("", EVERYTHING),
        ("война мир", And((Words("война"), Words("мир")))),
        ("война AND мир", And((Words("война"), Words("мир")))),
        ("война OR мир", Or((Words("война"), Words("мир")))),
        ("a b | c", Or((And((Words("a"), Words("b"))), Words("c")))),
        ("мир -война", And((Words("мир"), Not(Words("война"))))),
        ("NOT война", Not(Words("война"))),
        ("Brest-Litovsk", Words("Brest-Litovsk")),
        ("「水の音」", Phrase("水の音")),
        ("«без аннексий»", Phrase("без аннексий")),
        ("револ*", Beginning("револ")),
        ("speaker:Троцкий", Field("speaker", "Троцкий")),
        ('speaker:"Leon Trotsky"', Field("speaker", "Leon Trotsky")),
        ("year:1918..1920", Years(1918, 1920)),
        ("year:1920-1918", Years(1918, 1920)),
        ("year:1918..", Years(1918, None)),
        ("year:..1920", Years(None, 1920)),
        ("-(a OR b)", Not(Or((Words("a"), Words("b"))))),
    ],
)
def test_query_is_read(typed: str, node: object) -> None:
    assert read(typed).node == node


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ('"open', Note.OPEN_QUOTE),
        ("(open", Note.OPEN_BRACKET),
        ("close)", Note.STRAY_BRACKET),
        ("year:soon", Note.WRONG_YEAR),
        ("OR мир", Note.STRAY_OPERATOR),
        ("слово " * 200, Note.TOO_LONG),
    ],
)
def test_what_is_odd_is_told(typed: str, note: Note) -> None:
    assert note in read(typed).notes


@given(SIGNS)
def test_nothing_that_can_be_typed_is_an_error(typed: str) -> None:
    read(typed)


@given(st.text(max_size=60))
def test_fold_with_places_is_the_same_fold(text: str) -> None:
    plain, places = folded_with_places(text)
    assert len(places) == len(plain) + 1
    assert places == sorted(places)
    assert [place.stem for place in placed(text)] == analysed(text).stems.split() or plain != folded(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ＡＢＣ", "abc"),
        ("ｶﾞｷﾞ", "がぎ"),
        ("ヴァイオリン", "バイオリン"),
        ("國會", "国会"),
        ("すゝめ", "すすめ"),
        ("カヾミ", "かがみ"),
        ("時々", "時時"),
        ("思ふ", "思う"),
        ("あつた", "あった"),
        ("でせう", "でしょう"),
        ("ゐる", "いる"),
        ("レフ・トロツキー", "レフトロツキー"),
        ("Sōseki", "soseki"),
        ("Ёлка", "елка"),
        ("Æsop", "aesop"),
    ],
)
def test_fold_makes_alike(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("революція", "революция"),
        ("миръ", "мир"),
        ("новаго", "нового"),
        ("разсказъ", "рассказ"),
        ("ея", "ее"),
        ("счастливыя", "счастливые"),
        ("русскія", "русские"),
        ("хорошаго", "хорошего"),
        ("мой", "мой"),
    ],
)
def test_spelling_before_1918_is_reformed(old: str, new: str) -> None:
    assert reformed(old) == new


@pytest.mark.parametrize(
    "forms",
    ["революция революции революцией", "liberty liberties", "went going gone", "война войны войной", "men man man's"],
)
def test_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len({stem(folded(form)) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("typed", "words", "language", "shown"),
    [
        ("революция", "О Революціи!", "ru", "О <Революціи>!"),
        ("国会", "帝國議會と國會。", "ja", "帝國議會と<國會>。"),
        ("まっち", "一箱のマッチ", "ja", "一箱の<マッチ>"),
        ('"of the people"', "Of the people.", "en", "<Of the people>."),
        ("libert*", "Liberty, liberties", "en", "<Liberty>, <liberties>"),
        ("cafe", "Le café", "fr", "Le <café>"),
        ("война", "Мир.", "ru", "Мир."),
    ],
)
def test_found_words_are_marked_in_the_original_text(typed: str, words: str, language: str, shown: str) -> None:
    found = highlighted(marks.parse(words), language, wanted(read(typed).node)).reading()
    assert found.replace(OPENING, "<").replace(CLOSING, ">") == shown
