"""Each client may ask so often, whichever process answers; every answer tells what is left."""

import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client, RequestFactory

from archive import environment, limits
from archive.environment import Rate

pytestmark = pytest.mark.django_db
PEOPLE = "/api/v1/people/"


@pytest.fixture
def three_a_minute(settings: Any, index_folder: Path) -> Any:
    settings.API_RATE, settings.BEHIND_PROXY = Rate(3, 60), False
    yield
    limits.forget()


@pytest.mark.usefixtures("three_a_minute")
def test_fourth_request_is_refused_and_told_when_to_come_again(visitor: Client) -> None:
    first, _second, third, fourth = (visitor.get(PEOPLE) for _ in range(4))
    assert first.headers["RateLimit-Policy"] == '"api";q=3;w=60'
    assert first.headers["RateLimit"].startswith('"api";r=2;t=')
    assert (third.status_code, fourth.status_code) == (200, 429)
    assert 1 <= int(fourth.headers["Retry-After"]) <= 60
    assert fourth.headers["Content-Type"] == "application/problem+json"
    assert fourth.json()["violated-policies"] == ["api"]


@pytest.mark.usefixtures("three_a_minute")
def test_each_client_has_a_limit_of_its_own(visitor: Client) -> None:
    for _ in range(4):
        visitor.get(PEOPLE)
    assert visitor.get(PEOPLE, REMOTE_ADDR="192.0.2.7").status_code == 200
    assert visitor.get("/people/").status_code == 200
    assert "RateLimit" not in visitor.get("/people/").headers


@pytest.mark.usefixtures("three_a_minute")
def test_whole_archive_is_limited_in_each_form(visitor: Client, settings: Any) -> None:
    settings.BULK_RATE = Rate(1, 3600)
    answers = [visitor.get(address) for address in ("/archive.tei.xml", "/api/v1/bulk/", "/archive.tei.xml")]
    assert [answer.status_code for answer in answers] == [200, 429, 429]
    assert b"".join(answers[0]).endswith(b"</teiCorpus>\n")
    assert visitor.head("/archive.tei.xml").status_code == 200


@pytest.mark.usefixtures("three_a_minute")
def test_window_ends(visitor: Client, monkeypatch: Any) -> None:
    now = 1000.0
    monkeypatch.setattr(limits.time, "time", lambda: now)
    assert [visitor.get(PEOPLE).status_code for _ in range(4)] == [200, 200, 200, 429]
    now += 60
    assert visitor.get(PEOPLE).headers["RateLimit"] == '"api";r=2;t=60'


@pytest.mark.usefixtures("three_a_minute")
def test_threads_count_together() -> None:
    policy, counts = limits.Policy("api", Rate(100, 60)), []

    def ask() -> None:
        counts.extend(limits.spend(policy, "192.0.2.7").count for _ in range(25))
        limits.forget()

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(counts) == list(range(1, 101))


@pytest.mark.usefixtures("three_a_minute")
def test_processes_count_together(index_folder: Path) -> None:
    policy = limits.Policy("api", Rate(3, 60))
    limits.spend(policy, "192.0.2.7")
    program = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); print(c.execute('SELECT count FROM asked').fetchall())"
    )
    file = index_folder.parent / "limits.sqlite3"
    told = subprocess.run([sys.executable, "-c", program, str(file)], capture_output=True, text=True, check=True)
    assert told.stdout == "[(1,)]\n"


def test_where_nothing_can_be_counted_everybody_may_ask(settings: Any, visitor: Client, tmp_path: Path) -> None:
    settings.API_RATE, settings.DATA_DIR = Rate(1, 60), tmp_path / "missing"
    assert [visitor.get(PEOPLE).status_code for _ in range(2)] == [200, 200]


@pytest.mark.parametrize(
    ("behind_proxy", "forwarded", "client"),
    [
        (False, "198.51.100.1", "192.0.2.7"),
        (True, "198.51.100.1", "198.51.100.1"),
        (True, "10.0.0.1, 198.51.100.1", "198.51.100.1"),
        (True, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        (True, "::ffff:198.51.100.1", "198.51.100.1"),
        (True, "what?", "what?"),
    ],
)
def test_client_behind_a_proxy_is_whom_the_proxy_saw(
    settings: Any, behind_proxy: bool, forwarded: str, client: str
) -> None:
    settings.BEHIND_PROXY = behind_proxy
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.7", HTTP_X_FORWARDED_FOR=forwarded)
    assert limits.client_of(request) == client


def test_rate_is_read_from_the_environment(monkeypatch: Any) -> None:
    monkeypatch.setenv("API_RATE", "5/hour")
    assert environment.rate("API_RATE", "1/second") == Rate(5, 3600)
    assert str(environment.rate("API_RATE", "")) == "5 requests an hour"
    assert environment.rate("BULK_RATE", "0") == Rate(0, 1)


@pytest.mark.parametrize("word", ["often", "600", "600/minutes", "-1/hour", "5/", "9999999999/day", ""])
def test_rate_that_cannot_be_read_is_refused(word: str, monkeypatch: Any) -> None:
    monkeypatch.setenv("API_RATE", word)
    with pytest.raises(ImproperlyConfigured, match=f"API_RATE is '{word}'; write a rate, as 600/minute"):
        environment.rate("API_RATE", "600/minute")


def test_pages_of_other_sites_may_read_but_not_as_the_reader(visitor: Client) -> None:
    asked = {"Origin": "https://example.org"}
    for address in (PEOPLE, "/people/", "/robots.txt"):
        answer = visitor.get(address, headers=asked)
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "RateLimit" in answer.headers["Access-Control-Expose-Headers"]
        assert "Access-Control-Allow-Credentials" not in answer.headers
    assert "Access-Control-Allow-Origin" not in visitor.get("/admin/login/", headers=asked).headers


def test_other_sites_are_told_what_they_may_do(visitor: Client) -> None:
    asked = {"Origin": "https://example.org", "Access-Control-Request-Method": "POST"}
    answer = visitor.options(PEOPLE, headers=asked)
    assert answer.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
