"""How fast the search answers, beside SQLite's own full-text search and Datasette on the same texts.

`python benchmarks/search.py FILE [--counts 10000 200000 1000000] [--data FOLDER ...] [--beside 200000] [--changed 12000]`: loads that many
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
With `--changed` so many quotations get a note first, 500 at a time (also in the archives of `--data`), and the index
follows, as it does until there is a new one.
"""

import argparse
import json
import os
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
TIMES = 10
FACETS = ("speaker", "source", "language")
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


def memory(process: int) -> Figures:
    """Return the memory of a process in megabytes: all of it, its own, of mapped files, and the most that it has had."""
    status = Path(f"/proc/{process}/status")
    lines = dict(line.split(":", 1) for line in status.read_text().splitlines()) if status.exists() else {}
    fields = {"all": "VmRSS", "own": "RssAnon", "mapped": "RssFile", "peak": "VmHWM"}
    return {name: round(int(lines[field].split()[0]) / 1024) for name, field in fields.items() if field in lines}


def forget_peak() -> None:
    """Let the most memory that this process has had be reckoned from now on."""
    if (refs := Path("/proc/self/clear_refs")).exists():
        refs.write_text("5")


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
    parser.add_argument("--changed", type=int, default=0, help="change so many quotations first")
    parser.add_argument("--no-datasette", action="store_true")
    arguments = parser.parse_args()
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
        one = Path(__file__).with_name("search_one.py")
        command = [
            sys.executable,
            str(one),
            str(arguments.file),
            str(count),
            str(arguments.beside),
            str(arguments.changed),
        ]
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
