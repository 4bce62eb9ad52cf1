"""What is wrong with an input is said in the reader's language, its example too."""

import pytest
from django.utils import translation

from sources import dates, marks, permanent
from sources.complaints import Complaint, Saying
from sources.telling import told

TOLD = [
    ("ja", lambda: dates.parse("1917-13"), "13月は存在しません。「1917年11月」であれば 1917-11 と書いてください"),
    ("ru", lambda: dates.parse("7 ноября 1917 г."), "пишите 1917-11-07, если имеется в виду «7 ноября 1917»"),
    ("ru", lambda: marks.parse("Слова ]"), "закрывается скобка, которая не была открыта (знак 7)"),
    ("ja", lambda: permanent.normalised("K7M2"), "IDは8文字ですが、これは4文字です"),
    ("en", lambda: permanent.normalised("K7M2"), "an id has 8 characters, and this has 4"),
]


@pytest.mark.parametrize(("language", "wrong", "words"), TOLD)
def test_complaint_is_told_in_the_reader_s_language(language, wrong, words):
    with pytest.raises(Complaint) as caught, translation.override(language):
        wrong()
    with translation.override(language):
        assert words in told(caught.value)


def test_a_saying_within_a_saying_is_translated_too():
    both = Saying("%(first)s, and more", first=Saying("one"))
    assert both.said(lambda said: said.replace("one", "eins")) == "eins, and more"
    assert str(both) == "one, and more"
