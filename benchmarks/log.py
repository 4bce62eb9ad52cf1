"""What the log costs: loading generated quotations without and with it, a single edit, and a check of it all.

`python benchmarks/log.py [COUNT]` (20,000 quotations if left out; `DATABASE_URL` may name an empty
database, otherwise one in a temporary folder). The same file is loaded into empty tables, first
with appending turned off, then with it, in one process each; the last line is one JSON object.
`load_ratio` compares the loading of the whole file, `load_cpu_ratio` the same by the processor time of
the process (steadier on a busy machine; PostgreSQL's own is not in it), `log_ratio` and `log_cpu_ratio` the
same but for what stands on the log (editions, the heads of harvesters), which take `standing_seconds`;
`saving_ratio` the writing of rows and entries with that of the rows alone, of the run with the log.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from archive_file import archive_file

ROOT = Path(__file__).resolve().parent.parent
EDITS = 200
MEASURE = """
import json, resource, sys, time, django
django.setup()
from pathlib import Path
from django.core.management import call_command
from archive import loading
from archive.quotations.models import Quotation
from archive.revisions import log, recording
from archive.revisions.checking import check
with_log, edits = sys.argv[2] == "with", int(sys.argv[3])
call_command("migrate", verbosity=0)
call_command("flush", verbosity=0, interactive=False)
started = time.process_time()
spent = dict.fromkeys(("saving_seconds", "appending_seconds", "standing_seconds", "standing_cpu_seconds"), 0.0)
def timed(name, work, clock=time.perf_counter):
    def run(*args, **named):
        began = clock()
        try:
            return work(*args, **named)
        finally:
            spent[name] += clock() - began
    return run
recording.recorded.send = timed("standing_seconds", recording.recorded.send)
recording.recorded.send = timed("standing_cpu_seconds", recording.recorded.send, time.process_time)
appending = recording.append_many if with_log else lambda *touched: range(0)
loading.save_all = timed("saving_seconds", loading.save_all)
recording.append_many = timed("appending_seconds", appending)
def seconds(work):
    began = time.perf_counter()
    work()
    return round(time.perf_counter() - began, 3)
def edit():
    for quotation in Quotation.objects.order_by("pk")[:edits]:
        quotation.words += "!"
        quotation.save()
took = {"load_seconds": seconds(lambda: loading.load(Path(sys.argv[1])))}
took |= {"load_cpu_seconds": round(time.process_time() - started, 3)}
took |= {key: round(value, 3) for key, value in spent.items()}
took["edit_milliseconds"] = round(seconds(edit) / edits * 1000, 2)
if with_log:
    took |= {"entries": log.sequence(), "check_seconds": seconds(lambda: sys.exit(1) if list(check()) else None)}
took["peak_megabytes"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
print(json.dumps(took))
"""


def measure(folder: Path, file: Path, how: str) -> dict[str, float]:
    """Return what one run took, `with` or `without` the log."""
    environment = os.environ | {"DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "archive.settings"}
    environment["DATABASE_URL"] = os.environ.get("DATABASE_URL") or f"sqlite:///{folder}/{how}.sqlite3"
    command = [sys.executable, "-c", MEASURE, str(file), how, str(EDITS)]
    ran = subprocess.run(command, check=True, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    return json.loads(ran.stdout)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory() as name:
        file = archive_file(Path(name), count)
        runs = {how: measure(Path(name), file, how) for how in ("without", "with")}
    figures = {f"{key}_{how}_log": value for how, run in runs.items() for key, value in run.items()}
    figures["quotations"] = count
    figures["load_ratio"] = round(runs["with"]["load_seconds"] / runs["without"]["load_seconds"], 3)
    cpu = [runs[how]["load_cpu_seconds"] for how in ("with", "without")]
    figures["load_cpu_ratio"] = round(cpu[0] / cpu[1], 3)
    for name, part in (("log_ratio", ""), ("log_cpu_ratio", "cpu_")):
        alone = runs["with"][f"load_{part}seconds"] - runs["with"][f"standing_{part}seconds"]
        figures[name] = round(alone / runs["without"][f"load_{part}seconds"], 3)
    saving, appending = (runs["with"][f"{part}_seconds"] for part in ("saving", "appending"))
    figures["saving_ratio"] = round((saving + appending) / saving, 3)
    figures["edit_ratio"] = round(runs["with"]["edit_milliseconds"] / runs["without"]["edit_milliseconds"], 3)
    figures["database"] = "PostgreSQL" if os.environ.get("DATABASE_URL") else "SQLite"
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
