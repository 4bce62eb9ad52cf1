"""Everything that is public comes as one file, and nothing else."""

import csv
import hashlib
import io
import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import yaml
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from lxml import etree
from rdflib import Graph

from archive.bulk.members import LISTS
from archive.quotations.models import Quotation, Topic
from archive.revisions import log
from archive.revisions.recording import recording
from sources.models import Agent, Source
from tests import cast
from tests.mirrors.changing import archive_of

pytestmark = pytest.mark.django_db
BULK = "/api/v1/bulk/"


@pytest.fixture
def busy(boots: Quotation, draft_quotation: Quotation) -> Quotation:
    with recording():
        boots.topics.add(Topic.objects.create(labels={"en": "peace"}))
        boots.note = "=1+1"
        boots.save()
    return boots


def downloaded(visitor: Client) -> bytes:
    answer = visitor.get(BULK)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/zip")
    return b"".join(answer)


@pytest.fixture
def files(visitor: Client, busy: Quotation) -> Iterator[dict[str, str]]:
    with ZipFile(io.BytesIO(downloaded(visitor))) as file:
        yield {name.partition("/")[2]: file.read(name).decode() for name in file.namelist()}


def test_hashes_are_those_of_the_files(files: dict[str, str]) -> None:
    told = dict(line.split("  ")[::-1] for line in files["manifest-sha256.txt"].splitlines())
    assert told.keys() == files.keys() - {"manifest-sha256.txt"}
    for name, digest in told.items():
        assert hashlib.sha256(files[name].encode()).hexdigest() == digest


def test_json_lines_are_the_records_of_the_api(visitor: Client, files: dict[str, str], busy: Quotation) -> None:
    whole = archive_of(visitor)
    for kind, name in LISTS.items():
        records = [json.loads(line) for line in files[f"{name}.jsonl"].splitlines()]
        assert records == [record for (its_kind, _id), record in whole.items() if its_kind == kind] != []
    editions = [json.loads(line) for line in files["editions.jsonl"].splitlines()]
    assert [edition["number"] for edition in editions] == [1, 2]
    assert editions[1]["content"]["note"] == "=1+1"


def test_tables_have_a_row_for_each_record(files: dict[str, str], busy: Quotation) -> None:
    (row,) = csv.DictReader(io.StringIO(files["quotations.csv"]))
    assert row["id"] == busy.shown_id
    assert row["speakers"].startswith("en: Leon Trotsky; ja: レフ・トロツキー")
    assert row["note"] == "'=1+1"  # text, not a formula
    for name in (*LISTS.values(), "editions"):
        assert len(list(csv.DictReader(io.StringIO(files[f"{name}.csv"])))) == files[f"{name}.jsonl"].count("\n")


def test_tei_and_linked_data_name_the_quotation(files: dict[str, str], busy: Quotation) -> None:
    assert busy.shown_id in etree.tostring(etree.fromstring(files["archive.tei.xml"].encode()), encoding="unicode")
    graph = Graph().parse(data=files["archive.nt"], format="nt")
    assert len(graph) > 20
    assert f"http://testserver/q/{busy.shown_id}" in {str(subject) for subject in graph.subjects()}


def test_citation_file_names_day_and_number(files: dict[str, str]) -> None:
    told = yaml.safe_load(files["CITATION.cff"])
    assert {"cff-version", "message", "title", "authors"} <= told.keys()
    assert told["version"] == str(log.sequence())
    assert f"since={log.sequence()}" in files["README.txt"]


def test_drafts_and_curators_are_not_in_it(files: dict[str, str], draft_quotation: Quotation) -> None:
    everything = "".join(files.values())
    assert draft_quotation.words not in everything
    assert draft_quotation.shown_id not in everything


def test_same_number_gives_the_same_bytes_and_tag(visitor: Client, busy: Quotation) -> None:
    assert downloaded(visitor) == downloaded(visitor)
    head = visitor.head(BULK)
    assert (head.status_code, head.content) == (200, b"")
    assert visitor.get(BULK, headers={"If-None-Match": head.headers["ETag"]}).status_code == 304


def test_name_says_day_and_number(visitor: Client, busy: Quotation) -> None:
    disposition = visitor.get(BULK).headers["Content-Disposition"]
    day = log.last()[1].date().isoformat()
    assert disposition == f'attachment; filename="testimonia-{day}-{log.sequence()}.zip"'


def test_number_of_queries_does_not_grow(
    visitor: Client, busy: Quotation, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    def grow(count: int) -> None:
        with recording():
            for number in range(count):
                speaker, event = cast.agent({"en": f"Witness {number}"}), cast.event({"en": f"Event {number}"})
                event.part_of = cast.event({"en": f"War {number}"})
                event.save()
                said = cast.quotation(f"Words {number}.", speaker, cast.my_life(speaker), translation_of=busy)
                cast.link(said, event)

    grow(1)
    with django_assert_max_num_queries(200) as few:
        downloaded(visitor)
    grow(5)
    with django_assert_num_queries(len(few)):
        downloaded(visitor)


def test_command_writes_the_same_file(busy: Quotation, visitor: Client, tmp_path: Path, capsys: Any) -> None:
    call_command("bulk", tmp_path, site="http://testserver")
    (file,) = tmp_path.glob("*.zip")
    assert file.read_bytes() == downloaded(visitor)
    assert capsys.readouterr().out == f"{file}\n"
    with pytest.raises(CommandError, match="is no address"):
        call_command("bulk", tmp_path, site="example.org")
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("bulk", tmp_path / "missing" / "file.zip")


def unpacked(data: bytes) -> bytes:
    with ZipFile(io.BytesIO(data)) as file:
        return b"".join(map(file.read, file.namelist()))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("address", "text_of"), [(BULK, unpacked), ("/archive.tei.xml", bytes)])
def test_file_is_of_one_moment_though_the_archive_changes(
    trotsky: Agent, article: Source, visitor: Client, address: str, text_of: Callable[[bytes], bytes]
) -> None:
    def publish(words: str) -> None:
        cast.quotation(words, trotsky, article, language="en")
        connection.close()

    publish("Before.")
    whole = visitor.get(address)
    curator = threading.Thread(target=publish, args=["After."])
    curator.start()
    curator.join()
    text = text_of(b"".join(whole))
    assert (b"Before." in text, b"After." in text) == (True, False)
    assert visitor.get("/api/v1/quotations/").json()["count"] == 2
