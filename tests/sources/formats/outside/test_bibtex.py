"""biber, pandoc, bibutils, biblatex-csl-converter and citation-js read our BibTeX and BibLaTeX."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from sources.formats.ledger import one_line
from sources.reference import Reference
from tests.sources.formats.outside.running import run, write_file
from tests.sources.formats.shelf import SHELF, boots, journal, my_life

pytestmark = pytest.mark.outside
Tool = Callable[[str], str]
# The article in which the words are quoted has neither date nor author, and biber says so: it is true.
DATED = tuple(reference for reference in SHELF if reference is not boots)


def plain(text: str) -> str:
    """Without markup and with straight quotation marks, in which these programs differ."""
    return re.sub(r"<[^>]*>", "", text).replace("’", "'").replace("\u00a0", " ")


def titles(references: tuple[Reference, ...]) -> dict[str, str]:
    return {reference.id: plain(reference.title) for reference in references}


def test_biber_finds_no_fault(tool: Tool, tmp_path: Path) -> None:
    path = write_file("biblatex", DATED, tmp_path)
    command = (tool("biber"), "--tool", "--validate-datamodel", "--nolog", path.name, "-O", "checked.bib")

    report = run(*command, cwd=tmp_path)

    assert report.returncode == 0
    assert [line for line in report.stdout.splitlines() if line.startswith(("WARN", "ERROR"))] == []


@pytest.mark.parametrize("name", ["bibtex", "biblatex"])
def test_pandoc_reads_the_same_titles_names_and_dates(tool: Tool, tmp_path: Path, name: str) -> None:
    path = write_file(name, DATED, tmp_path)

    items = json.loads(run(tool("pandoc"), "--from", name, "--to", "csljson", str(path)).stdout)

    read = {item["id"]: item for item in items}
    # pandoc sets what stands in \emph in lower case, in spite of the braces.
    assert {key: plain(item["title"]).lower() for key, item in read.items()} == {
        key: title.lower() for key, title in titles(DATED).items()
    }
    assert read["trotsky1930life"]["title"] == my_life.title
    assert read["kennan1958decision"]["URL"] == journal.variables["URL"]
    assert read["kennan1958decision"]["abstract"] == journal.variables["abstract"]
    assert read["trotsky1930life"]["translator"] == [{"family": "Malamuth", "given": "Charles"}]
    assert read["times1918treaty"]["issued"] == {"date-parts": [[1918, 3, 5]]}


def test_pandoc_reads_years_before_our_era(tool: Tool, tmp_path: Path) -> None:
    path = write_file("biblatex", SHELF, tmp_path)

    items = json.loads(run(tool("pandoc"), "--from", "biblatex", "--to", "csljson", str(path)).stdout)

    ancient = next(item for item in items if item["id"] == "thucydides-history")
    assert ancient["original-date"] == {"circa": True, "date-parts": [[-431], [-411]]}


@pytest.mark.parametrize(("name", "program"), [("bibtex", "bib2xml"), ("biblatex", "biblatex2xml")])
def test_bibutils_reads_every_entry(tool: Tool, tmp_path: Path, name: str, program: str) -> None:
    path = write_file(name, DATED, tmp_path)

    read = run(tool(program), str(path)).stdout

    assert read.count("<mods ID=") == len(DATED)
    assert "シベリア出兵の史的研究" in read and "Троцкий" not in read and "Хандорин" in read


CONVERT = """
import {BibLatexParser, CSLExporter} from 'PACKAGE/lib/index.mjs';
import fs from 'fs';
const read = new BibLatexParser(fs.readFileSync(process.argv[2], 'utf8'), {processUnexpected: true}).parse();
console.log(JSON.stringify({errors: read.errors, items: Object.values(new CSLExporter(read.entries).parse())}));
"""


def test_biblatex_csl_converter_reads_the_same(tool: Tool, node_package: Callable[[str], Path], tmp_path: Path) -> None:
    script = tmp_path / "convert.mjs"
    script.write_text(CONVERT.replace("PACKAGE", str(node_package("biblatex-csl-converter"))))
    path = write_file("biblatex", DATED, tmp_path)

    said = json.loads(run(tool("node"), str(script), str(path)).stdout)

    assert said["errors"] == []
    assert [plain(item["title"]) for item in said["items"]] == list(titles(DATED).values())


CITE = """
const {createRequire} = require('module');
const {Cite} = createRequire('NODE_MODULES/')('citation-js');
const text = require('fs').readFileSync(process.argv[2], 'utf8');
console.log(JSON.stringify(new (Cite || createRequire('NODE_MODULES/')('citation-js'))(text).data));
"""


@pytest.mark.parametrize("name", ["bibtex", "biblatex", "ris", "csl-json"])
def test_citation_js_reads_the_same(tool: Tool, node_package: Callable[[str], Path], tmp_path: Path, name: str) -> None:
    script = tmp_path / "cite.js"
    script.write_text(CITE.replace("NODE_MODULES", str(node_package("citation-js").parent)))
    path = write_file(name, DATED, tmp_path)

    items = json.loads(run(tool("node"), str(script), str(path)).stdout)

    # It takes BibTeX's braces for protection, as everybody, and drops those of a title that are not balanced.
    assert {item["id"]: plain(item["title"]) for item in items} == titles(DATED)
    assert one_line(items[0]["publisher"]) == my_life.variables["publisher"]
