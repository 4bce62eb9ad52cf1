"""
Entries a second, written and read: `python benchmarks/formats.py [FILE[.gz] [COUNT]]`, a library in any format.

The same references are written in every format, by us and by those who write it too; what we wrote is read by us and
by others. Seconds are the processor's, so that other work on the machine does not count. The last line is one JSON
object with every figure. The others take part where they are installed: bibtexparser, pybtex, rispy, pandoc.
"""

import gzip
import json
import sys
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks import reading, writing
from sources.formats import writable_formats
from sources.formats.converting import source_format
from sources.reference import Reference

DATA = str(Path(__file__).parents[2] / "shared" / "data" / "perseus-classics.csl.json.gz")


def references_of(path: Path, count: int) -> list[Reference]:
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as stream:
        known, stream = source_format(stream)
        items = known.read(stream)
        return list(islice((item for item in items if isinstance(item, Reference)), count))


def main(path: str = DATA, count: str = "5000") -> None:
    references = references_of(Path(path), int(count))
    with TemporaryDirectory() as folder:
        files = writing.write_files(references, Path(folder))
        written = {known.name: writing.figures(known, references, files) for known in writable_formats()}
        read = {file.name.partition(".")[2]: dict(reading.figures(file)) for file in files.values()}
    for done, formats in (("written", written), ("read", read)):
        for name, programs in formats.items():
            for program, figure in programs.items():
                print(f"{done:7} {name:12} {program:12} {figure}")
    print(json.dumps({"entries": len(references), "written": written, "read": read}))


if __name__ == "__main__":
    main(*sys.argv[1:])
