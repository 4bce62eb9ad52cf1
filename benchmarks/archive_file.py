"""How fast an archive file of generated quotations is loaded and dumped, and in how much memory.

`python benchmarks/archive_file.py [COUNT]`: works on a database of its own in a temporary folder;
the last line is one JSON object. The memory is the peak of the whole process, and beside it that
of a tenth of the count, since what grows with the file is what matters. (SQLite's own cache of
pages grows too, up to the 16 megabytes that the settings give it; 2 megabytes are set here.)
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOAD = """
import resource, sys, time, django
django.setup()
from pathlib import Path
from django.core.management import call_command
from django.db import connection
from archive.dumping import dump
from archive.loading import load
call_command("migrate", verbosity=0)
connection.cursor().execute("PRAGMA cache_size=-2000")
began = time.perf_counter()
loaded = load(Path(sys.argv[1]))
loading = time.perf_counter() - began
began = time.perf_counter()
size = sum(len(text) for text in dump())
print(loaded.new_count, loading, time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def archive_file(folder: Path, count: int) -> Path:
    """Write an archive of `count` quotations, with a speaker for every ten and a source for every five."""
    file = folder / f"{count}.yaml"
    writing = [sys.executable, "-c", WRITE, str(file), str(count)]
    subprocess.run(writing, check=True, cwd=ROOT, env=environment(folder))
    return file


WRITE = """
import sys
from archive.documents import write_document
from sources import permanent
def name(kind, number):
    return permanent.shown(permanent.with_check(f"{kind}{number:06d}"))
with open(sys.argv[1], "w", encoding="utf-8") as out:
    count = int(sys.argv[2])
    for number in range(count // 10 + 1):
        names = [{"language": "ru", "form": "parts", "family": f"Свидетель{number}", "given": "Иван"}]
        out.write(write_document({"agent": name("A", number), "born": "18XX", "names": names}))
    for number in range(count // 5 + 1):
        by = [{"agent": name("A", number // 2)}]
        made = {"title": f"Воспоминания {number}", "issued": "1930", "contributions": by}
        out.write(write_document({"source": name("S", number), **made}))
    for number in range(count):
        near, far = name("S", number // 5), name("S", (number + 7) % count // 5)
        witnesses = [{"source": near, "locator": str(number)}, {"source": far, "quoted_in": "1"}]
        speakers = [{"agent": name("A", number // 10), "rests_on": ["1"]}]
        words = f"Слова {number}: «так было», […] и не иначе. 革命の{number}日。"
        said = {"state": "published", "words": words, "language": "ru"}
        rows = {"attestations": witnesses, "attributions": speakers}
        out.write(write_document({"quotation": name("Q", number), **said, **rows}))
"""


def environment(folder: Path) -> dict[str, str]:
    return os.environ | {
        "DATA_DIR": str(folder),
        "DEBUG": "0",
        "SECRET_KEY": "measuring " * 6,
        "ALLOWED_HOSTS": "localhost",
        "DATABASE_URL": f"sqlite:///{folder}/{os.urandom(4).hex()}.sqlite3",
        "DJANGO_SETTINGS_MODULE": "archive.settings",
        "PYTHONPATH": str(ROOT),
    }


def measure(folder: Path, count: int) -> dict[str, float]:
    """Return what loading a file of `count` quotations took: records, seconds, megabytes."""
    command = [sys.executable, "-c", LOAD, str(archive_file(folder, count))]
    ran = subprocess.run(command, check=True, cwd=ROOT, env=environment(folder), capture_output=True, text=True)
    records, loading, dumping, memory = map(float, ran.stdout.split())
    return {"records": records, "load_seconds": loading, "dump_seconds": dumping, "peak_megabytes": memory}


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as name:
        small, large = measure(Path(name), count // 10), measure(Path(name), count)
    figures = {key: round(value, 2) for key, value in large.items()}
    figures["quotations"] = count
    figures["peak_megabytes_of_a_tenth"] = round(small["peak_megabytes"], 2)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
