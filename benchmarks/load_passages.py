"""Load passages as published quotations, with speakers, sources and locators, in bulk.

`python benchmarks/load_passages.py FILE [--count N] [--copies N] [--logged]`: one JSON object a line, plain
or gzipped, with `text, lang, author, source, source_detail, url, origin`. They go into the configured
database, beside what is there. Copies beyond the first have their wording altered. To be quick the rows
are written alone, without entries in the log and without editions, and the search index is made anew at
the end; with `--logged` everything is written as curators would, which takes many times as long. The last
line is one JSON object.
"""

import argparse
import gzip
import json
import os
import random
import re
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")

import django

django.setup()

from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Model, QuerySet

from archive.publishing import State
from archive.quotations.models import Attestation, Attribution, LocatorLabel, Quotation
from archive.revisions.recording import recording
from archive.search.building import rebuild
from sources import permanent
from sources.dates import HistoricalDate
from sources.marks import escaped
from sources.models import Agent, AgentName, Contribution, Source

BATCH = 2000
LOCATORS = (
    (re.compile(r"(\d+)行"), LocatorLabel.LINE),
    (re.compile(r"(?:p\.|с\.|С\.) ?(\d+)"), LocatorLabel.PAGE),
    (re.compile(r"Явление ([^,]+)"), LocatorLabel.SCENE),
)
YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d)(?!\d)")
FIRST_DAY = datetime(2020, 1, 1, tzinfo=UTC)
Row = dict[str, Any]


def rows(file: Path, copies: int = 1) -> Iterator[Row]:
    """Yield the passages, and their altered copies after them."""
    for copy in range(copies):
        chance = random.Random(copy)
        with (gzip.open if file.suffix == ".gz" else open)(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                yield row | {"text": altered(row["text"], row["lang"], chance)} if copy else row


def altered(text: str, language: str, chance: random.Random) -> str:
    """Return a text with its wording altered: another order of its parts, and some of them left out."""
    spaced = language not in ("ja", "zh")
    parts = text.split() if spaced else re.findall(r"[^、。]+[、。]?", text)
    if len(parts) < 3:
        return text + (f" {chance.randrange(10**6)}" if spaced else chance.choice("是此其彼何"))
    cut = chance.randrange(1, len(parts))
    kept = [part for part in parts[cut:] + parts[:cut] if chance.random() < 0.9]
    return (" " if spaced else "").join(kept or parts)


class Loading:
    """One load: the speakers and sources that were made already, and rows that wait to be written."""

    def __init__(self, is_logged: bool = False) -> None:
        self.is_logged = is_logged
        self.agents: dict[str, Agent] = {}
        self.sources: dict[tuple[str, str], Source] = {}
        self.ids = new_ids()
        self.count = 0

    def take(self, batch: list[Row]) -> None:
        """Write a batch, with the speakers and sources that it brings."""
        with recording(why="Loaded.") if self.is_logged else transaction.atomic():
            self._speakers(batch)
            self._sources(batch)
            self._quotations(batch)
        self.count += len(batch)

    def write(self, rows: list[Any]) -> None:
        """Write new rows of one kind, with or without telling the log."""
        kind: type[Model] = type(rows[0]) if rows else Quotation
        (kind._default_manager.all() if self.is_logged else QuerySet(kind)).bulk_create(rows)

    def _speakers(self, batch: list[Row]) -> None:
        new = {name_of(row): row["lang"] for row in batch if name_of(row) not in self.agents}
        made = {name: Agent(language=language) for name, language in new.items()}
        names = [AgentName(agent=agent, language=new[name], literal=name[:300]) for name, agent in made.items()]
        for name in names:
            name.complete()
        self.write(list(made.values()))
        self.write(names)
        self.agents |= made

    def _sources(self, batch: list[Row]) -> None:
        new = {key_of(row): row for row in batch if key_of(row) not in self.sources}
        made = {key: source_of(row) for key, row in new.items()}
        self.write(list(made.values()))
        self.write([Contribution(source=source, agent=self.agents[key[0]]) for key, source in made.items()])
        self.sources |= made

    def _quotations(self, batch: list[Row]) -> None:
        said = [quotation_of(next(self.ids), row, self.count + number) for number, row in enumerate(batch)]
        self.write(said)
        pairs = list(zip(said, batch, strict=True))
        self.write(
            [Attestation(quotation=made, source=self.sources[key_of(row)], **locator_of(row)) for made, row in pairs]
        )
        self.write([Attribution(quotation=made, agent=self.agents[name_of(row)]) for made, row in pairs])


def name_of(row: Row) -> str:
    return row["author"] or "[unknown]"


def key_of(row: Row) -> tuple[str, str]:
    return name_of(row), row["source"] or row["origin"]


def source_of(row: Row) -> Source:
    """Return the source of a passage, issued in the first year that its edition names."""
    years = YEAR.findall(row["source_detail"])
    made = Source(title=row["source"] or row["origin"], language=row["lang"], url=row["url"], note=row["source_detail"])
    made.issued = HistoricalDate(min(years)) if years else None
    made.complete()
    return made


def quotation_of(pk: str, row: Row, number: int) -> Quotation:
    at = FIRST_DAY + timedelta(minutes=number)
    words = escaped(row["text"])
    return Quotation(
        id=pk, words=words, language=row["lang"], state=State.PUBLISHED, state_at=at, rights="public domain"
    )


def locator_of(row: Row) -> dict[str, str]:
    for pattern, label in LOCATORS:
        if found := pattern.search(row["source_detail"]):
            return {"locator_label": label, "locator": found[1][:100]}
    return {}


def new_ids() -> Iterator[str]:
    """Yield ids in their order from a random one on, so that the tables' trees grow at one end."""
    number = random.SystemRandom().randrange(len(permanent.ALPHABET) ** (permanent.LENGTH - 1) // 2)
    while True:
        number += 1
        digits = (number >> 5 * place & 31 for place in reversed(range(permanent.LENGTH - 1)))
        yield permanent.with_check("".join(permanent.ALPHABET[digit] for digit in digits))


def load(file: Path, count: int | None = None, copies: int = 1, is_logged: bool = False) -> int:
    """Load passages and return how many."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA cache_size=-200000")
    loading = Loading(is_logged)
    passages = islice(rows(file, copies), count)
    while batch := list(islice(passages, BATCH)):
        loading.take(batch)
        if loading.count % (25 * BATCH) == 0:
            print(f"{loading.count} passages", flush=True)
    return loading.count


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--count", type=int, help="load no more than so many")
    parser.add_argument("--copies", type=int, default=1, help="load each passage so often, altered after the first")
    parser.add_argument("--logged", action="store_true", help="write the log and the editions too")
    arguments = parser.parse_args()
    call_command("migrate", verbosity=0)
    began = time.perf_counter()
    count = load(arguments.file, arguments.count, arguments.copies, arguments.logged)
    seconds = time.perf_counter() - began
    if not arguments.logged:
        rebuild()
    told = {"passages": count, "seconds": round(seconds, 1), "per_second": round(count / seconds)}
    print(json.dumps(told | {"indexing_seconds": round(time.perf_counter() - began - seconds, 1)}))


if __name__ == "__main__":
    main()
