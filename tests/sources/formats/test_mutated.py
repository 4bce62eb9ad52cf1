"""Files that somebody broke: none raises, and what is written of them is read again in the same number."""

import random
from io import BytesIO
from types import ModuleType

import pytest

from sources.formats import FORMATS, Format, UnreadableEntry, UnreadableFile, format_named
from sources.formats.bibtex import scanning
from sources.formats.csl_json import reading as csl_reading
from sources.formats.ris import reading as ris_reading
from sources.reference import Reference
from tests.sources.formats.shelf import SHELF

READABLE = [known for known in FORMATS if hasattr(known, "read")]
each = pytest.mark.parametrize("known", READABLE, ids=lambda known: known.name)
# fmt: off
SCRAPS = [
    *b'{}"\\@=,#%$<>&[]()\0\r\n', b"@book{", b"TY  - ", b"ER  - ", b"&#0;", b"<!DOCTYPE a>", b"\xff\xfe", b"\xef\xbb\xbf",
    b"null", b"1e999", b"\xed\xa0\x80", b"\x85", b"crossref={a}", b"9" * 5000, b"A" * 5000, b"{" * 3000, b"\\'" * 300,
]
# fmt: on
ENCODINGS = ["utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1251", "shift_jis", "koi8-r", "euc-jp"]


def written(known: Format, references: list[Reference]) -> bytes:
    return "".join(piece for piece in known.write(references) if isinstance(piece, str)).encode()


def mutated(content: bytes, chance: random.Random) -> bytes:
    """The content with scraps put in, pieces taken out or doubled, cut off, or in another encoding."""
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(content))
        end = start + chance.randint(0, 200)
        scrap = chance.choice(SCRAPS)
        scrap = bytes([scrap]) if isinstance(scrap, int) else scrap
        middle = chance.choice([scrap, b"", content[start:end] * 2, content[start:end] + scrap])
        content = content[:start] + middle + (content[end:] if chance.random() < 0.9 else b" ")
    text = content.decode("utf-8", "replace").replace("\n", chance.choice(["\n", "\n", "\r\n", "\r"]))
    return text.encode(chance.choice(ENCODINGS), "replace")


def references_in(known: Format, content: bytes) -> list[Reference]:
    try:
        return [item for item in known.read(BytesIO(content)) if isinstance(item, Reference)]
    except UnreadableFile:
        return []


@each
def test_broken_files_raise_nothing_and_can_be_written(known: Format) -> None:
    chance, whole = random.Random(f"{known.name} 1917"), written(known, SHELF[:8])
    for _ in range(25):
        found = references_in(known, mutated(whole, chance))
        target = chance.choice(READABLE)
        tied = sum(len(reference.related) for reference in found)

        assert len(found) <= len(references_in(target, written(target, found))) <= len(found) + tied


def test_prefix_that_was_never_declared_is_no_obstacle() -> None:
    (reference,) = format_named("mods").read(
        BytesIO(b"<m:mods><m:titleInfo><m:title>T</m:title></m:titleInfo></m:mods>")
    )

    assert reference.title == "T"


def test_number_that_is_too_long_costs_only_its_item() -> None:
    text = b'[{"id": "a", "type": "book", "volume": %s}, {"id": "b", "type": "book", "volume": 1e999}]' % (b"9" * 5000)

    broken, good = format_named("csl-json").read(BytesIO(text))
    assert isinstance(broken, UnreadableEntry) and "too long" in broken.reason
    assert good.variables["volume"] == "1e999"


def test_line_of_a_note_that_looks_like_a_tag_begins_no_record() -> None:
    reference = Reference("a", "book", notes=("First.\nTY  - BOOK\n%0 Book",))

    assert b"\nTY  - BOOK" not in written(format_named("ris"), [reference])
    assert b"\n%0" not in written(format_named("refer"), [reference])
    (back,) = references_in(format_named("ris"), written(format_named("ris"), [reference]))
    assert back.notes == reference.notes


LONG = b"a b c\n" * 250_000


@pytest.mark.parametrize(
    ("module", "name", "content"),
    [
        (scanning, "bibtex", b"@book{a,x={1}}\n@book{b, title={%s}}\n@book{c,x={1}}\n"),
        (ris_reading, "ris", b"TY  - BOOK\nER  - \nTY  - BOOK\nN1  - %s\nER  - \nTY  - BOOK\nER  - \n"),
        (csl_reading, "csl-json", b'[{"id": "a"}, {"id": "b", "title": "%s"}, {"id": "c"}]'),
    ],
    ids=["bibtex", "ris", "csl-json"],
)
def test_entry_longer_than_anything_honest_costs_only_itself(
    module: ModuleType, name: str, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LONGEST_ENTRY", 1 << 17)

    _first, broken, _last = format_named(name).read(BytesIO(content % LONG.replace(b"\n", b" ")))

    assert isinstance(broken, UnreadableEntry) and "longer than" in broken.reason
