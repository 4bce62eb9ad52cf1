"""Runs the fixtures of the CSL test suite: `python -m tests.sources.styles.csl.conformance SUITE`."""

import json
import re
import sys
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sources.styles.csl.citing import read_cite
from sources.styles.csl.items import Item
from sources.styles.csl.positions import Citation
from sources.styles.csl.session import Session
from sources.styles.csl.style import read_style

DEFAULT_SUITE = Path("../shared/data/csl-test-suite.zip")
SECTION = re.compile(r">>=+ (?P<name>[A-Z-]+) =+>>[ \t]*\n(?P<body>.*?)\n?<<=+ (?P=name) =+<<", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Fixture:
    """One fixture: its name and its sections."""

    name: str
    sections: dict[str, str]

    @property
    def chapter(self) -> str:
        return self.name.partition("_")[0]

    @property
    def expected(self) -> str:
        return self.sections["RESULT"].strip()

    def data(self, section: str) -> list | None:
        text = self.sections.get(section, "").strip()
        return json.loads(text) if text else None


def read_fixture(name: str, text: str) -> Fixture:
    found = SECTION.finditer(text.replace("\r\n", "\n"))
    return Fixture(name, {one["name"]: one["body"] for one in found})


def read_suite(suite: Path) -> Iterator[Fixture]:
    """The fixtures of a zip or a folder, by name."""
    if suite.is_dir():
        for file in sorted(suite.rglob("*.txt")):
            yield read_fixture(file.stem, file.read_text(encoding="utf-8"))
        return
    with zipfile.ZipFile(suite) as archive:
        for name in sorted(archive.namelist()):
            if name.endswith(".txt"):
                yield read_fixture(Path(name).stem, archive.read(name).decode("utf-8"))


def render(fixture: Fixture) -> str:
    """What the processor makes of the fixture's input."""
    items = {str(one.get("id", "")): one for one in fixture.data("INPUT") or []}
    style = read_style(fixture.sections["CSL"].strip())
    session = Session(style, style.default_locale or "en-US", items.get)
    citations = fixture.data("CITATIONS")
    if citations:
        text = _run_citations(session, citations)
    else:
        text = _run_items(session, fixture, list(items))
    mode = fixture.sections["MODE"].strip()
    return OUTPUTS[mode](session, fixture) if mode in OUTPUTS else text


def _run_items(session: Session, fixture: Fixture, ids: list[str]) -> str:
    entries = fixture.data("BIBENTRIES")
    for batch in entries or [ids]:
        session.update_items([str(one) for one in batch])
    clusters = fixture.data("CITATION-ITEMS")
    if not clusters and fixture.sections["MODE"].strip() != "citation":
        return ""
    # Where a fixture asks for no citation, all items are cited, in the order of the bibliography, as the suite says.
    clusters = clusters or [[{"id": entry.item.id} for entry in session.registry.ordered]]
    return "\n".join(session.cite(cluster).html() for cluster in clusters)


def _run_citations(session: Session, citations: list) -> str:
    changed = []
    for citation, before, after in citations:
        properties = citation.get("properties", {})
        cites = tuple(read_cite(one) for one in citation["citationItems"])
        one = Citation(
            str(citation.get("citationID", f"C{len(session.citations)}")),
            cites,
            properties.get("noteIndex", 0),
            bool(properties.get("unsorted")),
            str(properties.get("mode", "")),
            str(properties.get("infix", "")),
        )
        changed = session.insert(one, [tuple(pair) for pair in before], [tuple(pair) for pair in after])
    marked = {one.index for one in changed}
    return "\n".join(
        f"{'>>' if at in marked else '..'}[{at}] {session.text(one.id).html()}"
        for at, one in enumerate(session.citations)
    )


def _bibliography(session: Session, fixture: Fixture) -> str:
    return session.bibliography(section_filter(fixture.data("BIBSECTION"))).html()


def section_filter(section: object) -> Callable[[Item], bool] | None:
    """A filter from a fixture's BIBSECTION: include, exclude or select by field and value."""
    if not isinstance(section, dict):
        return None
    tests = {
        kind: [(one["field"], one["value"]) for one in section.get(kind, [])]
        for kind in ("include", "exclude", "select", "quash")
    }

    def holds(item: Item, pair: tuple[str, object]) -> bool:
        value = item.data.get(pair[0], "")
        return pair[1] in value if isinstance(value, list) else value == pair[1]

    def test(item: Item) -> bool:
        if tests["quash"] and all(holds(item, pair) for pair in tests["quash"]):
            return False
        if tests["include"]:
            return any(holds(item, pair) for pair in tests["include"])
        if tests["exclude"]:
            return not any(holds(item, pair) for pair in tests["exclude"])
        return all(holds(item, pair) for pair in tests["select"])

    return test


def _header(session: Session, fixture: Fixture) -> str:
    made = session.bibliography()
    fields = {
        "bibend": "</div>",
        "bibliography_errors": "",
        "bibstart": '<div class="csl-bib-body">',
        "done": "true",
        "entry_ids": ",".join(entry.id for entry in made),
        "entryspacing": made.entry_spacing,
        "linespacing": made.line_spacing,
        "maxoffset": made.max_offset,
        "second-field-align": made.second_field_align or "false",
    }
    if made.hanging_indent:
        fields["hangingindent"] = 2
    return "\n".join(f"{key}: {fields[key]}" for key in sorted(fields))


OUTPUTS: dict[str, Callable[[Session, Fixture], str]] = {
    "bibliography": _bibliography,
    "bibliography-nosort": _bibliography,
    "bibliography-header": _header,
}


def passes(fixture: Fixture) -> bool:
    return render(fixture).strip() == fixture.expected


def main(arguments: list[str]) -> int:
    verbose = "-v" in arguments
    paths = [one for one in arguments if not one.startswith("-")]
    suite = Path(paths[0]) if paths else DEFAULT_SUITE
    passed, total = Counter(), Counter()
    for fixture in read_suite(suite):
        if len(paths) > 1 and fixture.name not in paths[1:]:
            continue
        total[fixture.chapter] += 1
        if _try(fixture, verbose):
            passed[fixture.chapter] += 1
        else:
            print(fixture.name)
    for chapter in sorted(total):
        print(f"{chapter}: {passed[chapter]}/{total[chapter]}")
    print(f"{passed.total()}/{total.total()}")
    return 0


def _try(fixture: Fixture, verbose: bool) -> bool:
    try:
        result = render(fixture).strip()
    except Exception as error:  # a fixture that raises has failed; the others still run
        result = f"{type(error).__name__}: {error}"
        if verbose:
            result += "\n" + traceback.format_exc()
    if verbose and result != fixture.expected:
        print(f"--- {fixture.name}\nGOT {result}\nEXP {fixture.expected}")
    return result == fixture.expected


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
