"""Lines are broken where the script allows it."""

import pytest

from archive.embedding.breaking import broken, shortened

FORBIDDEN_AT_START = "、。」』）！？ー々ゃゅょっァィゥェォ…"
TEXTS = {
    "ja": "「(ドイツの)ホフマン将軍は、司法風の討論にくたびれては、よく軍靴をテーブルの上にのっけたものだ。我々は、ずっと見ていた」",
    "ru": "Мы не имеем права забывать, что Россия ещё не погибла — и не погибнет.",
    "en": "An attempt to strangle Bolshevism in its cradle (1919) failed.",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_no_line_is_too_wide_and_nothing_is_lost(text: str) -> None:
    for width in (6, 9, 14, 23):
        lines = broken(text, width, len)
        assert all(0 < len(line) <= width for line in lines)
        assert "".join("".join(lines).split()) == "".join(text.split())


def test_no_japanese_line_begins_or_ends_with_what_must_not() -> None:
    for width in range(6, 30):
        lines = broken(TEXTS["ja"], width, len)
        assert not [line for line in lines[1:] if line[0] in FORBIDDEN_AT_START]
        assert not [line for line in lines[:-1] if line[-1] in "「『（("]


def test_words_stay_whole_where_they_fit() -> None:
    assert broken("strangle Bolshevism", 10, len) == ["strangle", "Bolshevism"]


def test_shortened_says_that_there_was_more() -> None:
    assert shortened(["one two", "three,", "four"], 2, 10, len) == ["one two", "three..."]
    assert shortened(["一二三四、", "五六"], 1, 5, len) == ["一二三四…"]
    assert shortened(["one"], 2, 10, len) == ["one"]
