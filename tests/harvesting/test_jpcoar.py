"""A JPCOAR record has the elements of the schema 2.0 in its order, with the words that it allows.

No package carries the schema itself; this is what it says of the elements that we write.
"""

import re

from lxml import etree

from archive.events.models import Event
from archive.harvesting import jpcoar
from archive.quotations.models import Quotation
from sources.models import Agent, Source
from tests.harvesting.conftest import OAI, Ask
from tests.harvesting.test_outside import rich

__all__ = ["rich"]
PREFIXES = {uri: name.removeprefix("xmlns:") for name, uri in jpcoar.NAMESPACES.items() if name.startswith("xmlns:")}
ORDER = """dc:title jpcoar:creator dcterms:accessRights dc:rights jpcoar:subject datacite:description datacite:date
    dcterms:date dc:language dc:type jpcoar:identifier jpcoar:relation dcterms:temporal datacite:geoLocation
    dcndl:originalLanguage jpcoar:sourceTitle jpcoar:pageStart jpcoar:file""".split()
ONCE = {"dcterms:accessRights", "dc:type", "jpcoar:pageStart"}


def named(element: etree._Element) -> str:
    name = etree.QName(element)
    return f"{PREFIXES[name.namespace]}:{name.localname}"


def test_record_is_as_the_schema_wants_it(
    ask: Ask, rich: Quotation, trotsky: Agent, my_life: Source, brest_litovsk: Event
) -> None:
    rich.attestations.update(locator="366")
    asked = {"identifier": f"oai:localhost:q/{rich.shown_id}", "metadataPrefix": "jpcoar_2.0"}
    (record,) = ask("GetRecord", **asked).find(f".//{OAI}metadata")
    names = [named(child) for child in record]
    places = [ORDER.index(name) for name in names]
    assert places == sorted(places)
    assert {"jpcoar:creator", "jpcoar:subject", "dcterms:date", "datacite:geoLocation", "jpcoar:pageStart"} <= {*names}
    assert all(names.count(name) == 1 for name in ONCE & {*names})
    said = {named(child): child.text for child in record}
    assert said["dc:language"] == "jpn" and said["dcndl:originalLanguage"] == "rus"
    assert said["dcterms:date"] == "20 января" and said["jpcoar:pageStart"] == "366"
    kinds = [child.get("relationType") for child in record if named(child) == "jpcoar:relation"]
    assert kinds == ["isDerivedFrom", "isDerivedFrom", "isVersionOf"]


def test_only_simple_gregorian_dates_are_dates_of_the_schema(ask: Ask, rich: Quotation) -> None:
    dated = [
        found.text
        for found in ask("ListRecords", metadataPrefix="jpcoar_2.0").iter("{*}date")
        if "datacite" in found.tag
    ]
    assert dated == ["1918"]


def test_languages_have_three_letters() -> None:
    codes = {tag: jpcoar.three_letters(tag) for tag in ("ja", "ru-petr1708", "en-GB", "zh-Hant", "grc", "qq", "")}
    assert codes == {
        "ja": "jpn", "ru-petr1708": "rus", "en-GB": "eng", "zh-Hant": "zho", "grc": "grc", "qq": "", "": "",
    }  # fmt: skip
    assert all(re.fullmatch("[a-z]{3}", code) for code in jpcoar.THREE_LETTERS.values())
