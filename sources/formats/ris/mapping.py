"""The tags of one RIS record to a reference."""

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache

from sources.formats.carrying import finished
from sources.formats.days import read_date
from sources.formats.drafting import Draft
from sources.formats.people import inverted_name, is_et_al
from sources.formats.ris.vocabulary import ANY, ATTACHMENTS, NOTES, TAGS, TYPES, WHOLE
from sources.reference import Date, Name, Reference

DOI = re.compile(r"(?:doi:?\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{3,9}/\S+)", re.IGNORECASE)
# Several addresses in one tag.
SPACING = re.compile(r"  |[^\S ]")
PARTED = re.compile(r"[;\n]")
ADDRESSES = re.compile(r"\s*[;\n]\s*(?=\w+://)|\s+(?=https?://)")
RIS_DATE = re.compile(r"(-?\d{1,4})(?:/(\d{0,2})(?:/(\d{0,2})(?:/(.*))?)?)?", re.DOTALL)


@dataclass(slots=True)
class Record:
    """The tags of one record, in their order; `closed` is whether an ER was there."""

    line: int
    tags: list[tuple[str, str]] = field(default_factory=list)
    closed: bool = False
    length: int = 0
    more: list[str] = field(default_factory=list)  # lines that go on with the last value
    by_tag: dict[str, list[str]] = field(default_factory=dict)

    def add(self, tag: str, value: str) -> None:
        if self.more:
            self.go_on()
        self.tags.append((tag, value))

    def add_line(self, tag: str, value: str) -> None:
        """Takes a line: with its tag, or going on with what the last tag says."""
        self.length += len(value) + 1
        if tag:
            self.add(tag, value)
        elif value:
            self.more.append(value)

    def go_on(self) -> None:
        tag, value = self.tags[-1]
        self.tags[-1] = tag, "\n".join(filter(None, (value, *self.more)))
        self.more = []

    def sort(self) -> None:
        """Gathers what each tag says; to be called when all tags are there."""
        self.go_on()
        for tag, value in self.tags:
            if value:
                self.by_tag.setdefault(tag, []).append(value)

    def values(self, *tags: str) -> list[str]:
        return [value for tag in tags if tag in self.by_tag for value in self.by_tag[tag]]


def to_reference(record: Record) -> Reference:
    record.sort()
    draft = Draft(next(iter(record.values("ID")), ""), csl_type(record))
    targets = targets_of(draft.type)
    for tag in sorted(record.by_tag, key=rank):
        if tag not in TOGETHER:
            for value in record.by_tag[tag]:
                read_tag(draft, tag, value, targets.get(tag, ""))
    read_periodical(draft, record)
    read_pages(draft, record)
    read_dates(draft, record)
    read_addresses(draft, record)
    return finished(draft)


# Read after the tags that say the same more exactly.
RANKS = {"T1": 1, "CT": 2, "BT": 1, "N2": 1, "M1": 1, "CY": 1, "PP": 2, "CP": 3, "H1": 1, "H2": 1, "AV": 1, "SL": 1}
RANKS |= {"T2": -1, "C3": -2}
TOGETHER = frozenset("TY ID ER SP EP DA PY Y1 Y2 DO UR L1 L2 L3 L4 LK JO JA J1 J2 JF".split())

PERIODICAL = ("T2", "JO", "JF", "JA", "J2", "IS", "VL")


def rank(tag: str) -> int:
    return RANKS.get(tag, 0)


@cache
def targets_of(type: str) -> dict[str, str]:
    """What each tag means for a type."""
    return {tag: targets.get(type, targets.get("", "")) for tag, targets in TAGS.items()}


def csl_type(record: Record) -> str:
    """The type, by TY; GEN is an article as in Zotero, unless it is one of the documents that Zotero writes as GEN."""
    kind = record.tags[0][1].upper()
    if kind == "GEN" and record.tags[1:2] and record.tags[1][0] == "TI" and not record.values(*PERIODICAL):
        return "document"
    return TYPES.get(kind, ANY)


def read_tag(draft: Draft, tag: str, value: str, target: str) -> None:
    if tag == "KW":
        draft.tag(word.strip() for word in PARTED.split(value))
    elif tag in NOTES:
        draft.note(value)
    elif tag == "M3" and (found := DOI.fullmatch(value)):
        draft.say("DOI", found[1])
    else:
        say(draft, tag, value, target)


def say(draft: Draft, tag: str, value: str, target: str) -> None:
    if target.startswith("@"):
        read_people(draft, target[1:], value)
    elif target and target not in draft.variables:
        is_plain = target == "abstract" or not SPACING.search(value)
        draft.say(target, value if is_plain else " ".join(value.split()))
    elif draft.variables.get(target) != value:
        draft.keep(tag, value)


def read_people(draft: Draft, role: str, value: str) -> None:
    names, others = people_of(value)
    draft.name(role, names)
    if others:
        draft.others.add(role)


@lru_cache(maxsize=8192)
def people_of(text: str) -> tuple[tuple[Name, ...], bool]:
    """The people whom a tag names, most often one, and whether there are others."""
    pieces = [piece.strip() for piece in PARTED.split(text) if piece.strip()]
    named = tuple(inverted_name(piece) for piece in pieces if not is_et_al(piece))
    return named, len(named) < len(pieces)


def read_periodical(draft: Draft, record: Record) -> None:
    """The full title, and the short one: where only one of them is given, it is the title."""
    for value in record.values("JF"):
        draft.say("container-title", value)
    for value in record.values("JO", "JA", "J2", "J1"):
        if draft.variables.get("container-title", value) == value:
            draft.say("container-title", value)
        else:
            draft.say("container-title-short", value)
    if draft.type == "paper-conference":
        draft.say("container-title", str(draft.variables.get("event-title", "")))


def read_pages(draft: Draft, record: Record) -> None:
    start, end = (next(iter(record.values(tag)), "") for tag in ("SP", "EP"))
    if draft.type in WHOLE and start and not end and not re.search(r"[-–,]", start):
        draft.say(WHOLE[draft.type], start)
    elif start and end and start != end and not re.search(r"[-–]", start):
        draft.say("page", end if end.startswith(f"{start}-") else f"{start}-{end}")
    else:
        draft.say("page", start or end)


def read_dates(draft: Draft, record: Record) -> None:
    for tag in ("DA", "PY", "Y1"):
        for value in record.values(tag):
            draft.date("issued", ris_date(value))
    for value in record.values("Y2"):
        if draft.type != "patent":
            draft.date("accessed", ris_date(value))


@lru_cache(maxsize=4096)
def ris_date(text: str) -> Date | None:
    """YYYY/MM/DD/other information, of which any part may be missing; or whatever people write instead."""
    found = RIS_DATE.fullmatch(text.strip())
    if not found:
        return read_date(text.replace("//", ""))
    numbers = in_calendar(found[1], found[2] or "", found[3] or "")
    if not found[1].strip("0-") or len(found[1].lstrip("-")) < 3:
        return None
    other = (found[4] or "").strip()
    return Date((tuple(numbers),), raw=f"{found[1]} {other}" if other else "")


def in_calendar(*texts: str) -> list[int]:
    """Year, month and day, up to the first that is missing or none."""
    numbers: list[int] = []
    for text, last in zip(texts, (9999, 12, 31), strict=True):
        if not text.strip("-0") or int(text) > last:
            break
        numbers.append(int(text))
    return numbers


def read_addresses(draft: Draft, record: Record) -> None:
    for value in record.values("DO"):
        found = DOI.search(value)
        draft.say("DOI", found[1] if found else value)
    for value in record.values("UR", "LK"):
        for address in ADDRESSES.split(value):
            if draft.variables.get("URL", address) == address:
                draft.say("URL", address)
            else:
                draft.attach(url=address)
    for tag in ("L1", "L2", "L3", "L4"):
        for path in (line for value in record.values(tag) for line in value.split("\n")):
            draft.attach(**{"url" if "://" in path else "path": path}, media_type=ATTACHMENTS[tag] if path else "")
