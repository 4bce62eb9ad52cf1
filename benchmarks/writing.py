"""Entries written a second, by us and by others, of the same library in one process."""

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from subprocess import run

from benchmarks.reading import missing, processor_seconds
from sources.formats import Format, format_named
from sources.reference import Reference

Write = Callable[[], object]


def ours(known: Format, references: Sequence[Reference]) -> Write:
    return lambda: sum(len(piece) for piece in known.write(references) if isinstance(piece, str))


def bibtexparser(path: Path) -> Write:
    module = import_module("bibtexparser")
    library = module.parse_file(str(path))
    return lambda: module.write_string(library)


def pybtex(path: Path) -> Write:
    import_module("pybtex.errors").set_strict_mode(False)
    library = import_module("pybtex.database").parse_file(str(path), "bibtex")
    return lambda: library.to_string("bibtex")


def rispy(path: Path) -> Write:
    module = import_module("rispy")
    library = module.loads(path.read_text(encoding="utf-8"))
    return lambda: module.dumps(library)


def pandoc(path: Path) -> Write:
    """Includes reading CSL-JSON, which no one can have it leave out."""
    command = ["pandoc", "-f", "csljson", "-t", "bibtex", "-s", path]
    return lambda: run(command, capture_output=True, check=True)


# Each writer with the file that it takes its entries from.
OTHERS = {
    "bibtex": {
        "bibtexparser": (bibtexparser, ".bib"),
        "pybtex": (pybtex, ".bib"),
        "pandoc": (pandoc, ".csl.json"),
    },
    "ris": {"rispy": (rispy, ".ris")},
}


def figures(known: Format, references: Sequence[Reference], files: dict[str, Path]) -> dict[str, dict[str, object]]:
    """By writer: entries a second, or why there are none."""
    found = {"ours": timed(lambda: ours(known, references), len(references))}
    for name, (writer, suffix) in OTHERS.get(known.name, {}).items():
        if reason := missing(name):
            found[name] = {"skipped": reason}
        else:
            found[name] = timed(lambda make=writer, path=files[suffix]: make(path), len(references))
    return found


def timed(prepare: Callable[[], Write], count: int) -> dict[str, object]:
    try:
        write = prepare()
        start = processor_seconds()
        write()
    except Exception as fault:
        return {"failed": f"{type(fault).__name__}: {str(fault)[:100]}"}
    seconds = processor_seconds() - start
    return {"seconds": round(seconds, 2), "per_second": round(count / max(seconds, 0.01))}


def write_files(references: Sequence[Reference], folder: Path) -> dict[str, Path]:
    """The library in the formats that others read, by suffix."""
    files = {}
    for name in ("bibtex", "ris", "csl-json"):
        known = format_named(name)
        path = files[known.suffix] = folder / f"library{known.suffix}"
        with path.open("w", encoding="utf-8") as out:
            out.writelines(piece for piece in known.write(references) if isinstance(piece, str))
    return files
