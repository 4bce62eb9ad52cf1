"""Compares entries and citations with those of citeproc-js: `python -m benchmarks.csl_compare`."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.reference import STYLES, NoReference, run
from sources.styles import csl
from sources.styles.csl.library import style_source

RECORDS = Path(__file__).parents[1] / "tests" / "sources" / "styles" / "csl" / "records.json"


def compare(items: list[dict]) -> list[tuple[str, str, str, str, str]]:
    """Style, item, what (entry or citation), our words and theirs, for each case."""
    theirs = run({one: style_source(one).decode() for one in STYLES}, items)
    cases = []
    for style_id in STYLES:
        style = csl.load(style_id, locale="en-US")
        for item in items:
            made = style.bibliography([item]).entries
            entry = made[0].html().strip() if made else ""
            cite = style.cite([item], [{"id": item["id"], "locator": "12", "label": "page"}]).html()
            reference = theirs[style_id][item["id"]]
            cases.append((style_id, item["id"], "entry", entry, reference["entry"].strip()))
            cases.append((style_id, item["id"], "citation", cite, reference["citation"]))
    return cases


def main() -> int:
    items = json.loads(RECORDS.read_text(encoding="utf-8"))
    try:
        cases = compare(items)
    except NoReference as reason:
        print(f"skipped: {reason}")
        return 0
    for style_id, item_id, what, ours, theirs in cases:
        if ours != theirs:
            print(f"{style_id} / {item_id} / {what}\n  ours:   {ours}\n  theirs: {theirs}")
    for what in ("entry", "citation"):
        chosen = [case for case in cases if case[2] == what]
        print(f"{what}: {sum(case[3] == case[4] for case in chosen)}/{len(chosen)} equal")
    return 0


if __name__ == "__main__":
    sys.exit(main())
