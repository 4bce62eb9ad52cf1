"""Speed and memory of the citation processor beside citeproc-js and citeproc-py; the last line is JSON."""

import gc
import json
import statistics
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.reference import STYLES, NoReference, run
from sources.styles import csl
from sources.styles.csl import library

RECORDS = Path(__file__).parents[1] / "tests" / "sources" / "styles" / "csl" / "records.json"
TEN = STYLES[:10]
ENTRIES = 1000
ROUNDS = 60


def make_items(count: int) -> list[dict]:
    """The records over and over, each time with another author, title and year."""
    records = json.loads(RECORDS.read_text(encoding="utf-8"))
    items = []
    for number in range(count):
        item = dict(records[number % len(records)])
        item["id"] = f"item-{number}"
        item["title"] = f"{item['title']} {number}"
        item["author"] = [
            {"family": f"Author{number % 397}", "given": f"Jane {chr(65 + number % 26)}."},
            *item.get("author", []),
        ]
        items.append(item)
    return items


def timed(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000


def measure_ours(items: list[dict]) -> dict[str, dict[str, float]]:
    """Milliseconds: to load a style, for one entry of a warm style, for all items as one bibliography."""
    figures = {}
    loads = {style_id: measure_load(library.style_source(style_id)) for style_id in STYLES}
    for style_id in STYLES:
        style = csl.load(style_id, locale="en-US")
        ones = [timed(lambda: style.bibliography([items[n]])) for n in range(ROUNDS)]
        everything = min(timed(lambda: style.bibliography(items)) for _ in range(2))
        figures[style_id] = {
            "load": loads[style_id],
            "one": statistics.median(ones[5:]),
            "all": everything,
        }
    return figures


def measure_load(source: bytes) -> float:
    """Loads come before anything else, so that no garbage of bibliographies is collected in them."""
    csl.load_source(source, "en-US")
    gc.collect()
    return statistics.median(timed(lambda: csl.load_source(source, "en-US")) for _ in range(15))


def measure_memory() -> float:
    """Megabytes that ten loaded styles take, each used for every kind of record."""
    program = (
        "import json,tracemalloc,sys;from sources.styles import csl;"
        f"items=json.load(open({str(RECORDS)!r},encoding='utf-8'));csl.load('apa');"
        "tracemalloc.start();"
        f"kept=[csl.load(one,locale='en-US') for one in {TEN!r}];"
        "[(style.bibliography([item]),style.cite([item])) for style in kept for item in items];"
        "print(tracemalloc.get_traced_memory()[0]/1e6)"
    )
    made = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return float(made.stdout.split()[0])


def measure_process() -> float:
    """Resident megabytes that ten loaded and used styles add to a process (trees of XML included)."""
    program = (
        "import json,gc;from sources.styles import csl;"
        "resident=lambda:int(open('/proc/self/statm').read().split()[1])*4096/1e6;csl.load('apa');"
        f"items=json.load(open({str(RECORDS)!r},encoding='utf-8'));"
        "gc.collect();base=resident();"
        f"kept=[csl.load(one,locale='en-US') for one in {TEN!r}];"
        "[(style.bibliography([item]),style.cite([item])) for style in kept for item in items];"
        "gc.collect();print(resident()-base)"
    )
    made = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return float(made.stdout)


def measure_citeproc_py(items: list[dict]) -> float | None:
    """Milliseconds for one entry with citeproc-py in the one style that it brings; it renders few styles."""
    try:
        from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
        from citeproc.source.json import CiteProcJSON
    except ImportError:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = {
            "id": "one",
            "type": "book",
            "title": "A title",
            "author": [{"family": "Roe", "given": "Jane"}],
            "issued": {"date-parts": [[2000]]},
            "publisher": "House",
        }
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)

        def one() -> None:
            bibliography = CitationStylesBibliography(style, CiteProcJSON([book]), formatter.plain)
            bibliography.register(Citation([CitationItem("one")]))
            str(bibliography.bibliography()[0])

        return statistics.median(timed(one) for _ in range(20))


def ratios(ours: dict, theirs: dict) -> dict[str, dict[str, float]]:
    return {
        style_id: {what: round(theirs[style_id][what] / ours[style_id][what], 1) for what in ("load", "one", "all")}
        for style_id in ours
        if style_id in theirs
    }


def main() -> int:
    items = make_items(ENTRIES)
    figures: dict[str, object] = {"entries": ENTRIES, "ours_ms": measure_ours(items)}
    for style_id, figure in figures["ours_ms"].items():
        print(f"{style_id}: load {figure['load']:.2f} ms, one {figure['one']:.3f} ms, {ENTRIES} {figure['all']:.0f} ms")
    figures["ten_styles_python_mb"] = round(measure_memory(), 1)
    figures["ten_styles_resident_mb"] = round(measure_process(), 1)
    try:
        figures["citeproc_py_one_ms"] = measure_citeproc_py(items)
    except Exception as error:  # it fails in many ways; none of them is ours to mend
        figures["citeproc_py_skipped"] = f"{type(error).__name__}: {error}"
    try:
        sources = {one: library.style_source(one).decode() for one in STYLES}
        theirs = run(sources, items, measure=True, rounds=ROUNDS)
        figures["citeproc_js_ms"], figures["times_faster"] = theirs, ratios(figures["ours_ms"], theirs)
        for style_id, ratio in figures["times_faster"].items():
            print(f"{style_id}: {ratio['load']}x loading, {ratio['one']}x one entry, {ratio['all']}x {ENTRIES} entries")
    except NoReference as reason:
        figures["citeproc_js_skipped"] = str(reason)
        print(f"citeproc-js skipped: {reason}")
    print(json.dumps(figures, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
