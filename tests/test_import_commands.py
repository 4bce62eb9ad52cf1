"""The commands that import: what they say, what they do, and with which exit status."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from archive.management.commands import import_quotations, import_sources
from archive.quotations.models import Quotation
from archive.revisions.models import Entry
from sources.models import ImportBatch, Source

pytestmark = pytest.mark.django_db
BIB = "@book{trotsky1930, title = {Моя жизнь}, author = {Троцкий, Лев}, year = 1930}\n"
BROKEN = "@book{broken, title = {never closed\n@book{whole, title = {Whole}}\n"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    file = tmp_path / "library.bib"
    file.write_text(BIB, "utf-8")
    return file


def run(*arguments: object, **options: object) -> str:
    out = StringIO()
    call_command(*map(str, arguments), stdout=out, stderr=out, **options)
    return out.getvalue()


def test_plan_is_all_that_happens_unless_told_otherwise(library: Path) -> None:
    assert "1 entries: 1 new." in run("import_sources", library)
    assert not Source.objects.exists()


def test_apply_and_undo_are_one_batch_of_the_log(library: Path) -> None:
    said = run("import_sources", library, "--apply", "new")
    batch = ImportBatch.objects.get()
    assert f"manage.py undo_import {batch.shown_id}" in said
    assert Entry.objects.filter(batch=batch.pk).count() == 1
    assert "1 records are as they were before." in run("undo_import", batch.shown_id)
    assert not Source.objects.exists()


def test_second_import_changes_nothing(library: Path) -> None:
    run("import_sources", library, "--apply", "new")
    assert "0 taken as new, 0 updated, 1 left out" in run("import_sources", library, "--apply", "new", "known")


def test_update_says_how_many(library: Path) -> None:
    run("import_sources", library, "--apply", "new")
    library.write_text(BIB.replace("year =", "publisher = {Гранит}, year ="), "utf-8")
    assert "0 taken as new, 1 updated" in run("import_sources", library, "--apply", "known")
    assert Source.objects.get().publisher == "Гранит"


def test_lost_entry_is_told_by_line_and_fails(library: Path) -> None:
    library.write_text(BIB + BROKEN, "utf-8")
    out = StringIO()
    with pytest.raises(CommandError, match="1 entries of"):
        call_command("import_sources", library, "--apply", "new", stdout=out, stderr=out)
    assert "line 2: unreadable" in out.getvalue()
    assert Source.objects.count() == 2


def test_file_in_an_old_encoding(library: Path) -> None:
    library.write_bytes(BIB.encode("cp1251"))
    run("import_sources", library, "--encoding", "cp1251", "--apply", "all")
    assert Source.objects.get().title == "Моя жизнь"


@pytest.mark.parametrize("command", [import_sources, import_quotations])
def test_file_that_is_not_there(command: object, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        call_command(command.Command(), tmp_path / "none.bib")


@pytest.mark.parametrize("command", [import_sources, import_quotations])
def test_file_that_is_of_no_format(command: object, tmp_path: Path) -> None:
    (tmp_path / "x").write_text("nothing of the kind", "utf-8")
    with pytest.raises(CommandError):
        call_command(command.Command(), tmp_path / "x")
    assert not ImportBatch.objects.exists()


def test_unknown_curator_and_unknown_import(library: Path) -> None:
    with pytest.raises(CommandError, match="no curator"):
        call_command("import_sources", library, "--by", "nobody")
    with pytest.raises(CommandError, match="no import"):
        call_command("undo_import", "nothing")


def test_quotations(tmp_path: Path) -> None:
    (tmp_path / "words.jsonl").write_text('{"words": "Мир!", "language": "ru"}\n[]\n', "utf-8")
    with pytest.raises(CommandError, match="1 entries"):
        call_command("import_quotations", tmp_path / "words.jsonl", "--apply", "new")
    assert Quotation.objects.get().words == "Мир!"
