"""The memory of a worker that serves an archive: `python benchmarks/worker.py DATA [--port 8766]`.

DATA is the folder of an archive that is loaded and indexed already (SQLite). It is served as always, by one worker,
which is asked for every search of `search.py`, without facets and with two languages and a standing chosen, twice, and
then for other pages, twice. The last line is one JSON object: after each of these all of the worker's memory in megabytes,
how much of it is its own and how much are pages of mapped files, and the most that it has had.
"""

import argparse
import json
import os
import secrets
import signal
import subprocess
import sys
import urllib.parse
from pathlib import Path

from readers import PATIENCE, ROOT, fetch, wait_for
from search import OTHERS, QUERIES, Figures, memory

sys.path.insert(0, str(ROOT))

from archive import environment

CHOSEN: tuple[dict[str, list[str]], ...] = ({}, {"language": ["ja", "ru"], "standing": ["attested"]})
PAGES = (
    "/ /people/ /people/?sort=quoted /sources/ /events/ /browse/ /today/ /about/ /ja/ /ru/browse/ /sitemap.xml "
    "/api/v1/quotations/ /api/v1/quotations/?q=the /api/v1/quotations/facets/ /api/v1/people/ /api/v1/sources/"
).split()


def searches() -> list[str]:
    """Return the addresses of all searches."""
    queries = [query for some in QUERIES.values() for query in some]
    asked = [urllib.parse.urlencode({"q": query, **chosen}, doseq=True) for query in queries for chosen in CHOSEN]
    return [f"/quotations/?{one}" for one in asked]


def others(port: int) -> list[str]:
    """Return the addresses of other pages, and of the quotations that the API names first."""
    _status, body = fetch(port, "/api/v1/quotations/")
    quotations = [urllib.parse.urlsplit(one["url"]).path for one in json.loads(body)["results"]]
    quoted = [urllib.parse.quote(address, safe="/?&=+") for some in OTHERS.values() for address in some]
    return [*PAGES, *quoted, *quotations]


def measured(port: int, worker: int) -> Figures:
    """Ask for pages, and return the worker's memory after each kind."""
    figures = {"before the first search": memory(worker)}
    for kind, addresses in (("searches", searches), ("other pages", lambda: others(port))):
        for address in 2 * addresses():
            status, _body = fetch(port, address)
            if status != 200:
                raise SystemExit(f"{address}: {status}")
        figures[f"after {kind}"] = memory(worker)
    return figures


def measure(data: Path, port: int) -> Figures:
    """Serve an archive by one worker and return its memory."""
    told = {"DATA_DIR": str(data), "DATABASE_URL": "", "DEBUG": "0", "HTTPS": "0", "API_RATE": "10000000/minute"}
    told |= {"ALLOWED_HOSTS": "127.0.0.1", "SECRET_KEY": secrets.token_urlsafe(64)}
    server = subprocess.Popen(
        environment.server("127.0.0.1", port, 1), cwd=ROOT, env=environment.MEMORY | os.environ | told
    )
    try:
        wait_for(port, "/about/")
        workers = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
        return measured(port, int(workers[0]))
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(PATIENCE)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--port", type=int, default=8766)
    arguments = parser.parse_args()
    print(json.dumps(measure(arguments.data, arguments.port)))


if __name__ == "__main__":
    main()
