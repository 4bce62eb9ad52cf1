"""`make serve`: what a newcomer sees, from the first start to the last signal."""

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 60  # seconds; a loaded machine is slow, and nothing here is about speed


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A server in a process of its own, and all that it printed until it gave its address."""

    def __init__(self, data: Path, **environment: str) -> None:
        self.port = free_port()
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", str(self.port)],
            cwd=ROOT,
            env=bare_environment() | {"DATA_DIR": str(data)} | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.printed = self._until_address()

    def _until_address(self) -> str:
        printed = ""
        for line in self.process.stdout:
            printed += line
            if "Testimonia is at" in line:
                break
        return printed

    def get(self, address: str) -> str:
        """Return a page, waiting for the server to be there."""
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{address}") as answer:
                    return answer.read().decode()
            except (ConnectionRefusedError, urllib.error.HTTPError):
                raise
            except urllib.error.URLError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)

    def workers(self) -> list[int]:
        """Return the processes that answer."""
        pid = self.process.pid
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    def stop(self, how: int = signal.SIGTERM) -> int:
        self.process.send_signal(how)
        code = self.process.wait(PATIENCE)
        self.process.stdout.close()
        return code


def bare_environment() -> dict[str, str]:
    ours = {"DEBUG", "SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "DATA_DIR", "HTTPS", "DJANGO_SETTINGS_MODULE"}
    return {name: value for name, value in os.environ.items() if name not in ours}


def refused(*arguments: str, **environment: str) -> str:
    """Return the one line with which a start is refused."""
    command = [sys.executable, "manage.py", *(arguments or ("serve", "--port", str(free_port())))]
    ran = subprocess.run(command, cwd=ROOT, env=bare_environment() | environment, capture_output=True, text=True)
    assert ran.returncode != 0
    printed = (ran.stdout + ran.stderr).strip()
    assert len(printed.splitlines()) == 1, printed
    return printed


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def first_start(data: Path) -> Iterator[Server]:
    server = Server(data)
    yield server
    server.stop()


def test_first_start_gives_pages_and_a_password(first_start: Server) -> None:
    assert re.search(r"“curator”, password \S{16}", first_start.printed)
    assert "Applying" not in first_start.printed
    assert "7" in first_start.get("/")
    assert "レフ・トロツキー" in first_start.get("/ja/people/")


def test_pages_are_served_without_debugging(first_start: Server) -> None:
    with pytest.raises(urllib.error.HTTPError) as raised:
        first_start.get("/nowhere")
    page = raised.value.read().decode()
    raised.value.close()
    assert raised.value.code == 404
    assert "DEBUG = True" not in page
    assert "css/book." in page


def test_port_in_use_is_told_in_one_line(first_start: Server, tmp_path: Path) -> None:
    line = refused("serve", "--port", str(first_start.port), DATA_DIR=str(tmp_path))
    assert f"127.0.0.1:{first_start.port} cannot be used" in line


def test_worker_on_sqlite_has_no_driver_of_postgresql(first_start: Server) -> None:
    first_start.get("/about/")
    maps = [Path(f"/proc/{worker}/maps").read_text() for worker in first_start.workers()]
    assert any("tantivy" in one for one in maps)
    assert not any("psycopg" in one for one in maps)


def test_worker_that_dies_is_replaced(first_start: Server) -> None:
    first_start.get("/about/")
    before = first_start.workers()
    os.kill(before[0], signal.SIGKILL)
    deadline = time.monotonic() + PATIENCE
    while not set(first_start.workers()) - set(before) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert "Testimonia" in first_start.get("/about/")


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_second_start_says_only_the_address_and_stops_cleanly(first_start: Server, data: Path, how: int) -> None:
    database = (data / "archive.sqlite3").read_bytes()
    server = Server(data)
    assert server.printed == f"Testimonia is at http://127.0.0.1:{server.port}/\n"
    assert "Testimonia" in server.get("/about/")
    assert server.stop(how) == 0
    assert (data / "archive.sqlite3").read_bytes() == database


def test_start_says_what_is_done_to_an_old_database(first_start: Server, data: Path, tmp_path: Path) -> None:
    new, old = (sqlite3.connect(folder / "archive.sqlite3") for folder in (data, tmp_path))
    with closing(new), closing(old):
        new.backup(old)
        old.executescript("DROP TABLE django_session; DELETE FROM django_migrations WHERE app = 'sessions'")
    command = [sys.executable, "manage.py", "serve", "--prepare", "--port", str(free_port())]
    environment = bare_environment() | {"DATA_DIR": str(tmp_path)}
    ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith("Preparing the database ...\n")
    assert "  Applying sessions.0001_initial... OK\n" in ran.stdout


def test_preparing_a_start_loads_no_pages_of_the_desk() -> None:
    """It would take longer than all the rest of a second start."""
    told = (
        "import sys; sys.argv = ['manage.py', 'serve']; import django; django.setup();"
        "print({'archive.quotations.admin', 'numpy', 'rest_framework.views'} & sys.modules.keys())"
    )
    environment = bare_environment() | {"DJANGO_SETTINGS_MODULE": "archive.settings"}
    ran = subprocess.run([sys.executable, "-c", told], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert ran.stdout.strip() == "set()", ran.stderr


def test_unwritable_data_folder_is_told_in_one_line() -> None:
    assert "cannot be written" in refused(DATA_DIR="/dev/null/data")


@pytest.mark.parametrize(
    "url", ["nonsense", "mysql://localhost/archive", "postgres://localhost:notaport/archive", "://", "sqlite"]
)
def test_bad_database_url_is_told_in_one_line(url: str, tmp_path: Path) -> None:
    assert "DATABASE_URL" in refused(DATABASE_URL=url, DATA_DIR=str(tmp_path))


def test_database_that_does_not_answer_is_told_in_one_line(tmp_path: Path) -> None:
    address = f"postgres://nobody@127.0.0.1:{free_port()}/archive"
    assert "the database cannot be reached" in refused(DATABASE_URL=address, DATA_DIR=str(tmp_path))


@pytest.mark.parametrize(("name", "word"), [("PORT", "eighty"), ("PORT", "99999"), ("WORKERS", "0")])
def test_number_that_cannot_be_is_told_in_one_line(name: str, word: str, tmp_path: Path) -> None:
    said = refused("serve", **{name: word}, DATA_DIR=str(tmp_path))
    assert name in said and "write a number from 1" in said


def test_citation_style_that_is_not_is_told_in_one_line(tmp_path: Path) -> None:
    said = refused(CITATION_STYLES="apa chicago-notes-bibliografy", DATA_DIR=str(tmp_path))
    assert "CITATION_STYLES names 'chicago-notes-bibliografy'" in said
    assert "chicago-notes-bibliography" in said


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({"DEBUG": "0"}, "SECRET_KEY"),
        ({"DEBUG": "0", "SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"DEBUG": "0", "SECRET_KEY": "abcdefghij" * 6}, "ALLOWED_HOSTS"),
        ({"DEBUG": "0", "SECRET_KEY": "x" * 60}, "SECRET_KEY"),
        ({"DEBUG": "perhaps"}, "DEBUG"),
        ({"NOTES_LANGUAGE": "the English"}, "NOTES_LANGUAGE"),
        ({"ADMIN_EMAIL": "archive@example@org.org"}, "ADMIN_EMAIL"),
        ({"BULK_RATE": "12"}, "BULK_RATE"),
        ({"CSRF_TRUSTED_ORIGINS": "archive.example.org"}, "https://archive.example.org"),
    ],
)
def test_production_demands_its_settings(environment: dict[str, str], named: str, tmp_path: Path) -> None:
    assert named in refused("check", **environment, DATA_DIR=str(tmp_path))


def test_production_passes_the_deployment_check(tmp_path: Path) -> None:
    key = "k7Zq-0pLw9_xTb3VnRm5sYd1hGc8JfQe2uAiKoXzWvBtNyMrPl"
    environment = {"DEBUG": "0", "SECRET_KEY": key, "ALLOWED_HOSTS": "archive.example.org", "DATA_DIR": str(tmp_path)}
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    ran = subprocess.run(command, cwd=ROOT, env=bare_environment() | environment, capture_output=True, text=True)
    assert (ran.returncode, ran.stderr) == (0, "")
