"""
Entries a second, written and read: `python benchmarks/formats.py FILE.csl.json[.gz] [COUNT]`.

The same references are written in every format; what was written is read by us and by others. The last line is one JSON object with every figure.
"""

import gzip
import json
import sys
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.reading import figures
from sources.formats import Format, format_named, writable_formats
from sources.reference import Reference


def references_of(path: Path, count: int) -> list[Reference]:
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as stream:
        items = format_named("csl-json").read(stream)
        return list(islice((item for item in items if isinstance(item, Reference)), count))


def written_per_second(known: Format, references: Sequence[Reference]) -> int:
    start = time.perf_counter()
    for _piece in known.write(references):
        pass
    return round(len(references) / (time.perf_counter() - start))


def read_again(references: Sequence[Reference], folder: Path) -> dict[str, dict[str, object]]:
    """For each format that others read too, what each reader makes of the file that we wrote."""
    results: dict[str, dict[str, object]] = {}
    for name in ("bibtex", "ris", "csl-json"):
        known = format_named(name)
        path = folder / f"library{known.suffix}"
        with path.open("w", encoding="utf-8") as out:
            out.writelines(piece for piece in known.write(references) if isinstance(piece, str))
        results[name] = dict(figures(path))
    return results


DATA = str(Path(__file__).parents[2] / "shared" / "data" / "perseus-classics.bib.gz")


def main(path: str = DATA, count: str = "5000") -> None:
    references = references_of(Path(path), int(count))
    written = {known.name: written_per_second(known, references) for known in writable_formats()}
    for name, figure in written.items():
        print(f"written {name:12} {figure:>7,} entries a second")
    with TemporaryDirectory() as folder:
        read = read_again(references, Path(folder))
    for name, readers in read.items():
        for reader, figure in readers.items():
            print(f"read    {name:12} {reader:12} {figure}")
    print(json.dumps({"entries": len(references), "written_per_second": written, "read": read}))


if __name__ == "__main__":
    main(*sys.argv[1:])
