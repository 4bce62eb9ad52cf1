"""How fast the search answers, beside SQLite's own full-text search and Datasette on the same texts.

`python benchmarks/search.py FILE [--counts 10000 200000 1000000] [--no-datasette]`: loads that many
passages of FILE (copies with altered wording once all are used) into a database of its own in a
temporary folder, makes the index, and asks rare, middling and very common words, two-character
Japanese words, phrases, nothing, each also with three facets chosen. The last line is one JSON object
with every figure: quotations a second of the making of the index; milliseconds at p50 and p95 of the bare
index call (ids of a page, and the counts of every facet) and of the page, on the clock and of this process
alone (`cpu`: what the clock would show on an idle machine, but for waiting). Nothing is remembered from one
index call to the next.
"""

import argparse
import json
import os
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
QUERIES = {
    "rare": ["Ленинград", "白軍", "hobgoblin", "контрибуция"],
    "middling": ["революция", "戦争", "liberty", "平和"],
    "very common": ["の", "и", "the", "は", "в", "of"],
    "two characters": ["革命", "干渉", "自分", "彼女"],
    "phrase": ['"of the"', '"to be or not"', "という", '"и не"'],
    "nothing": [""],
}
TIMES = 10
COMMON = ("の", "и", "the")
FACETS = ("speaker", "source", "language")
Figures = dict[str, Any]


def timed(asked: Callable[[], object], times: int = TIMES) -> list[tuple[float, float]]:
    """Return how many milliseconds each of several calls took, by the clock and of this process, after one more."""
    asked()
    taken = []
    for _ in range(times):
        began, worked = time.perf_counter(), time.process_time()
        asked()
        taken.append(((time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000))
    return taken


def told(taken: list[tuple[float, float]]) -> Figures:
    clock, cpu = (sorted(values) for values in zip(*taken, strict=True))
    figures = {}
    for name, ordered in (("", clock), ("cpu_", cpu)):
        figures[f"{name}p50"] = round(statistics.median(ordered), 2)
        figures[f"{name}p95"] = round(ordered[int(len(ordered) * 0.95)], 2)
    return figures


def measure_one(file: Path, count: int) -> Figures:
    """Return every figure for one size; runs in a process of its own, with its folder in the environment."""
    sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]
    loading = __import__("load_passages")  # sets Django up
    loading.call_command("migrate", verbosity=0)
    copies = 1 + count // max(1, sum(1 for _row in loading.rows(file)))
    loading.load(file, count, copies)
    return measure_index(count)


def measure_building(count: int) -> Figures:
    """Return how fast the index is made: by the clock, for each second that any process works, and on two idle cores.

    The last is reckoned from the work of all processes, as if it were shared evenly; memory is the most that this
    process has had, and the most that one of those it started has had.
    """
    from archive.search import building

    began, worked = time.perf_counter(), worked_with_children()
    building.rebuild()
    clock, work = time.perf_counter() - began, worked_with_children() - worked
    return {
        "seconds": round(clock, 1),
        "cpu_seconds": round(work, 1),
        "per_second": round(count / clock),
        "per_cpu_second": round(count / work),
        "per_second_on_two_cores": round(2 * count / work),
        "megabytes": [megabytes(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)],
    }


def megabytes(who: int) -> int:
    """Return the most memory that this process, or the largest of those it started, has had."""
    return round(resource.getrusage(who).ru_maxrss / 1024)


def measure_index(count: int) -> Figures:
    from django.test import Client
    from django.test.utils import setup_test_environment

    from archive.search import serving
    from archive.search.searching import Question, search

    setup_test_environment()
    built = measure_building(count)
    snapshot = serving.snapshot()
    facets = search(snapshot, Question("")).choices
    three = {
        "language": ("ja", "ru"),
        "standing": ("attested",),
        "speaker": tuple(one.value for one in facets["speaker"][:6]),
    }
    visitor = Client()

    def call(query: str, chosen: Figures) -> None:
        snapshot.forget()
        answer = search(snapshot, Question(query, chosen=chosen))
        answer.ids, answer.choices  # noqa: B018 (they are computed when they are asked for)

    figures: Figures = {"count": count, "built": built}
    for kind, queries in QUERIES.items():
        for name, chosen in ((kind, {}), (f"{kind}, three facets", three)):
            calls = [one for query in queries for one in timed(lambda q=query, c=chosen: call(q, c))]
            pages = [
                one
                for query in queries
                for one in timed(lambda q=query, c=chosen: visitor.get("/quotations/", {"q": q, **c}), 5)
            ]
            figures[name] = {"index": told(calls), "page": told(pages)}
    folder = Path(os.environ["DATA_DIR"])
    figures["sqlite_fts5"] = beside_fts5(folder, lambda query: call(query, {}))
    figures["peak_megabytes"] = megabytes(resource.RUSAGE_SELF)
    return figures


def worked_with_children() -> float:
    """Return the seconds that this process and those that it has ended have worked."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


def beside_fts5(folder: Path, ours: Callable[[str], None]) -> Figures:
    """Return how much longer SQLite FTS5 takes with the same tokens, ranked, with facet counts by SQL."""
    from archive.search.analysis import analysed

    database = sqlite3.connect(folder / "fts.sqlite3")
    database.execute("CREATE VIRTUAL TABLE words USING fts5(tokens, content='')")
    database.execute("CREATE TABLE passages (id INTEGER PRIMARY KEY, text, speaker, source, language)")
    archive = sqlite3.connect(folder / "archive.sqlite3")
    rows = archive.execute(
        "SELECT q.words, a.agent_id, w.source_id, q.language FROM quotations_quotation q"
        " JOIN quotations_attribution a ON a.quotation_id = q.id JOIN quotations_attestation w ON w.quotation_id = q.id"
    )
    for number, (words, *facets) in enumerate(rows, start=1):
        database.execute("INSERT INTO words (rowid, tokens) VALUES (?, ?)", (number, analysed(words, facets[2]).stems))
        database.execute("INSERT INTO passages VALUES (?, ?, ?, ?, ?)", (number, words, *facets))
    database.commit()
    return {query: _ratio(database, query, analysed(query).stems, ours) for query in COMMON}


def _ratio(database: sqlite3.Connection, query: str, token: str, ours: Callable[[str], None]) -> Figures:
    def theirs() -> None:
        match = f'"{token}"'
        database.execute("SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT 20", (match,)).fetchall()
        for facet in FACETS:
            database.execute(
                f"SELECT {facet}, count(*) FROM passages WHERE id IN (SELECT rowid FROM words WHERE words MATCH ?)"  # noqa: S608
                f" GROUP BY {facet} ORDER BY 2 DESC LIMIT 12",
                (match,),
            ).fetchall()

    fts = statistics.median(cpu for _clock, cpu in timed(theirs, 3))
    own = statistics.median(cpu for _clock, cpu in timed(lambda: ours(query), 9))
    return {"fts5_ms": round(fts, 1), "ours_ms": round(own, 2), "times": round(fts / own, 1)}


@contextmanager
def datasette(folder: Path) -> Iterator[str]:
    """Give the address of a Datasette of the same table, from an environment of its own."""
    environment = folder / "datasette"
    subprocess.run([sys.executable, "-m", "venv", environment], check=True)
    subprocess.run([environment / "bin" / "pip", "install", "-q", "datasette"], check=True)
    port = "8765"
    command = [environment / "bin" / "datasette", folder / "fts.sqlite3", "-p", port, "--setting", "sql_time_limit_ms"]
    with subprocess.Popen([*command, "60000", "--setting", "facet_time_limit_ms", "60000"]) as server:
        try:
            time.sleep(8)
            yield f"http://127.0.0.1:{port}/fts/passages.json"
        finally:
            server.terminate()


def beside_datasette(folder: Path) -> Figures:
    """Return how long Datasette takes for the first page of the table with three facets."""
    try:
        with datasette(folder) as address:
            query = urllib.parse.urlencode([("_facet", facet) for facet in FACETS])
            return told(timed(lambda: urllib.request.urlopen(f"{address}?{query}").read(), 3))  # noqa: S310
    except (OSError, subprocess.CalledProcessError) as reason:
        return {"skipped": str(reason)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--counts", type=int, nargs="+", default=[10_000, 200_000, 1_000_000])
    parser.add_argument("--no-datasette", action="store_true")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(measure_one(arguments.file, arguments.one), ensure_ascii=False))
        return
    print(json.dumps({"sizes": [measured(arguments, count) for count in arguments.counts]}, ensure_ascii=False))


def measured(arguments: argparse.Namespace, count: int) -> Figures:
    """Measure one size in a process and a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="testimonia-search-") as name:
        surroundings = os.environ | {"DATA_DIR": name, "DATABASE_URL": "", "DEBUG": "1"}
        command = [sys.executable, __file__, str(arguments.file), "--one", str(count)]
        ran = subprocess.run(command, env=surroundings, stdout=subprocess.PIPE, text=True, check=True)
        figures = json.loads(ran.stdout.splitlines()[-1])
        figures["datasette"] = {"skipped": "as asked"} if arguments.no_datasette else beside_datasette(Path(name))
    return figures


if __name__ == "__main__":
    main()
