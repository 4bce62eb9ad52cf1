"""The schemas of MODS and TEI, and an RDF parser, judge what we wrote."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sources.formats.outside.running import run, write_file
from tests.sources.formats.shelf import SHELF

pytestmark = pytest.mark.outside
Tool = Callable[[str], str]


def validate(xmllint: str, schema: Path, *paths: Path) -> str:
    """Return what is said of each file; the schema, which costs the most, is read once."""
    environment = os.environ | {"XML_CATALOG_FILES": str(schema.parent / "catalog.xml")}
    return run(xmllint, "--nonet", "--noout", "--schema", str(schema), *map(str, paths), env=environment).stderr


def test_mods_is_valid(tool: Tool, schemas: Path, tmp_path: Path) -> None:
    """No package carries the schema of MODS 3.8; that of 3.4 lacks `etal` and RFC 5646, which 3.8 added."""
    path = write_file("mods", tuple(reference for reference in SHELF if not reference.others), tmp_path)
    text = path.read_text(encoding="utf-8").replace('version="3.8"', 'version="3.4"').replace("rfc5646", "rfc4646")
    path.write_text(text, encoding="utf-8")

    assert validate(tool("xmllint"), schemas / "mods-3-4.xsd", path) == f"{path} validates\n"


def test_tei_is_valid(tool: Tool, schemas: Path, tmp_path: Path) -> None:
    path = write_file("tei", SHELF, tmp_path)

    assert validate(tool("xmllint"), schemas / "tei_all.xsd", path) == f"{path} validates\n"


def test_tei_is_in_order_for_jing(tool: Tool, tei_all: str, tmp_path: Path) -> None:
    """RELAX NG asks more than the older schema made of it: where a number may stand, and that a language is one."""
    assert run(tool("jing"), tei_all, str(write_file("tei", SHELF, tmp_path))).stdout == ""


def test_rdf_says_what_zotero_asks_for(tmp_path: Path) -> None:
    rdflib = pytest.importorskip("rdflib", reason="rdflib is not installed")
    graph = rdflib.Graph().parse(write_file("zotero-rdf", SHELF, tmp_path), format="xml")
    zotero, bib = "http://www.zotero.org/namespaces/export#", "http://purl.org/net/biblio#"

    kinds = {str(kind) for kind in graph.objects(predicate=rdflib.URIRef(f"{zotero}itemType"))}
    recipients = list(graph.objects(predicate=rdflib.URIRef(f"{zotero}recipients")))
    memos = list(graph.subjects(rdflib.RDF.type, rdflib.URIRef(f"{bib}Memo")))
    referenced = set(graph.objects(predicate=rdflib.URIRef("http://purl.org/dc/terms/isReferencedBy")))

    assert kinds >= {"book", "newspaperArticle", "letter", "interview", "thesis", "bookSection", "journalArticle"}
    assert len(recipients) == 1 and len(memos) == 1 and set(memos) == referenced
