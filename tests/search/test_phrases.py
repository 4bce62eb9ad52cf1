"""A sample of texts shows the phrases that are frequent in all."""

from archive.search.analysis import Tokens
from archive.search.phrases import Sample


def sample(*texts: str) -> Sample:
    made = Sample(len(texts))
    for text in texts:
        made.add(Tokens(text, ""), Tokens("a name", ""))
    return made


def test_phrases_of_any_length_are_those_in_enough_texts() -> None:
    texts = sample("и не то", "и не было и не было", "а и не то", "не и")
    assert {phrase for phrase in texts.phrases(3) if phrase != "a name"} == {"и не"}
    assert set(texts.phrases(2)) == {"и не", "не то", "и не то", "a name"}


def test_phrase_between_two_spellings_of_a_run_is_none() -> None:
    assert set(sample("言ふ ¦ 言う", "言ふ ¦ 言う").phrases(2)) == {"a name"}
