"""What a full harvest costs: every page of ListRecords over generated editions, with its memory and its queries.

`python benchmarks/harvesting.py [COUNT [PREFIX]]` (20,000 records of `oai_dc` if left out; `DATABASE_URL` may name an
empty database). The editions of the first corpus are repeated under new ids. The last line is one JSON object:
processor time of a page early and late in the list, the memory after the first pages and at its highest, and the
greatest number of queries that a page took.
"""

import json
import os
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
FOLDER = tempfile.TemporaryDirectory()
os.environ |= {"DATA_DIR": FOLDER.name, "DJANGO_SETTINGS_MODULE": "archive.settings", "ALLOWED_HOSTS": "testserver"}
# As a public site, which keeps no list of its queries.
os.environ |= {"DEBUG": "0", "HTTPS": "0", "SECRET_KEY": "only-for-measuring-" + "x" * 50}
django.setup()

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from archive.editions.models import Edition, hash_of
from archive.harvesting.keeping import specs_of, stamp, whole_seconds
from archive.harvesting.models import HarvestSet, Header
from archive.serving import FIRST_CORPUS
from sources import permanent

TOKEN = re.compile(r"<resumptionToken[^>]*>([^<]+)</resumptionToken>")
CHUNK = 2000
SETTLED = 20  # pages after which the memory is that of a running program


def megabytes() -> float:
    """Return what this process holds in memory now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return round(pages * os.sysconf("SC_PAGE_SIZE") / 2**20, 1)


def numbered(number: int) -> str:
    """Return an id of its own for each number."""
    letters = (permanent.ALPHABET[number >> 5 * place & 31] for place in range(permanent.LENGTH - 1))
    return permanent.with_check("".join(letters))


def fill(count: int) -> None:
    """Repeat the editions of the first corpus under new ids until there are so many."""
    call_command("migrate", verbosity=0)
    call_command("load_archive", FIRST_CORPUS, verbosity=0)
    stamp()
    known = [(edition, edition.parsed) for edition in Edition.objects.all()]
    sets = dict(HarvestSet.objects.values_list("spec", "pk"))
    numbers = iter(range(count - Header.objects.count()))
    belonging = Header.sets.through
    while some := list(islice(numbers, CHUNK)):
        editions, specs = [], []
        for number in some:
            old, content = known[number % len(known)]
            pk = numbered(number)
            text = old.content.replace(old.shown_id, permanent.shown(pk))
            editions.append(
                Edition(quotation_id=pk, number=1, content=text, hash=hash_of(text), at=old.at, sequence=10**6 + number)
            )
            specs.append([sets[spec] for spec in specs_of(content)])
        Edition.objects.bulk_create(editions)
        at = whole_seconds(timezone.now())
        headers = [Header(quotation_id=one.quotation_id, edition=one, is_waiting=False, at=at) for one in editions]
        Header.objects.bulk_create(headers)
        rows = (
            belonging(header=head, harvestset_id=key) for head, keys in zip(headers, specs, strict=True) for key in keys
        )
        belonging.objects.bulk_create(rows)


def pages(prefix: str) -> Iterator[dict[str, float]]:
    """Harvest everything; yields what each page took."""
    visitor, query = Client(), {"metadataPrefix": prefix}
    while query:
        began = time.process_time()
        with CaptureQueriesContext(connection) as queries:
            text = visitor.get("/oai", {"verb": "ListRecords", **query}).content.decode()
        took = time.process_time() - began
        yield {"records": text.count("<record>"), "seconds": took, "queries": len(queries), "megabytes": megabytes()}
        found = TOKEN.search(text)
        connection.queries_log.clear()
        query = {"resumptionToken": found[1]} if found else {}


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    prefix = sys.argv[2] if len(sys.argv) > 2 else "oai_dc"
    fill(count)
    took = list(pages(prefix))
    tenth = max(1, len(took) // 10)
    early, late = (
        sum(page["seconds"] for page in part) / tenth for part in (took[1 : tenth + 1], took[-tenth - 1 : -1])
    )
    figures = {
        "records": sum(page["records"] for page in took),
        "pages": len(took),
        "prefix": prefix,
        "cpu_seconds": round(sum(page["seconds"] for page in took), 1),
        "early_page_milliseconds": round(early * 1000, 1),
        "late_page_milliseconds": round(late * 1000, 1),
        "most_queries": max(page["queries"] for page in took),
        "settled_megabytes": took[min(SETTLED, len(took) - 1)]["megabytes"],
        "peak_megabytes": max(page["megabytes"] for page in took),
    }
    figures["database"] = "PostgreSQL" if os.environ.get("DATABASE_URL") else "SQLite"
    FOLDER.cleanup()
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
