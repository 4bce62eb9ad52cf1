"""What others wrote judges the harvest: three harvesters, and the schemas of OAI, Dublin Core, MODS and TEI."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sickle
from lxml import etree
from oaipmh_scythe import Scythe
from pytest_django.live_server_helper import LiveServer

from archive.events.models import Event
from archive.harvesting.formats import FORMATS
from archive.publishing import State
from archive.quotations.models import Quotation, Topic
from sources.dates import Calendar, HistoricalDate
from sources.models import Agent, Source
from tests import cast
from tests.harvesting.conftest import OAI, Ask
from tests.sources.formats.outside.conftest import IMPORTED
from tests.sources.formats.outside.running import run

PERL = """
    my $told = sub { my $record = shift; print $record->identifier, " ", $record->status || "", "\n"; };
    my $harvester = HTTP::OAI::Harvester->new(baseURL => $ARGV[0]);
    my $answer = $harvester->ListRecords(metadataPrefix => "oai_dc", onRecord => $told);
    die $answer->message if $answer->is_error;
"""


def by_sickle(address: str) -> Iterator[tuple[str, bool]]:
    for record in sickle.Sickle(address).ListRecords(metadataPrefix="oai_dc"):
        yield record.header.identifier, record.deleted


def by_scythe(address: str) -> Iterator[tuple[str, bool]]:
    with Scythe(address) as scythe:
        for record in scythe.list_records(metadata_prefix="oai_dc"):
            yield record.header.identifier, record.deleted


def by_perl(address: str) -> Iterator[tuple[str, bool]]:
    if not shutil.which("oai_pmh"):
        pytest.skip("libhttp-oai-perl is not installed")
    ran = run("perl", "-MHTTP::OAI", "-e", PERL, address)
    assert not ran.stderr
    for line in ran.stdout.splitlines():
        identifier, _space, status = line.partition(" ")
        yield identifier, status == "deleted"


@pytest.fixture
def harvested(transactional_db: None, by_one: None, three: list[Quotation]) -> list[tuple[str, bool]]:
    """Three records, the second of which was withdrawn, on pages of one."""
    three[1].pass_to(State.WITHDRAWN)
    return [(f"oai:localhost:q/{quotation.shown_id}", quotation == three[1]) for quotation in three]


@pytest.mark.parametrize("harvest", [by_sickle, by_scythe, pytest.param(by_perl, marks=pytest.mark.outside)])
def test_harvester_gets_everything(
    live_server: LiveServer, harvested: list[tuple[str, bool]], harvest: Callable[[str], Iterator[tuple[str, bool]]]
) -> None:
    assert list(harvest(f"{live_server.url}/oai")) == harvested


DC = "title creator subject description publisher contributor date type format identifier source language relation"
TEXT = (
    '<xs:complexType name="text"><xs:simpleContent><xs:extension base="xs:string">'
    '<xs:attribute ref="xml:lang"/></xs:extension></xs:simpleContent></xs:complexType>'
)
XSD = (
    '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified" xmlns="{0}" '
    'targetNamespace="{0}">{1}</xs:schema>'
)
IMPORT = '<xs:import namespace="{}" schemaLocation="{}"/>'
XML = "http://www.w3.org/XML/1998/namespace"
ANYTHING = '<xs:sequence><xs:any processContents="skip" maxOccurs="unbounded"/></xs:sequence>'


@pytest.fixture
def judge(tmp_path: Path) -> Path:
    """One schema of all that an answer may hold.

    OAI-PMH's comes with the source of the package pyoai, and is where OAI_SCHEMA says; Dublin Core, MODS 3.4 and TEI
    come with eulxml. No package carries JPCOAR's, so here a record of that is taken as it is.
    """
    oai = os.environ.get("OAI_SCHEMA")
    if not oai or not shutil.which("xmllint"):
        pytest.skip("OAI_SCHEMA names no schema of OAI-PMH, or xmllint is not installed")
    carried = Path(pytest.importorskip("eulxml").__file__).parent / "schema_data"
    for schema in (Path(oai), *(carried / name for name in ("oai_dc.xsd", "mods-3-4.xsd", "tei_all.xsd", "xlink.xsd"))):
        shutil.copy(schema, tmp_path / schema.name)
    elements = "".join(f'<xs:element name="{name}" type="text"/>' for name in (DC + " coverage rights").split())
    jpcoar = FORMATS["jpcoar_2.0"].namespace
    imports = {
        "http://www.openarchives.org/OAI/2.0/": "OAI-PMH.xsd",
        FORMATS["oai_dc"].namespace: "oai_dc.xsd",
        FORMATS["mods"].namespace: "mods-3-4.xsd",
        FORMATS["tei"].namespace: "tei_all.xsd",
        jpcoar: "jpcoar.xsd",
    }
    written = IMPORTED | {
        "simpledc.xsd": XSD.format(
            "http://purl.org/dc/elements/1.1/", IMPORT.format(XML, "tei_all_xml.xsd") + TEXT + elements
        ),
        "jpcoar.xsd": XSD.format(
            jpcoar, f'<xs:element name="jpcoar"><xs:complexType>{ANYTHING}</xs:complexType></xs:element>'
        ),
        "all.xsd": XSD.format("urn:all", "".join(IMPORT.format(*pair) for pair in imports.items())),
        "catalog.xml": IMPORTED["catalog.xml"].replace(
            "</catalog>",
            '<system systemId="http://dublincore.org/schemas/xmls/simpledc20021212.xsd" uri="simpledc.xsd"/></catalog>',
        ),
    }
    for name, text in written.items():
        (tmp_path / name).write_text(text)
    return tmp_path / "all.xsd"


@pytest.fixture
def rich(boots: Quotation, three: list[Quotation], brest_litovsk: Event, trotsky: Agent, my_life: Source) -> Quotation:
    """A quotation with everything that a record may have, beside simpler ones and one that was withdrawn."""
    boots.topics.add(Topic.objects.create(labels={"en": "peace & war", "ja": "平和"}))
    boots.mentions.add(trotsky)
    boots.place = brest_litovsk.places[0]
    boots.uttered = HistoricalDate("1918-01-20", Calendar.JULIAN, as_written="20 января")
    boots.translation_of = cast.quotation("Слова.", trotsky, my_life, language="ru", uttered=HistoricalDate("1918"))
    boots.save()
    three[0].pass_to(State.WITHDRAWN)
    return boots


QUESTIONS = [
    {"verb": "Identify"},
    {"verb": "ListSets"},
    {"verb": "ListMetadataFormats"},
    {"verb": "ListRecords"},
    {"verb": "ListIdentifiers", "metadataPrefix": "mods"},
    *({"verb": "ListRecords", "metadataPrefix": prefix} for prefix in FORMATS),
]


@pytest.mark.outside
def test_answers_are_valid(ask: Ask, rich: Quotation, judge: Path, settings: object) -> None:
    settings.ALLOWED_HOSTS = ["archive.example.org", "testserver"]
    paths = []
    for number, question in enumerate(QUESTIONS):
        answer = ask(**question)
        # The guideline of the identifiers has a schema of its own, which no package carries either.
        for description in answer.findall(f".//{OAI}Identify/{OAI}description"):
            description.getparent().remove(description)
        text = etree.tostring(answer, encoding="unicode").replace('version="3.8"', 'version="3.4"')
        paths.append(judge.with_name(f"{number}.xml"))
        paths[-1].write_text(text.replace("rfc5646", "rfc4646"), encoding="utf-8")
    environment = os.environ | {"XML_CATALOG_FILES": str(judge.with_name("catalog.xml"))}
    said = run("xmllint", "--nonet", "--noout", "--schema", str(judge), *map(str, paths), env=environment).stderr
    verdicts = [line for line in said.splitlines() if "parser warning" not in line]
    assert verdicts == [f"{path} validates" for path in paths]
