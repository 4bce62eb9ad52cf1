"""Field agreement with the items that Zotero expects from its own import cases, where those are at hand."""

import io
import json
import re
import sys
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path

from sources.formats import format_named
from sources.reference import Reference
from tests.sources.formats.zotero_items import ROLES, to_csl

FOUND = [parent / "shared" / "data" for parent in Path(__file__).parents if (parent / "shared" / "data").is_dir()]
DATA = FOUND[0] if FOUND else Path("shared/data")
CASES = DATA / "zotero-import-cases.zip"
FOLDERS = {"bibtex": "bibtex", "ris": "ris", "endnotexml": "endnote-xml", "mods": "mods"}
YEAR = re.compile(r"\d{4}")
MONTHS = "january february march april may june july august september october november december".split()


def cases(folder: str) -> Iterator[tuple[str, bytes, list[dict]]]:
    with zipfile.ZipFile(CASES) as archive:
        for name in sorted(archive.namelist()):
            if name.startswith(f"{folder}/") and not name.endswith(".zotero.json") and not name.endswith("/"):
                expected = f"{name.rpartition('.')[0]}.zotero.json"
                yield name, archive.read(name), json.loads(archive.read(expected))


def compare(format_name: str, folder: str) -> tuple[int, int, list[str]]:
    """Fields that agree, fields that Zotero expects, and the differences."""
    agreed, total, differences = 0, 0, []
    for case, content, expected in cases(folder):
        got = [r for r in format_named(format_name).read(io.BytesIO(content)) if isinstance(r, Reference)]
        if len(got) != len(expected):
            differences.append(f"{case}: {len(got)} items, not {len(expected)}")
        for index, item in enumerate(expected):
            wanted = to_csl(item)
            csl = comparable(got[index]) if index < len(got) else {}
            total += len(wanted)
            for field, value in wanted.items():
                if normal(field, csl.get(field)) == normal(field, value):
                    agreed += 1
                else:
                    differences.append(f"{case} {field}: {value!r} ≠ {csl.get(field)!r}")
    return agreed, total, differences


def comparable(reference: Reference) -> dict:
    csl = reference.to_csl()
    for role in {*ROLES.values()} & csl.keys():
        csl[role] = [str(name) for name in reference.names[role]]
    notes = [line for note in reference.notes for line in note.splitlines()]
    return csl | {"keyword": list(reference.keywords), "note": notes}


def normal(field: str, value: object) -> object:
    """Spelling that means nothing put aside: white space, dashes, the order of keywords, how a date is written."""
    if field == "issued":
        return date_numbers(value)
    if isinstance(value, list):
        plain = [normal("", entry) for entry in value]
        return " ".join(plain) if field == "note" else sorted(set(plain)) if field == "keyword" else plain
    text = unicodedata.normalize("NFC", str(value or ""))
    text = re.sub(r"[‐–—]|--+", "-", text)
    return re.sub(r"[\s,]+", " ", text).strip()


def date_numbers(value: object) -> list[int]:
    if isinstance(value, dict):
        return list(value.get("date-parts", [[]])[0])
    text = str(value or "")
    if found := re.fullmatch(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?", text):
        return [int(number) for number in found.groups() if number]
    month = next((at for at, word in enumerate(MONTHS, 1) if word[:3] in text.lower()), None)
    year = YEAR.search(text)
    return [int(year[0])] + ([month] if month else []) if year else []


def main() -> None:
    for folder, format_name in FOLDERS.items():
        if len(sys.argv) > 1 and folder not in sys.argv[1:]:
            continue
        agreed, total, differences = compare(format_name, folder)
        print(f"{format_name}: {agreed} of {total} fields ({agreed / total:.1%})")
        print("".join(f"  {difference}\n" for difference in differences), end="")


if __name__ == "__main__":
    main()
