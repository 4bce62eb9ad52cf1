"""The first corpus's sources in eleven styles, read for sense when they were stored.

To store them anew: `python -m tests.sources.styles.csl.test_golden`.
"""

import json
from pathlib import Path

import pytest

from sources.styles import csl

HERE = Path(__file__).parent
ITEMS = json.loads((HERE / "golden_items.json").read_text(encoding="utf-8"))
STYLES = (
    "apa",
    "modern-language-association",
    "chicago-notes-bibliography",
    "chicago-author-date",
    "harvard-cite-them-right",
    "nlm-citation-sequence",
    "ieee",
    "turabian-notes-bibliography",
    "oscola",
    "gost-r-7-0-5-2008",
    "sist02",
)


def render(style_id: str) -> dict[str, dict[str, str]]:
    style = csl.load(style_id, locale="en-US")
    made = {}
    for item in ITEMS:
        entries = style.bibliography([item]).entries
        made[item["id"]] = {
            "entry": entries[0].text() if entries else "",
            "citation": style.cite([item], [{"id": item["id"], "locator": "366", "label": "page"}]).text(),
        }
    return made


@pytest.mark.parametrize("style_id", STYLES)
def test_first_corpus_is_cited_as_it_was_read(style_id: str) -> None:
    golden = json.loads((HERE / "golden.json").read_text(encoding="utf-8"))
    assert render(style_id) == golden[style_id]


if __name__ == "__main__":
    stored = json.dumps({one: render(one) for one in STYLES}, ensure_ascii=False, indent=1)
    (HERE / "golden.json").write_text(stored + "\n", encoding="utf-8")
