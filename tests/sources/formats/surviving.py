"""
What of the same 13,370 records survives in each format: the table of docs/formats.md.

Zotero wrote them as CSL-JSON, BibTeX and RIS. What the words of its BibTeX and RIS hold is the most that Zotero, or
anybody, can read of them again; beside it stands what we read, and what comes back of files that we wrote ourselves.
"""

import gzip
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from io import BytesIO, TextIOWrapper
from itertools import islice
from pathlib import Path

from sources.formats import format_named
from sources.formats.bibtex.latex import plain_text
from sources.formats.bibtex.scanning import RawEntry, scan
from sources.reference import Reference
from tests.sources.formats.agreement import DATA, MONTHS, normal

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


@cache
def originals() -> tuple[dict[str, object], ...]:
    return tuple(comparable(reference) for reference in references("csl-json"))


def survival(others: Iterable[dict[str, object]], step: int = 1) -> dict[str, float]:
    """For each CSL field the share of its values that the others, in the same order, say alike."""
    there, same = Counter(), Counter()
    for wanted, got in zip(originals()[::step], others, strict=True):
        for field, value in wanted.items():
            there[field] += 1
            same[field] += alike(value, got.get(field))
    return {field: same[field] / count for field, count in there.items()}


def alike(one: object, other: object) -> bool:
    if isinstance(one, tuple):
        return one == other
    return normal("", one) == normal("", other)


def read_by_us(format_name: str) -> dict[str, float]:
    return survival(map(comparable, references(format_name)))


def round_trip(format_name: str) -> dict[str, float]:
    """What we write and read again, of every eighth record."""
    known = format_named(format_name)
    written = known.write(islice(references("csl-json"), 0, None, 8))
    text = "".join(piece for piece in written if isinstance(piece, str)).encode()
    back = (item for item in known.read(BytesIO(text)) if isinstance(item, Reference))
    return survival(map(comparable, back), 8)


def entries(format_name: str) -> Iterator[str]:
    """The text of each entry as it stands in the file."""
    with gzip.open(DATA / FILES[format_name]) as stream:
        text = TextIOWrapper(stream, "utf-8")
        if format_name == "ris":
            yield from (entry for entry in re.split(r"(?m)^ER  -.*$", text.read()) if "TY  -" in entry)
        else:
            found = (entry for entry in scan(text) if isinstance(entry, RawEntry) and entry.key)
            yield from (" ".join(map(str, entry.fields.values())) for entry in found)


def held(format_name: str) -> dict[str, float]:
    """The share of values of which every word stands in the entry, of every fourth record."""
    there, same = Counter(), Counter()
    for wanted, text in zip(originals()[::4], islice(entries(format_name), 0, None, 4), strict=True):
        words = words_of(plain_text(text) if format_name == "bibtex" else text)
        for field, value in wanted.items():
            there[field] += 1
            same[field] += field == "type" or words_of(spoken(value)) <= words
    return {field: same[field] / count for field, count in there.items()}


def words_of(text: object) -> set[str]:
    """In small letters; months as numbers, which are written as names in one place and as numbers in the other."""
    words = re.findall(r"\w+", normal("", text).lower())
    return {str(number) if (number := month(word)) else word.lstrip("0") for word in words}


def month(word: str) -> int:
    return next((at for at, name in enumerate(MONTHS, 1) if word in (name, name[:3])), 0)


def spoken(value: object) -> object:
    if isinstance(value, tuple):
        return " ".join(str(number) for part in value for number in part)
    return " ".join(map(str, value)) if isinstance(value, list) else value


def table() -> str:
    """The table in Markdown."""
    columns = [share(name) for name in ("bibtex", "ris") for share in (held, read_by_us, round_trip)]
    counts = Counter(field for record in originals() for field in record)
    lines = [
        "| field | records | Zotero's BibTeX holds | we read of it | our own BibTeX | Zotero's RIS holds | we read of it "
        "| our own RIS |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for field in sorted(counts):
        shares = " | ".join(f"{column[field]:.1%}" if field in column else "–" for column in columns)
        lines.append(f"| `{field}` | {counts[field]:,} | {shares} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(table())
