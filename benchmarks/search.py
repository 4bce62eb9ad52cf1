"""How fast the search answers, beside SQLite's own full-text search and Datasette on the same texts.

`python benchmarks/search.py FILE [--counts 10000 200000 1000000] [--data FOLDER ...] [--beside 200000]`: loads that many
passages of FILE (copies with altered wording once all are used) into databases of their own in temporary
folders and makes their indexes; archives that are loaded and indexed already are measured where they
are (`--data`). It asks rare, middling and very common words, several of these at once, beginnings, two-character
Japanese words, phrases, nothing, each also with three facets chosen; for words that nobody wrote; and
what is typed so far.

The last line is one JSON object with every figure: milliseconds at p50 and p95 of the bare index call (ids of a
page, and the counts of every facet) and of the page, on the clock and of this process alone (`cpu`: what the clock would
show on an idle machine, but for waiting). Nothing is remembered from one call to the next. `beside` says in how many
quotations at the most SQLite FTS5 and Datasette look (where there are more of ours, we look in more), with
`--no-datasette` without the latter, which is installed from the package index into an environment of its own.
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
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
QUERIES = {
    "rare": ["Ленинград", "白軍", "hobgoblin", "контрибуция"],
    "middling": ["революция", "戦争", "liberty", "平和"],
    "very common": ["の", "и", "the", "は", "в", "of"],
    "several very common": ["the of and", "のは", "и в не", "の は に を た て", "the OR и OR の"],
    "beginnings": ["th*", "в*", "s*", "револ*", "по*"],
    "two characters": ["革命", "干渉", "自分", "彼女"],
    "phrase": ['"of the"', '"to be or not"', "という", '"и не"', "ことができ", '"не было"', '"one of the"'],
    "nothing": [""],
}
OTHERS = {
    "did you mean": ["/quotations/?q=libertry", "/quotations/?q=револцюия"],
    "nothing found": ["/quotations/?q=hobgoblin&language=ja", "/quotations/?q=the+hobgoblin+白軍"],
    "type-ahead": ["/search/suggest?q=le", "/search/suggest?q=ле", "/search/suggest?q=夏"],
}
TIMES, PAGE_TIMES = 10, 5
COMMON = ("の", "и", "the")
FACETS = ("speaker", "source", "language")
TOLD = "SELECT {facet}, count(*) FROM passages WHERE id IN (SELECT rowid FROM words WHERE words MATCH ?)"
Figures = dict[str, Any]
Taken = list[tuple[float, float]]


def timed(asked: Callable[[], object], times: int = TIMES) -> Taken:
    """Return how many milliseconds each of several calls took, by the clock and of this process, after one more."""
    asked()
    taken = []
    for _ in range(times):
        began, worked = time.perf_counter(), time.process_time()
        asked()
        taken.append(((time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000))
    return taken


def told(taken: Taken) -> Figures:
    clock, cpu = (sorted(values) for values in zip(*taken, strict=True))
    figures = {}
    for name, ordered in (("", clock), ("cpu_", cpu)):
        figures[f"{name}p50"] = round(statistics.median(ordered), 2)
        figures[f"{name}p95"] = round(ordered[int(len(ordered) * 0.95)], 2)
    return figures


def measure_one(file: Path, count: int, beside: int) -> Figures:
    """Return every figure for one size; runs in a process of its own, with its folder in the environment."""
    sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]
    loading = __import__("load_passages")  # sets Django up
    figures = load(loading, file, count) if count else {}
    return figures | measure_index(beside)


def load(loading: Any, file: Path, count: int) -> Figures:
    """Load passages and make their index."""
    loading.call_command("migrate", verbosity=0)
    copies = 1 + count // max(1, sum(1 for _row in loading.rows(file)))
    loading.load(file, count, copies)
    return {"built": measure_building(count)}


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


def measure_index(beside: int) -> Figures:
    """Return how long calls and pages take, and how long the others take."""
    from django.test import Client
    from django.test.utils import setup_test_environment

    from archive.kept_pages import PAGES
    from archive.search import serving
    from archive.search.searching import Question, search
    from archive.serving import collect_static
    from archive.wsgi import application

    assert application  # it is served as here: what is made once is not collected again
    setup_test_environment(debug=False)
    collect_static(lambda said: None)
    snapshot, visitor = serving.snapshot(), Client()
    three = three_facets(search(snapshot, Question("")).choices)

    def call(query: str, chosen: Figures | None = None) -> None:
        snapshot.forget()
        answer = search(snapshot, Question(query, chosen=chosen or {}))
        answer.ids, answer.choices  # noqa: B018 (they are computed when they are asked for)

    def page(address: str, asked: Figures | None = None) -> None:
        snapshot.forget()
        PAGES.forget()
        if (answered := visitor.get(address, asked)).status_code != 200:
            raise SystemExit(f"{address} {asked}: {answered.status_code}")

    figures: Figures = {"count": snapshot.columns.count, "kinds": {}}
    for kind, queries in QUERIES.items():
        for name, chosen in ((kind, {}), (f"{kind}, three facets", three)):
            calls = [one for query in queries for one in timed(partial(call, query, chosen))]
            asked = [partial(page, "/quotations/", {"q": query, **chosen}) for query in queries]
            pages = [one for each in asked for one in timed(each, PAGE_TIMES)]
            figures["kinds"][name] = {"index": told(calls), "page": told(pages)}
    for kind, addresses in OTHERS.items():
        pages = [one for address in addresses for one in timed(partial(page, address), PAGE_TIMES)]
        figures["kinds"][kind] = {"page": told(pages)}
    figures["megabytes"] = memory()
    figures["sqlite_fts5"] = beside_fts5(Path(os.environ["FTS"]), beside, call)
    return figures


def three_facets(choices: Any) -> Figures:
    speakers = tuple(one.value for one in choices["speaker"][:6])
    return {"language": ("ja", "ru"), "standing": ("attested",), "speaker": speakers}


def memory() -> Figures:
    """Return the memory of this process: at most, its own now, and of mapped files now."""
    status = Path("/proc/self/status")
    lines = dict(line.split(":", 1) for line in status.read_text().splitlines()) if status.exists() else {}
    return {"peak": megabytes(resource.RUSAGE_SELF)} | {
        name: int(lines[field].split()[0]) // 1024
        for name, field in (("own", "RssAnon"), ("mapped", "RssFile"))
        if field in lines
    }


def worked_with_children() -> float:
    """Return the seconds that this process and those that it has ended have worked."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


def beside_fts5(file: Path, most: int, ours: Callable[[str], None]) -> Figures:
    """Return how much longer SQLite FTS5 takes with the same tokens, ranked, with facet counts by SQL."""
    from archive.search.analysis import analysed

    database = sqlite3.connect(file)
    database.execute("CREATE VIRTUAL TABLE words USING fts5(tokens, content='')")
    database.execute("CREATE TABLE passages (id INTEGER PRIMARY KEY, text, speaker, source, language)")
    archive = sqlite3.connect(Path(os.environ["DATA_DIR"]) / "archive.sqlite3")
    rows = archive.execute(
        "SELECT q.words, a.agent_id, w.source_id, q.language FROM quotations_quotation q"
        " JOIN quotations_attribution a ON a.quotation_id = q.id JOIN quotations_attestation w ON w.quotation_id = q.id"
        # every so-manieth row, so that each language has its share
        " WHERE q.rowid % max(1, (SELECT count(*) FROM quotations_quotation) / ?) = 0 LIMIT ?",
        (most, most),
    )
    count = 0
    for count, (words, *facets) in enumerate(rows, start=1):
        database.execute("INSERT INTO words (rowid, tokens) VALUES (?, ?)", (count, analysed(words, facets[2]).stems))
        database.execute("INSERT INTO passages VALUES (?, ?, ?, ?, ?)", (count, words, *facets))
    database.commit()
    return {"count": count} | {query: _ratio(database, analysed(query).stems, partial(ours, query)) for query in COMMON}


def _ratio(database: sqlite3.Connection, token: str, ours: Callable[[], None]) -> Figures:
    def theirs() -> None:
        match = (f'"{token}"',)
        database.execute("SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT 20", match).fetchall()
        for facet in FACETS:
            database.execute(f"{TOLD.format(facet=facet)} GROUP BY {facet} ORDER BY 2 DESC LIMIT 12", match).fetchall()

    fts = statistics.median(cpu for _clock, cpu in timed(theirs, 3))
    own = statistics.median(cpu for _clock, cpu in timed(ours, 9))
    return {"fts5_ms": round(fts, 1), "ours_ms": round(own, 2), "times": round(fts / own, 1), "token": token}


@contextmanager
def datasette(folder: Path, file: Path) -> Iterator[str]:
    """Give the address of a Datasette of the same table, from an environment of its own."""
    environment = folder / "datasette"
    subprocess.run([sys.executable, "-m", "venv", environment], check=True)
    subprocess.run([environment / "bin" / "pip", "install", "-q", "datasette"], check=True)
    port = "8765"
    command = [environment / "bin" / "datasette", file, "-p", port, "--setting", "sql_time_limit_ms"]
    command += ["60000", "--setting", "facet_time_limit_ms", "60000"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            address = f"http://127.0.0.1:{port}/{file.stem}/passages.json"
            _wait_for(address)
            yield address
        finally:
            server.terminate()


def _wait_for(address: str) -> None:
    for _ in range(120):
        try:
            urllib.request.urlopen(address).read()  # noqa: S310 (our own address)
            return
        except OSError:
            time.sleep(0.5)


def beside_datasette(folder: Path, file: Path, figures: Figures) -> Figures:
    """Return how long Datasette takes for pages of the table with three facets, of all and of a common word."""
    pages = {"": figures["kinds"]["nothing"], "の": figures["kinds"]["very common"]}
    try:
        with datasette(folder, file) as address:
            return {query: _page_of(address, query, kind["page"]["p50"]) for query, kind in pages.items()}
    except (OSError, subprocess.CalledProcessError) as reason:
        return {"skipped": str(reason)}


def _page_of(address: str, query: str, ours: float) -> Figures:
    asked = [("_facet", facet) for facet in FACETS]
    if query:
        found = f"SELECT rowid FROM words WHERE words MATCH '{query}'"  # noqa: S608 (one of our own words)
        asked.append(("_where", f"id IN ({found})"))
    whole = f"{address}?{urllib.parse.urlencode(asked)}"
    taken = told(timed(lambda: urllib.request.urlopen(whole).read(), 3))  # noqa: S310 (our own address)
    return {"datasette_ms": taken["p50"], "our_page_ms": ours, "times": round(taken["p50"] / ours, 1)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--counts", type=int, nargs="*", default=[10_000, 200_000, 1_000_000])
    parser.add_argument("--data", type=Path, nargs="*", default=[], help="folders of archives that are indexed already")
    parser.add_argument("--beside", type=int, default=200_000, help="so many quotations for FTS5 and Datasette")
    parser.add_argument("--no-datasette", action="store_true")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one is not None:
        print(json.dumps(measure_one(arguments.file, arguments.one, arguments.beside), ensure_ascii=False))
        return
    sizes = [measured(arguments, count) for count in arguments.counts]
    sizes += [measured(arguments, 0, folder) for folder in arguments.data]
    print(json.dumps({"sizes": sizes} | summed_up(sizes), ensure_ascii=False))


def measured(arguments: argparse.Namespace, count: int, data: Path | None = None) -> Figures:
    """Measure one size in a process of its own, and in a folder of its own where there is none yet."""
    sys.path.insert(0, str(ROOT))
    memory = __import__("archive.environment").environment.MEMORY
    with tempfile.TemporaryDirectory(prefix="testimonia-search-") as name:
        file = Path(name) / "fts.sqlite3"
        told_apart = {"DATA_DIR": str(data or name), "FTS": str(file), "DATABASE_URL": "", "DEBUG": "1"}
        command = [sys.executable, __file__, str(arguments.file), "--one", str(count)]
        command += ["--beside", str(arguments.beside)]
        surroundings = os.environ | memory | told_apart
        ran = subprocess.run(command, env=surroundings, stdout=subprocess.PIPE, text=True, check=True)
        figures: Figures = json.loads(ran.stdout.splitlines()[-1])
        skipped = {"skipped": "as asked"}
        figures["datasette"] = skipped if arguments.no_datasette else beside_datasette(Path(name), file, figures)
    return figures


def summed_up(sizes: list[Figures]) -> Figures:
    """Return how much longer pages of each kind take in the largest archive than in the smallest, and the slowest."""
    small, large = (pick(sizes, key=lambda one: one["count"]) for pick in (min, max))
    growth = {
        kind: round(there["page"]["cpu_p50"] / small["kinds"][kind]["page"]["cpu_p50"], 2)
        for kind, there in large["kinds"].items()
    }
    slowest = {
        f"slowest_{what}_{clock}": max(one[what][clock] for one in large["kinds"].values() if what in one)
        for what in ("index", "page")
        for clock in ("p95", "cpu_p95")
    }
    least = min(found["times"] for found in large["sqlite_fts5"].values() if isinstance(found, dict))
    return {"growth": growth, "greatest_growth": max(growth.values()), **slowest, "least_times_fts5": least}


if __name__ == "__main__":
    main()
