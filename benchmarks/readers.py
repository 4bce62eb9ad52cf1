"""Many readers while an import runs: does anything fail, and is any count wrong at the end?

`python benchmarks/readers.py FILE [--readers 200] [--import 100000] [--before 1000] [--port 8765] [--workers 2]`: loads
passages of FILE into an archive in a temporary folder, serves it, and lets so many readers search on the page and by the
API, one request after the other, while another process loads more passages as curators would, with log and editions.
Then the counts of the API are compared with what the database has. The last line is one JSON object.
"""

import argparse
import http.client
import json
import os
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from itertools import count
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
ADDRESSES = ("/quotations/?", "/api/v1/quotations/?", "/quotations/?language=ja&", "/api/v1/quotations/facets/?")
WORDS = ("", "の", "и", "the", "革命", "свобода", "liberty", '"of the"', "という", "-the")
PATIENCE = 120  # seconds for a page while an import runs, and for the index to catch up after it
Figures = dict[str, Any]


class Readers:
    """Readers who ask for one page after the other until they are told to stop."""

    def __init__(self, port: int, number: int) -> None:
        self.port, self.ended = port, threading.Event()
        self.seconds: list[float] = []
        self.faults: list[str] = []
        self.threads = [threading.Thread(target=self._read, args=(first,), daemon=True) for first in range(number)]

    def _read(self, first: int) -> None:
        for number in count(first):
            if self.ended.is_set():
                return
            query = urllib.parse.urlencode({"q": WORDS[number % len(WORDS)]})
            address = ADDRESSES[number // len(WORDS) % len(ADDRESSES)] + query
            began = time.perf_counter()
            try:
                status, _body = fetch(self.port, address)
            except (OSError, http.client.HTTPException) as error:
                self.faults.append(f"{address}: {error!r}")
                continue
            self.seconds.append(time.perf_counter() - began)
            if status != 200:
                self.faults.append(f"{address}: {status}")

    def stop(self) -> Figures:
        self.ended.set()
        for thread in self.threads:
            thread.join(PATIENCE)
        ordered = sorted(self.seconds) or [0.0]
        return {
            "requests": len(self.seconds),
            "errors": len(self.faults),
            "first_errors": self.faults[:5],
            "p50_ms": round(statistics.median(ordered) * 1000),
            "p95_ms": round(ordered[int(len(ordered) * 0.95)] * 1000),
            "longest_ms": round(ordered[-1] * 1000),
        }


def fetch(port: int, address: str) -> tuple[int, bytes]:
    """Return the status and the body of a page."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", address)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def counted(port: int, **asked: str) -> int:
    """Return how many quotations the API finds."""
    _status, body = fetch(port, f"/api/v1/quotations/?{urllib.parse.urlencode(asked)}")
    return int(json.loads(body)["count"])


def wrong_counts(port: int, folder: Path) -> tuple[Figures, float]:
    """Return where the API's counts differ from the database's, and how long the index took to have everything."""
    with sqlite3.connect(folder / "archive.sqlite3") as database:
        rows = database.execute(
            "SELECT language, count(*) FROM quotations_quotation WHERE state = 'published' GROUP BY language"
        ).fetchall()
    expected = dict(rows)
    began = time.perf_counter()
    while counted(port) != sum(expected.values()) and time.perf_counter() - began < PATIENCE:
        time.sleep(0.2)
    waited = round(time.perf_counter() - began, 1)
    found = {language: counted(port, language=language) for language in expected}
    told = {"all": (counted(port), sum(expected.values()))}
    told |= {language: (found[language], number) for language, number in expected.items()}
    return {"counts": told, "wrong": {name: pair for name, pair in told.items() if pair[0] != pair[1]}}, waited


def load(file: Path, number: int, surroundings: dict[str, str]) -> "subprocess.Popen[bytes]":
    """Start to load passages as curators would."""
    command = [sys.executable, str(ROOT / "benchmarks" / "load_passages.py"), str(file), "--logged", "--count"]
    return subprocess.Popen([*command, str(number)], env=surroundings, stdout=subprocess.DEVNULL)


def wait_for(port: int, address: str = "/quotations/") -> None:
    """Wait until the server answers."""
    began = time.monotonic()
    while time.monotonic() - began < PATIENCE:
        try:
            if fetch(port, address)[0] == 200:
                return
        except OSError:
            time.sleep(0.3)
    raise SystemExit("The server does not answer.")


def measure(arguments: argparse.Namespace, folder: Path) -> Figures:
    """Serve, read and import in a folder of its own."""
    told = {"DATA_DIR": str(folder), "DATABASE_URL": "", "PORT": str(arguments.port), "API_RATE": "10000000/minute"}
    surroundings = os.environ | told | {"WORKERS": str(arguments.workers)}
    load(arguments.file, arguments.before, surroundings).wait()
    server = subprocess.Popen([sys.executable, str(ROOT / "manage.py"), "serve"], env=surroundings)
    try:
        wait_for(arguments.port)
        readers = Readers(arguments.port, arguments.readers)
        for thread in readers.threads:
            thread.start()
        began = time.perf_counter()
        failed = load(arguments.file, arguments.imported, surroundings).wait()
        seconds = round(time.perf_counter() - began, 1)
        figures = {"readers": arguments.readers, "imported": arguments.imported, "import_failed": failed}
        figures |= {"import_seconds": seconds} | readers.stop()
        compared, waited = wrong_counts(arguments.port, folder)
        return figures | compared | {"caught_up_seconds": waited}
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(PATIENCE)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--readers", type=int, default=200)
    parser.add_argument("--import", type=int, default=100_000, dest="imported")
    parser.add_argument("--before", type=int, default=1000)
    parser.add_argument("--port", type=int, default=8765)
    parser.add_argument("--workers", type=int, default=2)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="testimonia-readers-") as name:
        print(json.dumps(measure(arguments, Path(name)), ensure_ascii=False))


if __name__ == "__main__":
    main()
