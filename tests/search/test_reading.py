"""Whatever is typed is read, and its texts are found where they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search.analysis import analysed, pieces, stemmed
from archive.search.folding import folded, folded_with_places
from archive.search.highlighting import CLOSING, OPENING, highlighted, wanted
from archive.search.oldkana import modernised
from archive.search.querying import (
    EVERYTHING,
    And,
    Beginning,
    Field,
    Node,
    Not,
    Note,
    Or,
    Phrase,
    Words,
    Years,
    read,
    written,
)
from archive.search.stemming import indexed_stems, reformed, stems
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
        ("война ＯＲ мир", Or((Words("война"), Words("мир")))),
        ("война ｜ мир", Or((Words("война"), Words("мир")))),
        ("война НЕ мир", And((Words("война"), Not(Words("мир"))))),
        ("НЕ УБИЙ", And((Words("НЕ"), Words("УБИЙ")))),
        ("”war”", Phrase("war")),
        ("‘war’", Phrase("war")),
        ("don’t ‘shoot’", And((Words("don’t"), Phrase("shoot")))),
        ("»war«", Phrase("war")),
        ("〝戦争〟", Phrase("戦争")),
        ("｢戦争｣", Phrase("戦争")),
        ("発言者：トロツキー", Field("speaker", "トロツキー")),
        ("автор: Троцкий", Field("speaker", "Троцкий")),
        ("ｓｐｅａｋｅｒ：Lenin", Field("speaker", "Lenin")),
        ("written by: nobody", And((Words("written"), Words("by:"), Words("nobody")))),
        ("speaker:(Lenin OR Trotsky)", Or((Field("speaker", "Lenin"), Field("speaker", "Trotsky")))),
        ("speaker:(Leon Trotsky)", Field("speaker", "Leon Trotsky")),
        ("speaker:Trots*", Field("speaker", "Trots")),
        ("year:(1905 OR 1917)", Or((Years(1905, 1905), Years(1917, 1917)))),
        ("year:>1918", Years(1919, None)),
        ("year:<=1918", Years(None, 1918)),
        ("年:1918年", Years(1918, 1918)),
        ("год:1918 – 1920", Years(1918, 1920)),
        ("decade:1910s", Years(1910, 1919)),
        ('"револ*"', Beginning("револ")),
        ("Brest-Lit*", And((Words("Brest"), Beginning("Lit")))),
        ("рев*ция", Beginning("рев")),
        ("*волюция", Words("волюция")),
    ],
)
def test_query_is_read(typed: str, node: Node) -> None:
    assert read(typed).node == node
    assert typed == "НЕ УБИЙ" or read(written(node)).node == node


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ('"open', Note.OPEN_QUOTE),
        ("(open", Note.OPEN_BRACKET),
        ("close)", Note.STRAY_BRACKET),
        ("year:soon", Note.WRONG_YEAR),
        ("OR мир", Note.STRAY_OPERATOR),
        ("AND мир", Note.STRAY_OPERATOR),
        ("мир AND", Note.STRAY_OPERATOR),
        ("рев*ция", Note.WRONG_STAR),
        ("🙂", Note.NO_WORDS),
        ("()", Note.NO_WORDS),
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
    words = {stem for _piece, stems in stemmed(plain) for stem in stems}
    characters = {character for piece in pieces(plain) if piece.is_unspaced for character in piece.text}
    assert words | characters == set(analysed(text).stems.split()) or plain != folded(text)


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
        ("あつた", "あった"),
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
    ("one", "other"), [("（革命）…！", "(革命)...!"), ("народѣ і міръ", "народе и мир"), ("と―戦。", "と-戦.")]
)
def test_common_signs_part_words_in_any_width(one: str, other: str) -> None:
    assert analysed(one) == analysed(other)


@pytest.mark.parametrize(
    ("old", "new"), [("思ふ", "思う"), ("でせう", "でしょう"), ("けふ", "きょう"), ("やうな", "ような")]
)
def test_spelling_before_1946_is_modernised(old: str, new: str) -> None:
    assert modernised(folded(old)) == folded(new)


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
    [
        "революция революции революцией",
        "война войны войной",
        "человек люди людей",
        "год лет годами",
        "идти шел идет",
        "быть был есть будет",
        "писать пишу",
        "день дня днями",
        "отец отцу",
        "liberty liberties",
        "go went going gone",
        "man men man's",
        "do don't doing",
        "live lives",
        "life lives",
        "good better",
        "great greatest",
        "happy happier",
    ],
)
def test_lemma_and_forms_find_each_other(forms: str) -> None:
    lemma, *others = forms.split()
    for form in others:
        assert set(stems(form)) & set(indexed_stems(lemma)), form
        assert set(stems(lemma)) & set(indexed_stems(form)), form


def test_ukrainian_lemma_and_forms_find_each_other() -> None:
    for lemma, form in (("рік", "років"), ("бути", "був"), ("ходити", "ходжу"), ("день", "дня")):
        assert set(stems(form)) & set(indexed_stems(lemma, ukrainian=True))
        assert set(stems(lemma)) & set(indexed_stems(form, ukrainian=True))


@pytest.mark.parametrize(("typed", "other"), [("быт", "были"), ("мир", "мера"), ("art", "is"), ("water", "wat")])
def test_words_that_only_look_alike_stay_apart(typed: str, other: str) -> None:
    assert not set(stems(typed)) & set(indexed_stems(other))


def test_modern_words_are_found_inside_what_might_be_an_old_spelling() -> None:
    tokens = analysed("よくわかる見せうる").exact.split()
    assert {"よく", "わか", "せう"} <= set(tokens)


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
