"""Dates are said as a historian of each language writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.dates import Part, WrongDate, display, display_parts, parse
from tests.sources.dates.edtf_strategies import expressions

GREGORIAN = [
    ("1917", "1917", "1917", "1917年"),
    ("1917-10", "October 1917", "октябрь 1917", "1917年10月"),
    ("1917-11-07", "7 November 1917", "7 ноября 1917", "1917年11月7日"),
    ("1917-11-07T21:40:00Z", "7 November 1917, 21:40", "7 ноября 1917, 21:40", "1917年11月7日 21:40"),
    ("1917~", "c. 1917", "ок. 1917", "1917年頃"),
    ("1917-10~", "c. October 1917", "ок. октября 1917", "1917年10月頃"),
    ("1917?", "1917?", "1917?", "1917年？"),
    ("1917%", "c. 1917?", "ок. 1917?", "1917年頃？"),
    ("1917-~10", "c. October 1917", "ок. октября 1917", "1917年10月頃"),
    ("[..1918]", "1918 or earlier", "не позднее 1918", "1918年以前"),
    ("[..1918-12]", "December 1918 or earlier", "не позднее декабря 1918", "1918年12月以前"),
    ("[1918-12-03..]", "3 December 1918 or later", "не ранее 3 декабря 1918", "1918年12月3日以降"),
    ("1918-12/..", "from December 1918", "с декабря 1918", "1918年12月から"),
    ("1918-12-02/..", "from 2 December 1918", "со 2 декабря 1918", "1918年12月2日から"),
    ("../1918", "until 1918", "до 1918", "1918年まで"),
    ("1918/", "1918 – ?", "1918 — ?", "1918年〜？"),
    ("/1918", "? – 1918", "? — 1918", "？〜1918年"),
    (
        "1917-12-22/1918-03-03",
        "22 December 1917 – 3 March 1918",
        "22 декабря 1917 — 3 марта 1918",
        "1917年12月22日〜1918年3月3日",
    ),
    ("1917-12-22/1917-12-25", "22–25 December 1917", "22–25 декабря 1917", "1917年12月22日〜25日"),
    (
        "1917-10-22/1917-11-03",
        "22 October – 3 November 1917",
        "22 октября — 3 ноября 1917",
        "1917年10月22日〜11月3日",
    ),
    ("1917-03/1917-05", "March–May 1917", "март — май 1917", "1917年3月〜5月"),
    ("1917-03/1918-05", "March 1917 – May 1918", "март 1917 — май 1918", "1917年3月〜1918年5月"),
    ("1917/1918", "1917–1918", "1917–1918", "1917年〜1918年"),
    ("1917~/1918?", "c. 1917 – 1918?", "ок. 1917 — 1918?", "1917年頃〜1918年？"),
    ("19XX", "20th century", "XX век", "20世紀"),
    ("00XX", "1st century", "I век", "1世紀"),
    ("-04XX", "5th century BCE", "V век до н. э.", "紀元前5世紀"),
    ("19XX/..", "from the 20th century", "с XX века", "20世紀から"),
    ("01XX/..", "from the 2nd century", "со II века", "2世紀から"),
    ("1XXX", "2nd millennium", "2-е тысячелетие", "第2千年紀"),
    ("191X", "1910s", "1910-е годы", "1910年代"),
    ("191X/..", "from the 1910s", "с 1910-х годов", "1910年代から"),
    ("190X", "1900–1909", "1900–1909", "1900年〜1909年"),
    ("-043X", "440–431 BCE", "440–431 до н. э.", "紀元前440年〜431年"),
    ("XXXX", "year unknown", "год неизвестен", "年不明"),
    ("1917-XX", "1917", "1917", "1917年"),
    ("1917-1X", "October–December 1917", "октябрь — декабрь 1917", "1917年10月〜12月"),
    ("1917-10-1X?", "10–19 October 1917?", "10–19 октября 1917?", "1917年10月10日〜19日？"),
    ("1917-21", "spring 1917", "весна 1917", "1917年春"),
    ("1917-21/..", "from spring 1917", "с весны 1917", "1917年春から"),
    ("1917-24", "winter 1917–18", "зима 1917/18", "1917〜18年冬"),
    ("1999-24", "winter 1999–2000", "зима 1999/2000", "1999〜2000年冬"),
    (
        "1917-31",
        "autumn 1917 (southern hemisphere)",
        "осень 1917 (Южное полушарие)",
        "1917年秋（南半球）",
    ),
    ("1917-33", "January–March 1917", "январь — март 1917", "1917年1月〜3月"),
    ("-0430", "431 BCE", "431 до н. э.", "紀元前431年"),
    ("0000", "1 BCE", "1 до н. э.", "紀元前1年"),
    ("-0430/-0403", "431–404 BCE", "431–404 до н. э.", "紀元前431年〜404年"),
    ("-0030/0014", "31 BCE – 14 CE", "31 до н. э. — 14 н. э.", "紀元前31年〜西暦14年"),
    ("Y17000", "17,000", "17\xa0000", "17,000年"),
    ("1950S2", "c. 1950 (1900–1999)", "ок. 1950 (1900–1999)", "1950年頃（1900年〜1999年）"),
    ("[1667,1668]", "1667 or 1668", "1667 или 1668", "1667年または1668年"),
    ("{1667,1668}", "1667 and 1668", "1667 и 1668", "1667年と1668年"),
    (
        "[1667,1668,1670..1672]",
        "1667, 1668, or 1670–1672",
        "1667, 1668 или 1670–1672",
        "1667年または1668年または1670年〜1672年",
    ),
    ("[1670..1672]", "1670–1672 (one of these)", "1670–1672 (одна из дат)", "1670年〜1672年（いずれか）"),
    ("{1670..1672}", "1670–1672", "1670–1672", "1670年〜1672年"),
]
JULIAN = [
    ("1917-10-25", "25 October (7 November) 1917", "25 октября (7 ноября) 1917", "1917年10月25日（11月7日）"),
    ("1917-10-12", "12 (25) October 1917", "12 (25) октября 1917", "1917年10月12日（25日）"),
    (
        "1917-12-19",
        "19 December 1917 (1 January 1918)",
        "19 декабря 1917 (1 января 1918)",
        "1917年12月19日（1918年1月1日）",
    ),
    (
        "1917-10-25~",
        "c. 25 October (7 November) 1917",
        "ок. 25 октября (7 ноября) 1917",
        "1917年10月25日（11月7日）頃",
    ),
    (
        "1917-10-25/..",
        "from 25 October (7 November) 1917",
        "с 25 октября (7 ноября) 1917",
        "1917年10月25日（11月7日）から",
    ),
    (
        "1917-12-02/..",
        "from 2 (15) December 1917",
        "со 2 (15) декабря 1917",
        "1917年12月2日（15日）から",
    ),
    (
        "1917-10-22/1917-10-25",
        "22–25 October (4–7 November) 1917",
        "22–25 октября (4–7 ноября) 1917",
        "1917年10月22日〜25日（11月4日〜7日）",
    ),
    (
        "[1917-10-25,1917-10-26]",
        "25 October (7 November) 1917 or 26 October (8 November) 1917",
        "25 октября (7 ноября) 1917 или 26 октября (8 ноября) 1917",
        "1917年10月25日（11月7日）または1917年10月26日（11月8日）",
    ),
    ("1917-10", "October 1917 (Old Style)", "октябрь 1917 (ст. ст.)", "1917年10月（ユリウス暦）"),
    ("1917", "1917", "1917", "1917年"),
    ("1380-09-08", "8 September 1380", "8 сентября 1380", "1380年9月8日"),
    ("-0043-03-15", "15 March 44 BCE", "15 марта 44 до н. э.", "紀元前44年3月15日"),
]


def languages(table):
    """Return one case for each language of each row."""
    return [
        pytest.param(edtf, language, text, id=f"{language}-{edtf}")
        for edtf, *texts in table
        for language, text in zip(("en", "ru", "ja"), texts, strict=True)
    ]


@pytest.mark.parametrize(("edtf", "language", "text"), languages(GREGORIAN))
def test_a_gregorian_date_is_said_in(edtf, language, text):
    assert display(parse(edtf), language) == text


@pytest.mark.parametrize(("edtf", "language", "text"), languages(JULIAN))
def test_a_julian_date_is_said_in_both_calendars_in(edtf, language, text):
    assert display(parse(edtf, "julian"), language) == text


def test_a_gregorian_date_is_said_in_both_calendars_on_demand():
    date = parse("1917-11-07")
    assert display(date, "ru", both=True) == "25 октября (7 ноября) 1917"
    assert display(parse("1917-11"), "en", both=True) == "November 1917"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "25 October 1917 (calendar unknown)"),
        ("ru", "25 октября 1917 (календарь неизвестен)"),
        ("ja", "1917年10月25日（暦不明）"),
    ],
)
def test_an_unknown_calendar_is_named_after_the_day(language, text):
    assert display(parse("1917-10-25", "unknown"), language) == text


def test_each_date_of_a_pair_is_titled_with_its_calendar():
    assert display_parts(parse("1917-10-25", "julian"), "en") == (
        Part("25 October", "Old Style (Julian calendar)"),
        Part(" ("),
        Part("7 November", "New Style (Gregorian calendar)"),
        Part(") 1917"),
    )


@pytest.mark.parametrize(("tag", "text"), [("ja-JP", "1917年"), ("ru_RU", "1917"), ("de", "1917"), ("", "1917")])
def test_a_language_is_found_by_its_tag_or_is_english(tag, text):
    assert display(parse("1917"), tag) == text


@given(
    edtf=expressions,
    calendar=st.sampled_from(["gregorian", "julian", "unknown"]),
    language=st.sampled_from(["en", "ru", "ja"]),
)
def test_every_date_can_be_said_and_its_parts_are_the_whole(edtf, calendar, language):
    try:
        date = parse(edtf, calendar)
    except WrongDate:
        return
    text = display(date, language, both=True)
    assert text.replace("\xa0", " ").isprintable()
    assert "X" not in text or language == "ru"
    assert "".join(part.text for part in display_parts(date, language, both=True)) == text
