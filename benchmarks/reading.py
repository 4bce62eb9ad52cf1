"""Entries read a second, by us and by others, each from the same file in one process."""

import os
from collections.abc import Callable, Iterator
from importlib import import_module, util
from pathlib import Path
from shutil import which
from subprocess import run

from sources.formats import format_named
from sources.reference import Reference


def ours(format_name: str) -> Callable[[Path], int]:
    def read(path: Path) -> int:
        with path.open("rb") as stream:
            return sum(isinstance(item, Reference) for item in format_named(format_name).read(stream))

    return read


def bibtexparser(path: Path) -> int:
    module = import_module("bibtexparser")
    if hasattr(module, "parse_file"):
        return len(module.parse_file(str(path)).entries)
    parser = import_module("bibtexparser.bparser").BibTexParser(ignore_nonstandard_types=False, common_strings=True)
    return len(module.loads(path.read_text(encoding="utf-8"), parser).entries)


def pybtex(path: Path) -> int:
    parser = import_module("pybtex.database.input.bibtex").Parser()
    import_module("pybtex.errors").set_strict_mode(False)
    return len(parser.parse_file(str(path)).entries)


def rispy(path: Path) -> int:
    return len(import_module("rispy").loads(path.read_text(encoding="utf-8")))


def pandoc(format_name: str) -> Callable[[Path], int]:
    def read(path: Path) -> int:
        done = run(["pandoc", "-f", format_name, "-t", "csljson", path], capture_output=True)
        if done.returncode:  # older ones do not read RIS
            raise RuntimeError(done.stderr.decode().strip())
        return done.stdout.count(b'\n    "id":') or done.stdout.count(b'"id":')

    return read


READERS: dict[str, dict[str, Callable[[Path], int]]] = {
    ".bib": {"ours": ours("bibtex"), "bibtexparser": bibtexparser, "pybtex": pybtex, "pandoc": pandoc("bibtex")},
    ".ris": {"ours": ours("ris"), "rispy": rispy, "pandoc": pandoc("ris")},
    ".json": {"ours": ours("csl-json"), "pandoc": pandoc("csljson")},
}


def missing(name: str) -> str:
    """Why a reader cannot take part; nothing if it can."""
    if name == "ours":
        return ""
    found = which(name) if name == "pandoc" else util.find_spec(name)
    return "" if found else "not installed"


def processor_seconds() -> float:
    """Of this process and those that it has waited for: other work on the machine does not count."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def figures(path: Path) -> Iterator[tuple[str, dict[str, object]]]:
    for name, read in READERS.get(path.suffix, {}).items():
        if reason := missing(name):
            yield name, {"skipped": reason}
            continue
        start = processor_seconds()
        try:
            count = read(path)
        except Exception as fault:
            yield name, {"failed": f"{type(fault).__name__}: {str(fault)[:100]}"}
            continue
        seconds = processor_seconds() - start
        yield name, {"entries": count, "seconds": round(seconds, 2), "per_second": round(count / seconds)}
