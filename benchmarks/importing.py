"""Planning and applying imports of thousands of entries: `python benchmarks/importing.py [--undo] FILE[.gz]…`.

Each file is counted by itself, in the plainest way, planned, applied, and undone if asked for, in an empty archive and
a process of its own. The last line is one JSON object with every figure; memory is the highest that the process has held.
"""

import gzip
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).parents[1]))
FOLDER = tempfile.TemporaryDirectory()
os.environ |= {"DATA_DIR": FOLDER.name, "DJANGO_SETTINGS_MODULE": "archive.settings", "ALLOWED_HOSTS": "x"}
os.environ |= {"DEBUG": "0", "SECRET_KEY": "measuring " * 6}
django.setup()

from django.core.management import call_command

from archive.importing import apply_import, undo_import
from sources.importing import format_of, plan
from sources.models import ImportBatch, Source

ENTRY = {
    "bib": re.compile(rb"^[ \t]*@(?!comment|string|preamble)\w+\s*[{(]", re.MULTILINE | re.IGNORECASE),
    "ris": re.compile(rb"^\s*TY\s+-", re.MULTILINE),
    "json": re.compile(rb'^ *"type":', re.MULTILINE),
}


def counted(path: Path) -> int:
    """Count the entries of a file without reading them."""
    kind = path.name.removesuffix(".gz").rpartition(".")[2]
    with (gzip.open if path.suffix == ".gz" else open)(path, "rb") as stream:
        return len(ENTRY[kind].findall(stream.read()))


def measure(path: Path, with_undo: bool) -> dict[str, object]:
    """Plan, apply and perhaps undo in this process's own archive."""
    figures: dict[str, object] = {}
    with (gzip.open if path.suffix == ".gz" else open)(path, "rb") as stream:
        started = time.perf_counter()
        known, stream = format_of(stream)
        batch = plan(stream, known, ImportBatch(file_name=path.name), progress=said)
        figures |= {"format": known.name, "plan_seconds": since(started), "plan_mb": memory()}
    figures |= {"statuses": batch.counts(), "entries": sum(batch.counts().values())}
    batch.decide("doubtful", "new")
    started = time.perf_counter()
    done = apply_import(batch, progress=said)
    figures |= {"apply_seconds": since(started), "apply_mb": memory(), "new": done.new_count}
    figures["sources"] = Source.objects.count()
    if with_undo:
        started = time.perf_counter()
        undo_import(batch)
        left = Source.objects.count()
        figures |= {"undo_seconds": since(started), "undo_mb": memory(), "left_after_undo": left}
    return figures


def said(count: int) -> None:
    if count % 5000 == 0:
        print(f"  {count:,} after {memory()} MB", file=sys.stderr, flush=True)


def since(started: float) -> float:
    return round(time.perf_counter() - started, 1)


def memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    figures = {}
    undo = ["--undo"] if "--undo" in sys.argv else []
    for name in (name for name in sys.argv[1:] if name not in undo):
        command = [sys.executable, __file__, "--one", name, *undo]
        printed = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
        found = json.loads(printed.splitlines()[-1]) | {"counted": counted(Path(name))}
        print(name, found, flush=True)
        figures[Path(name).name] = found | {"all_accounted_for": found["counted"] == found["entries"]}
    print(json.dumps(figures))


if __name__ == "__main__":
    if sys.argv[1] == "--one":
        call_command("migrate", verbosity=0)
        print(json.dumps(measure(Path(sys.argv[2]), "--undo" in sys.argv)))
    else:
        main()
