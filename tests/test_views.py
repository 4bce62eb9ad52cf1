"""The pages that belong to no subject, and what all pages have in common."""

import datetime
import re

import pytest
from django.contrib.auth.models import User
from django.test import Client, RequestFactory
from django.utils import formats, translation

from archive import views
from archive.addresses import in_language
from archive.publishing import State
from archive.quotations.models import Quotation
from archive.revisions.recording import recording
from sources.models import Agent
from tests import cast


def test_home_shows_a_quotation_and_counts(visitor: Client, boots: Quotation) -> None:
    page = visitor.get("/").content.decode()
    assert "司法風" in page
    assert "Leon Trotsky" in page


def test_home_of_an_empty_archive_stands(visitor: Client, db: None) -> None:
    assert visitor.get("/ja/").status_code == 200


def test_quotation_of_the_day_is_the_same_all_day_and_another_tomorrow(trotsky: Agent) -> None:
    with recording():
        for number in range(20):
            cast.quotation(f"Words {number}.", trotsky)
    days = [f"1918-03-{day:02}" for day in range(1, 29)]
    assert [views.quotation_of_the_day(day) for day in days] == [views.quotation_of_the_day(day) for day in days]
    assert len({views.quotation_of_the_day(day) for day in days}) > 5


def test_quotation_of_the_day_and_the_latest_are_the_same_however_few_are_looked_at_first(
    trotsky: Agent, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        cast.quotation(f"Words {number}.", trotsky)
        cast.quotation(f"Doubtful words {number}.", trotsky, standing="misattributed")
    days = [f"1918-03-{day:02}" for day in range(1, 9)]
    shown = [views.quotation_of_the_day(day) for day in days], views.latest(None)
    monkeypatch.setattr(views, "MOST_NEAR", 1)
    assert shown == ([views.quotation_of_the_day(day) for day in days], views.latest(None))
    assert len(shown[1]) == views.LATEST


def test_quotation_of_the_day_is_never_a_doubtful_one(trotsky: Agent) -> None:
    cast.quotation("Words.", trotsky, standing="misattributed")
    assert views.quotation_of_the_day("1918-03-03") is None


@pytest.mark.parametrize(
    ("here", "language", "there"),
    [
        ("/quotations/?speaker=X&page=2", "ja", "/ja/quotations/?speaker=X&page=2"),
        ("/ja/quotations/?a=%E3%81%82", "ru", "/ru/quotations/?a=%E3%81%82"),
        ("/ru/", "en", "/"),
        ("/ja/q/K7M2-9XQ4", "en", "/q/K7M2-9XQ4"),
        ("/nowhere", "ja", "/ja/nowhere"),
    ],
)
def test_language_switch_keeps_page_and_query(here: str, language: str, there: str) -> None:
    assert in_language(RequestFactory().get(here), language) == there


@pytest.mark.parametrize(
    ("prefix", "said"), [("", "nothing at this address"), ("/ja", "何もありません"), ("/ru", "ничего нет")]
)
def test_missing_page_says_so_in_the_readers_language(visitor: Client, db: None, prefix: str, said: str) -> None:
    answer = visitor.get(f"{prefix}/nowhere")
    assert answer.status_code == 404
    assert said in answer.content.decode()


def test_broken_page_answers_without_the_database(rf: RequestFactory) -> None:
    answer = views.server_error(rf.get("/"))
    assert answer.status_code == 500
    assert b"Something broke" in answer.content


@pytest.mark.parametrize(
    ("prefix", "said"), [("", "cannot be read"), ("/ja", "読み取れません"), ("/ru", "не удалось прочитать")]
)
def test_senseless_request_is_told_so_with_a_way_back(client: Client, db: None, prefix: str, said: str) -> None:
    answer = client.get(f"{prefix}/about/", headers={"Host": "bad host"})
    page = answer.content.decode()
    assert (answer.status_code, "bad host" in page, 'href="/"' in page) == (400, False, True)
    assert said in page


@pytest.mark.parametrize(("prefix", "said"), [("", "Go back"), ("/ja", "戻って"), ("/ru", "Вернитесь")])
def test_form_without_its_token_says_how_to_save_what_was_written(db: None, prefix: str, said: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(f"{prefix}/admin/login/", {"username": "alice", "password": "of another day"})
    assert (answer.status_code, said in answer.content.decode()) == (403, True)


def test_curator_without_the_power_is_told_who_can_give_it(alice: User) -> None:
    desk = Client()
    desk.force_login(alice)
    answer = desk.get("/admin/auth/user/")
    assert (answer.status_code, b"accounts of the archive" in answer.content) == (403, True)


def test_robots_stay_out_of_the_desk(visitor: Client) -> None:
    assert "Disallow: /admin/" in visitor.get("/robots.txt").content.decode()


def test_public_pages_set_no_cookie_and_have_no_script_in_them(visitor: Client, boots: Quotation) -> None:
    for address in ("/", "/quotations/", f"/q/{boots.shown_id}", "/people/", "/about/"):
        answer = visitor.get(address)
        page = answer.content.decode()
        assert not answer.cookies
        assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
        assert not re.search(r"<script(?! type=\"application/ld\+json\")(?![^>]* src=\"/static/)", page)
        assert not re.search(r"<[^>]*\sstyle=", page)


def test_what_curators_wrote_says_its_language_where_the_page_speaks_another(visitor: Client, boots: Quotation) -> None:
    boots.note = "As printed.\nThe <ins> is ours."
    boots.save()
    address = boots.get_absolute_url()
    told = "As printed.<br>The &lt;ins&gt; is ours."
    assert f'<dd><span lang="en">{told}</span></dd>' in visitor.get(f"/ja{address}").content.decode()
    assert f"<dd>{told}</dd>" in visitor.get(address).content.decode()


def test_reason_of_a_withdrawal_says_its_language(visitor: Client, boots: Quotation, settings) -> None:
    settings.NOTES_LANGUAGE = "ja"
    boots.pass_to(State.WITHDRAWN, because="出典が誤り。")
    assert '<span lang="ja">出典が誤り。</span>' in visitor.get(boots.get_absolute_url()).content.decode()


@pytest.mark.parametrize("prefix", ["", "/ja", "/ru"])
def test_programs_are_led_to_what_they_can_read(visitor: Client, boots: Quotation, prefix: str) -> None:
    page = visitor.get(f"{prefix}/programs/").content.decode()
    links = re.findall(r'href="(/[^"#]*)"', page.partition("<main")[2].partition("</main")[0])
    assert {"/api/v1/docs/", "/api/v1/bulk/", "/api/v1/changes/?since=0", "/oai?verb=Identify"} <= set(links)
    for link in links:
        assert visitor.head(link.replace("&amp;", "&")).status_code == 200, link
    assert f'href="{prefix}/programs/"' in visitor.get(f"{prefix}/").content.decode()


@pytest.mark.parametrize(
    ("language", "day", "moment", "month_day"),
    [
        ("en", "5 November 2026", "5 November 2026, 15:07", "5 November"),
        ("ja", "2026年11月5日", "2026年11月5日 15:07", "11月5日"),
        ("ru", "5 ноября 2026 г.", "5 ноября 2026 г., 15:07", "5 ноября"),
    ],
)
def test_date_is_written_in_the_readers_form(language: str, day: str, moment: str, month_day: str) -> None:
    at = datetime.datetime(2026, 11, 5, 15, 7, tzinfo=datetime.UTC)
    with translation.override(language):
        names = ("DATE_FORMAT", "DATETIME_FORMAT", "MONTH_DAY_FORMAT")
        assert [formats.date_format(at, name) for name in names] == [day, moment, month_day]
