"""What it costs to take everything: bulk download, TEI of everything and changes for mirrors, from a large archive.

`python benchmarks/downloading.py [COUNT [PART...]]` reads from the configured archive (`DATA_DIR`, `DATABASE_URL`), which
`benchmarks/load_passages.py` fills, at most COUNT records (10,000 if left out) of each part, and then leaves off, as a
client does that goes away. The last line is one JSON object: for each part the records, the processor time and the
queries for 1,000 of them in the first and in the second half, and the memory after the first thousand and at its
highest; and the time to the first byte of each download.
"""

import json
import os
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
# As a public site, which keeps no list of its queries, and sets its own readers no limits.
os.environ |= {
    "DEBUG": "0",
    "HTTPS": "0",
    "SECRET_KEY": "only-for-measuring-" + "x" * 50,
    "ALLOWED_HOSTS": "testserver",
}
os.environ |= {"API_RATE": "0", "BULK_RATE": "0"}
django.setup()

from django.db import connection
from django.test import Client, RequestFactory
from rest_framework.views import APIView

from archive.bulk import members
from archive.bulk.tables import table

PAGE = 200


def megabytes() -> float:
    """Return what this process holds in memory now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return round(pages * os.sysconf("SC_PAGE_SIZE") / 2**20, 1)


def parts() -> dict[str, Iterator[Any]]:
    """Return the parts of the whole archive that are as long as its quotations, each record by record."""
    plain = RequestFactory().get("/api/v1/bulk/")
    asked = APIView().initialize_request(plain)
    return {
        "quotations.jsonl": members.lines(members.told("quotations", asked)),
        "quotations.csv": table("quotations", members.told("quotations", asked)),
        "editions.jsonl": members.lines(members.told("editions", asked)),
        "archive.tei.xml": (piece for piece in members.tei(plain) if "<cit" in piece),
        "archive.nt": members.facts_of(members.quotations(plain)),
        "changes": changes(),
    }


def changes() -> Iterator[Any]:
    """Yield each change that a mirror is told."""
    visitor, address = Client(), f"/api/v1/changes/?since=0&page_size={PAGE}"
    while address:
        page = visitor.get(address).json()
        yield from page["results"]
        address = page["next"]


class Counted:
    """Counts queries."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute: Any, *asked: Any) -> Any:
        self.count += 1
        return execute(*asked)


def measured(records: Iterator[Any], count: int) -> dict[str, Any]:
    """Go through some records; returns what they took."""
    counted, halves, memory = Counted(), [], []
    with connection.execute_wrapper(counted):
        warm = sum(1 for _record in islice(records, 1000))
        settled = megabytes()
        for _half in range(2):
            counted.count, began, read = 0, time.process_time(), 0
            for _record in islice(records, (count - warm) // 2):
                read += 1
                if read % PAGE == 0:
                    memory.append(megabytes())
            halves.append((read, time.process_time() - began, counted.count))
    told = [(read, took * 1000 / read, asked * 1000 / read) for read, took, asked in halves if read]
    return {
        "records": warm + sum(read for read, _took, _asked in halves),
        "cpu_seconds_for_1000": [round(took, 2) for _read, took, _asked in told],
        "queries_for_1000": [round(asked, 1) for _read, _took, asked in told],
        "settled_megabytes": settled,
        "peak_megabytes": max([settled, *memory]),
    }


def first_byte(address: str) -> float:
    """Return the processor time in milliseconds until the first piece of a download is there."""
    began = time.process_time()
    answer = Client().get(address)
    next(iter(answer))
    took = time.process_time() - began
    answer.close()
    return round(took * 1000, 1)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    first_byte("/api/v1/bulk/")  # what is imported and compiled once
    figures: dict[str, Any] = {
        "first_byte_ms": {name: first_byte(name) for name in ("/api/v1/bulk/", "/archive.tei.xml")}
    }
    for name, records in parts().items():
        if sys.argv[2:] and name not in sys.argv[2:]:
            continue
        figures[name] = measured(records, count)
        print(name, figures[name], flush=True)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
