"""A wrong date says what is wrong with it, and what to write instead."""

import pytest

from sources.dates import WrongDate, parse

WRONG = [
    ("", "no date", "1917-11-07"),
    ("1917-13", "no month 13", "1917-11"),
    ("1917-00", "no month 00", "1917-11"),
    ("1918-02-30", "no day 30 in this month, which has 28", "1918-02-28"),
    ("1917-04-31", "no day 31", "1917-04-30"),
    ("1917-24-03", "only a month has days", "1917-24"),
    ("1918/1917", "ends before it begins", "1917/1918"),
    ("[1918..1917]", "ends before it begins", "[1917..1918]"),
    ("../..", "a date at one end", "1918/.."),
    ("[1667]", "at least two dates", "1667"),
    ("1950S2-05", "significant digits", "1950S2"),
    ("Y1917", "without Y", "1917"),
    ("Y-1", "without Y", "-0001"),
    ("Y1E99", "too far away", "Y-17E7"),
    ("7 November 1917", "months are written as numbers", "1917-11-07"),
    ("7th of November, 1917", "months are written as numbers", "1917-11-07"),
    ("November 7, 1917", "months are written as numbers", "1917-11-07"),
    ("Nov. 1917", "months are written as numbers", "1917-11"),
    ("7 ноября 1917 г.", "months are written as numbers", "1917-11-07"),
    ("ноябрь 1917 года", "months are written as numbers", "1917-11"),
    ("November 31, 1917", "no day 31", "1917-11-30"),
    ("1917年11月7日", "numbers of the common era", "1917-11-07"),
    ("一九一七年", "numbers of the common era", "1917"),
    ("大正6年11月7日", "numbers of the common era", "1917-11-07"),
    ("大正六年", "numbers of the common era", "1917"),
    ("昭和元年十二月", "numbers of the common era", "1926-12"),
    ("１９１７－１１－０７", "half width", "1917-11-07"),
    ("190x", "capital X", "190X"),
    ("1917-1918", "a slash", "1917/1918"),
    ("1917–1918", "a slash", "1917/1918"),
    ("1914-18", "a slash", "1914/1918"),
    ("25 October 1917 - 3 November 1917", "a slash", "1917-10-25/1917-11-03"),
    ("1917年10月〜1918年3月", "a slash", "1917-10/1918-03"),
    ("с 1917 по 1918", "a slash", "1917/1918"),
    ("07.11.1917", "the year comes first", "1917-11-07"),
    ("11/1917", "the year comes first", "1917-11"),
    ("1917/11/07", "joined by hyphens", "1917-11-07"),
    ("19171107", "joined by hyphens", "1917-11-07"),
    ("1917-11-7", "four digits", "1917-11-07"),
    ("917", "four digits", "0917"),
    ("19170", "begins with Y", "Y19170"),
    ("1917 г.", "stands alone", "1917"),
    ("44 BC", "negative", "-0043"),
    ("431 до н. э.", "negative", "-0430"),
    ("紀元前1年", "negative", "0000"),
    ("20th century", "written XX", "19XX"),
    ("XIX век", "written XX", "18XX"),
    ("20世紀", "written XX", "19XX"),
    ("1910s", "written X", "191X"),
    ("1910-е годы", "written X", "191X"),
    ("1910年代", "written X", "191X"),
    ("spring 1917", "seasons are numbers", "1917-21"),
    ("зима 1917 г.", "seasons are numbers", "1917-24"),
    ("1917年春", "seasons are numbers", "1917-21"),
    ("c. 1917", "ends in ~", "1917~"),
    ("ок. октября 1917", "ends in ~", "1917-10~"),
    ("1917年頃", "ends in ~", "1917~"),
    ("before 1918", "an earlier one", "[..1918]"),
    ("не позднее 3 декабря 1918", "an earlier one", "[..1918-12-03]"),
    ("1918年以前", "an earlier one", "[..1918]"),
    ("from Dec 1918", "a later one", "[1918-12..]"),
    ("1667 or 1668", "in brackets", "[1667,1668]"),
    ("1667年または1668年", "in brackets", "[1667,1668]"),
    ("yesterday", "not a date", "1917-11-07"),
    ("革命の年", "not a date", "1917-11-07"),
]


@pytest.mark.parametrize(("text", "reason", "example"), WRONG)
def test_a_wrong_date_gives_reason_and_example(text, reason, example):
    with pytest.raises(WrongDate) as caught:
        parse(text)
    assert reason in str(caught.value.reason)
    assert caught.value.example == example


def test_the_message_says_what_its_example_means():
    with pytest.raises(WrongDate) as caught:
        parse("1917-13")
    assert str(caught.value) == "there is no month 13; write 1917-11 for November 1917"


def test_a_text_without_end_is_refused_and_not_searched():
    with pytest.raises(WrongDate, match="at most 200 characters"):
        parse("from 1917 " * 1000)
