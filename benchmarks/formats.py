"""
Written entries a second, by format: `python benchmarks/formats.py FILE.csl.json[.gz] [COUNT]`.

The last line is one JSON object with every figure.
"""

import gzip
import json
import sys
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

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


def main(path: str, count: str = "5000") -> None:
    references = references_of(Path(path), int(count))
    figures = {known.name: written_per_second(known, references) for known in writable_formats()}
    for name, figure in figures.items():
        print(f"{name:12} {figure:>7,} entries a second")
    print(json.dumps({"entries": len(references), "written_per_second": figures}))


if __name__ == "__main__":
    main(*sys.argv[1:])
