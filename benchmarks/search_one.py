"""One size of what `search.py` measures, in a process of its own: `python benchmarks/search_one.py FILE COUNT BESIDE CHANGED`.

The folder of the archive is in the environment (`DATA_DIR`), and so is the file for SQLite FTS5 (`FTS`).
COUNT passages are loaded and indexed first; none where it is 0. CHANGED of them are changed then. The last line is one JSON object.
"""

import json
import os
import random
import resource
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.test import Client
from django.test.utils import override_settings
from load_passages import load, rows  # sets Django up
from search import FACETS, OTHERS, QUERIES, Figures, forget_peak, memory, timed, told

from archive.kept_pages import PAGES
from archive.quotations.models import Quotation
from archive.revisions.recording import recording
from archive.search import building, serving
from archive.search.analysis import analysed
from archive.search.searching import Question, search
from archive.serving import collect_static
from archive.wsgi import application

PAGE_TIMES = 5
AT_ONCE = 500  # quotations that are changed before the index follows
COMMON = ("の", "и", "the")
TOLD = "SELECT {facet}, count(*) FROM passages WHERE id IN (SELECT rowid FROM words WHERE words MATCH ?)"


def measure_one(file: Path, count: int, beside: int, changed: int) -> Figures:
    """Return every figure for one size; the folder is named in the environment."""
    figures = loaded(file, count) if count else {}
    change(changed)
    return figures | {"changed": changed} | measure_index(beside)


def loaded(file: Path, count: int) -> Figures:
    """Load passages and make their index."""
    call_command("migrate", verbosity=0)
    copies = 1 + count // max(1, sum(1 for _row in rows(file)))
    load(file, count, copies)
    return {"built": measure_building(count)}


def change(count: int) -> None:
    """Give so many quotations a note, or all, some at a time as curators would, and let the index follow."""
    ids = list(Quotation.objects.published().values_list("pk", flat=True))
    chosen = random.Random(count).sample(ids, min(count, len(ids)))
    for start in range(0, count, AT_ONCE):
        with recording(why="Noted."):
            for quotation in Quotation.objects.filter(pk__in=chosen[start : start + AT_ONCE]):
                quotation.note = f"Noted at {time.time()}."
                quotation.save()
        serving.snapshot()


def measure_building(count: int) -> Figures:
    """Return how fast the index is made: by the clock, for each second that any process works, and on two idle cores.

    The last is reckoned from the work of all processes, as if it were shared evenly; memory is the most that this
    process has had, and the most that one of those it started has had.
    """
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
    assert application  # it is served as here: what is made once is not collected again
    as_served()
    collect_static(lambda said: None)
    forget_peak()
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

    figures: Figures = {"count": int(snapshot.columns.alive.sum()), "kinds": {}}
    for kind, queries in QUERIES.items():
        for name, chosen in ((kind, {}), (f"{kind}, three facets", three)):
            calls = [one for query in queries for one in timed(partial(call, query, chosen))]
            asked = [partial(page, "/quotations/", {"q": query, **chosen}) for query in queries]
            pages = [one for each in asked for one in timed(each, PAGE_TIMES)]
            figures["kinds"][name] = {"index": told(calls), "page": told(pages)}
    for kind, addresses in OTHERS.items():
        pages = [one for address in addresses for one in timed(partial(page, address), PAGE_TIMES)]
        figures["kinds"][kind] = {"page": told(pages)}
    figures["megabytes"] = memory(os.getpid())
    figures["sqlite_fts5"] = beside_fts5(Path(os.environ["FTS"]), beside, call)
    return figures


def as_served() -> None:
    """Let the test client ask, without what tests note of every template: that takes longer than some pages."""
    override_settings(DEBUG=False, ALLOWED_HOSTS=["testserver"]).enable()


def three_facets(choices: Any) -> Figures:
    speakers = tuple(one.value for one in choices["speaker"][:6])
    return {"language": ("ja", "ru"), "standing": ("attested",), "speaker": speakers}


def worked_with_children() -> float:
    """Return the seconds that this process and those that it has ended have worked."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


def beside_fts5(file: Path, most: int, ours: Callable[[str], None]) -> Figures:
    """Return how much longer SQLite FTS5 takes with the same tokens, ranked, with facet counts by SQL."""
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


if __name__ == "__main__":
    file, *numbers = sys.argv[1:]
    print(json.dumps(measure_one(Path(file), *map(int, numbers)), ensure_ascii=False))
