"""What of the same 13,370 records survives in each format that they were written in: the table of docs/formats.md."""

import gzip
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from sources.formats import format_named
from sources.reference import Reference
from tests.sources.formats.agreement import DATA, normal

FILES = {
    "csl-json": "perseus-classics.csl.json.gz",
    "bibtex": "perseus-classics.bib.gz",
    "ris": "perseus-classics.ris.gz",
}
# Zotero writes the place twice into CSL-JSON.
DOUBLED = {"id", "event-place", "custom", "note", "keyword"}


def references(format_name: str, folder: Path = DATA) -> Iterator[Reference]:
    with gzip.open(folder / FILES[format_name]) as stream:
        yield from (item for item in format_named(format_name).read(stream) if isinstance(item, Reference))


def comparable(reference: Reference) -> dict[str, object]:
    csl = reference.to_csl()
    said = {role: [str(name) for name in names] for role, names in reference.names.items()}
    dates = {variable: date.parts for variable, date in reference.dates.items() if date.parts}
    fields = {key: value for key, value in csl.items() if key not in DOUBLED}
    return fields | said | dates


def survival(format_name: str) -> dict[str, tuple[int, int]]:
    """For each CSL field: in how many records it is, and in how many of these the other file says the same."""
    there, same = Counter(), Counter()
    for original, other in zip(references("csl-json"), references(format_name), strict=True):
        wanted, got = comparable(original), comparable(other)
        for field, value in wanted.items():
            there[field] += 1
            same[field] += alike(value, got.get(field))
    return {field: (there[field], same[field]) for field in sorted(there)}


def alike(one: object, other: object) -> bool:
    if isinstance(one, tuple):
        return one == other
    return normal("", one) == normal("", other)


def table() -> str:
    """The table in Markdown."""
    columns = {name: survival(name) for name in ("bibtex", "ris")}
    lines = ["| field | records | BibTeX | RIS |", "|---|--:|--:|--:|"]
    for field, (count, _) in columns["bibtex"].items():
        shares = " | ".join(f"{columns[name][field][1] / count:.1%}" for name in columns)
        lines.append(f"| `{field}` | {count:,} | {shares} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(table())
