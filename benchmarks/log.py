"""What the log costs: loading generated quotations without and with it, single edits, a topic renamed, and a check.

`python benchmarks/log.py [COUNT]` (20,000 quotations if left out; `DATABASE_URL` may name an empty
database, otherwise one in a temporary folder). The same file is loaded into empty tables three times, in one
process each: `bare`, with appending turned off; with the `log` but nothing that stands on it; and with
`everything`, as always: the log, editions, harvesters' headers, and what mirrors are told. The last line is one
JSON object. The ratios are those of processor time to that of the bare loading (steadier than seconds on a busy
machine; PostgreSQL's own is not in it); `peak_megabytes` is the memory of the process after loading. Then
some quotations are edited one by one, a tenth of them gets a topic, and that topic is renamed.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from archive_file import archive_file, environment

ROOT = Path(__file__).resolve().parent.parent
EDITS = 200
HOW = ("bare", "log", "everything")
MEASURE = """
import json, resource, sys, time, django
django.setup()
from pathlib import Path
from django.core.management import call_command
from archive import loading
from archive.editions.models import Edition
from archive.quotations.models import Quotation, Topic
from archive.revisions import log, recording
from archive.revisions.checking import check
how, edits = sys.argv[2], int(sys.argv[3])
call_command("migrate", verbosity=0)
call_command("flush", verbosity=0, interactive=False)
if how == "bare":
    recording.append_many = lambda *touched: range(0)
if how != "everything":
    recording.recorded.send = lambda *args, **named: None
def measured(name, work):
    began = time.perf_counter(), time.process_time()
    result = work()
    took[name + "_seconds"] = round(time.perf_counter() - began[0], 3)
    took[name + "_cpu_seconds"] = round(time.process_time() - began[1], 3)
    return result
def edit():
    for quotation in Quotation.objects.order_by("pk")[:edits]:
        quotation.words += "!"
        quotation.save()
def tag():
    topic = Topic.objects.create(labels={"en": "peace"})
    topic.quotations.add(*Quotation.objects.order_by("pk")[: Quotation.objects.count() // 10])
    return topic
def rename(topic):
    topic.labels = {"en": "peaces"}
    topic.save()
took = {}
measured("load", lambda: loading.load(Path(sys.argv[1])))
took["peak_megabytes"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
measured("edits", edit)
took["edit_cpu_milliseconds"] = round(took["edits_cpu_seconds"] / edits * 1000, 2)
topic = measured("tag_a_tenth", tag)
measured("rename_a_tenth", lambda: rename(topic))
took["peak_megabytes_after_renaming"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
if how == "everything":
    took |= {"entries": log.sequence(), "editions": Edition.objects.count()}
    measured("check", lambda: sys.exit(1) if list(check()) else None)
print(json.dumps(took))
"""


def measure(folder: Path, file: Path, how: str) -> dict[str, float]:
    """Return what one run took; see HOW."""
    surroundings = environment(folder) | {"DATABASE_URL": os.environ.get("DATABASE_URL") or f"sqlite:///{folder}/{how}"}
    command = [sys.executable, "-c", MEASURE, str(file), how, str(EDITS)]
    ran = subprocess.run(command, check=True, cwd=ROOT, env=surroundings, stdout=subprocess.PIPE, text=True)
    return json.loads(ran.stdout)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory() as name:
        file = archive_file(Path(name), count)
        runs = {how: measure(Path(name), file, how) for how in HOW}
    figures: dict[str, object] = {f"{how}_{key}": value for how, run in runs.items() for key, value in run.items()}
    figures |= {"quotations": count, "database": "PostgreSQL" if os.environ.get("DATABASE_URL") else "SQLite"}
    for how in HOW[1:]:
        for key in ("load_cpu_seconds", "load_seconds", "edit_cpu_milliseconds", "peak_megabytes"):
            figures[f"{how}_{key}_ratio"] = round(runs[how][key] / runs["bare"][key], 2)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
