"""BibTeX text to raw entries, one at a time: what a `.bib` file says before anything is made of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TextIO

from sources.complaints import Saying
from sources.formats.problems import LONGEST_ENTRY, Problem, UnreadableEntry

LINE = 1 << 20
# A comment that never closes must not swallow the library behind it.
LONGEST_COMMENT = 1 << 20
RAW = 4000
TOO_LONG = Saying("the entry is longer than 16 million characters")
NO_FIELD = Saying("the entry has no key and no fields")
UNCLOSED = Saying("the entry is not closed: a brace or quotation mark is missing")
NO_LAST_BRACE = Saying("the entry is not closed: its last brace is missing")
OPEN = Saying("a brace or quotation mark is not closed")

COMMAND = re.compile(r"@\s*([^\W\d][\w:.+-]*)\s*([{(])")
ENTRY_LINE = re.compile(r"^[ \t]*@\s*[^\W\d][\w-]*\s*[{(]", re.MULTILINE)
# An entry may have its brace on a later line.
BRACELESS = re.compile(r"\s*(?:@\s*(?:[^\W\d][\w-]*)?\s*)?")
KEY = re.compile(
    r"\s*+([^,={}()\"#\n]*+)(?=[,})\n])"  # @book{key,
    r"|\s*+(?=[^\s,={}\"#%]++\s*+=)"  # @book{title = … without a key
    r"|\s*+([^,={}\"\n]*+),"  # @book{a key (with what no key should have),
)
NAME = re.compile(r"([^\s=,{}()\"#%]++)\s*+=")
BETWEEN = r"(?:[\s,]++|%[^\n]*+)*+"
END = re.compile(BETWEEN)
# Nearly every field is a name and a text with few braces in it, or a number: one match reads it.
FIELD = BETWEEN + r"([^\s=,{}()\"#%]++)\s*+=\s*+(?:\{(TEXT)\}|(\d++))\s*+(?=[,}])"
SHALLOW = r"(?:[^{}]++|\{(?:[^{}]++|\{[^{}]*+\})*+\})*+"
SIMPLE = re.compile(FIELD.replace("TEXT", SHALLOW))
ESCAPED_SIMPLE = re.compile(FIELD.replace("TEXT", r"[^{}\\]*+"))
BARE = re.compile(r"[^\s,#{}()\"=%]+")
SPACE = re.compile(r"\s*+")
PLAIN = re.compile(r"\{([^{}\\]*)\}")
MARKS = {"{": re.compile(r"[{}]"), '"': re.compile(r'[{}"]')}
ESCAPED_MARKS = {"{": re.compile(r"\\.|[{}]", re.DOTALL), '"': re.compile(r'\\[^"]|[{}"]', re.DOTALL)}
NEXT_FIELD = re.compile(r"[,\n]\s*(?=[A-Za-z][\w-]*\s*=\s*[{\"\w])")
SWALLOWED = re.compile(r"[\n,]\s*[A-Za-z][\w-]*\s*=\s*[{\"\d]")


@dataclass(frozen=True, slots=True)
class Macro:
    """The name of an `@string`, to be replaced by its text."""

    name: str


@dataclass(slots=True)
class RawEntry:
    """
    An entry, `@string` or `@preamble` as it stands; a value is a list of texts and macros to be joined.

    `again` are fields whose name was there already.
    """

    type: str
    key: str
    line: int
    fields: dict[str, list[str | Macro]] = field(default_factory=dict)
    again: list[tuple[str, list[str | Macro]]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class Malformed(Exception):
    """The entry cannot be read further; `position` is where."""

    def __init__(self, saying: Saying, position: int) -> None:
        super().__init__(str(saying))
        self.saying = saying
        self.position = position


class Source:
    """The text of a file, of which only the part from one `@` at a line's beginning to the next is held."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.text = ""
        self.line = 1
        self.anchor = 0, 1  # the last position whose line was asked for
        self.ahead = self.with_brace(stream.readline(LINE))
        self.comment_limit = LONGEST_COMMENT

    def next_block(self) -> bool:
        """Puts the next block in place of the present one; False at the end of the file."""
        self.line = self.line_of(len(self.text))
        self.text, self.anchor = "", (0, self.line)
        return self.extend(through_entries=True)

    def extend(self, *, through_entries: bool = False) -> bool:
        """Adds as much again as is there, but stops before what looks like another entry."""
        if not self.ahead or (not through_entries and ENTRY_LINE.search(self.ahead)):
            return False
        if len(self.text) >= LONGEST_ENTRY:
            return False
        lines, size, enough = [self.ahead], len(self.ahead), len(self.text)
        idle = "@" not in self.text and "@" not in self.ahead
        ahead = self.stream.readline(LINE)
        while ahead and not (idle and size > LINE) and enough + size < LONGEST_ENTRY:
            if "@" in ahead:
                ahead = self.with_brace(ahead)
                if self.ends_block(ahead, size >= enough, through_entries):
                    break
            lines.append(ahead)
            size += len(ahead)
            ahead = self.stream.readline(LINE)
        self.ahead = ahead
        added = "".join(lines)
        self.text += added.replace("\0", "") if "\0" in added else added
        return True

    def with_brace(self, line: str) -> str:
        """A line that may begin an entry, with those behind it up to where its brace would be."""
        lines = [line]
        while "@" in line and lines[-1] and BRACELESS.fullmatch(lines[-1]):
            lines.append(self.stream.readline(LINE))
        return "".join(lines)

    @staticmethod
    def ends_block(line: str, is_enough: bool, through_entries: bool) -> bool:
        if is_enough and line.lstrip().startswith("@"):
            return True
        return not through_entries and bool(ENTRY_LINE.search(line))

    def ended(self, otherwise: Saying) -> Saying:
        """Why an entry could not go on where the text of its block ends."""
        return TOO_LONG if len(self.text) >= LONGEST_ENTRY else otherwise

    def line_of(self, position: int) -> int:
        known, line = self.anchor if self.anchor[0] <= position else (0, self.line)
        self.anchor = position, line + self.text.count("\n", known, position)
        return self.anchor[1]


def scan(stream: TextIO) -> Iterator[RawEntry | UnreadableEntry]:
    """Yields entries, strings and preambles in the order of the file."""
    source = Source(stream)
    while source.next_block():
        position = 0
        while found := COMMAND.search(source.text, position):
            item, position = scan_command(source, found)
            if item:
                yield item


def scan_command(source: Source, found: re.Match[str]) -> tuple[RawEntry | UnreadableEntry | None, int]:
    """What begins at an `@`, and where it ends."""
    kind = found[1].lower()
    if kind == "comment":
        return None, end_of_comment(source, found)
    entry = try_entry(source, found, MARKS)
    if not entry or entry[0].problems:
        # BibTeX counts \{ as a brace; files that do not balance that way were written by something that does not.
        other = try_entry(source, found, ESCAPED_MARKS)
        entry = other if other and (not entry or len(other[0].problems) < len(entry[0].problems)) else entry
    if entry:
        return entry
    line, end = source.line_of(found.start()), next_command(source, found)
    return UnreadableEntry(line, fault_of(source, found), source.text[found.start() : end][:RAW].rstrip()), end


def try_entry(source: Source, found: re.Match[str], marks: dict[str, re.Pattern[str]]) -> tuple[RawEntry, int] | None:
    try:
        return EntryScanner(source, found, marks).scan()
    except Malformed:
        return None


def fault_of(source: Source, found: re.Match[str]) -> Saying | str:
    try:
        EntryScanner(source, found, MARKS).scan()
    except Malformed as fault:
        return fault.saying
    return ""


def next_command(source: Source, found: re.Match[str]) -> int:
    """Where to look for the next entry after one that is broken: at a line of its own, or after the block."""
    after = re.compile(r"\n[ \t]*(?=@)").search(source.text, found.end())
    return after.end() if after else len(source.text)


def end_of_comment(source: Source, found: re.Match[str]) -> int:
    depth, position = 1, found.end()
    marks = re.compile(r"[{}]" if found[2] == "{" else r"[()]")
    limit = found.end() + source.comment_limit
    while True:
        for mark in marks.finditer(source.text, position, limit):
            depth += 1 if mark[0] in "{(" else -1
            if depth == 0:
                return mark.end()
        position = len(source.text)
        if position > limit or not source.extend(through_entries=True):
            # Each comment that does not close halves what the next may cost.
            source.comment_limit //= 2
            return found.end()


class EntryScanner:
    """Reads one `@type{key, name = value, …}` from a source; `marks` say what counts as a brace."""

    def __init__(self, source: Source, found: re.Match[str], marks: dict[str, re.Pattern[str]]) -> None:
        self.source = source
        self.marks = marks
        self.simple = SIMPLE if marks is MARKS else ESCAPED_SIMPLE
        self.start = found.start()
        self.position = found.end()
        self.closing = "}" if found[2] == "{" else ")"
        self.entry = RawEntry(found[1].lower(), "", source.line_of(found.start()))

    def scan(self) -> tuple[RawEntry, int]:
        if self.entry.type == "preamble":
            self.entry.fields["preamble"] = self.value()
            return self.entry, self.position
        if self.entry.type != "string":
            self.key()
        self.simple_fields()
        while self.more_fields():
            if found := self.match(NAME):
                self.position = found.end()
                self.add(found[1].lower(), self.value())
            else:
                self.skip_to_field()
            self.simple_fields()
        return self.entry, self.position

    def simple_fields(self) -> None:
        """As many fields as follow that one match can read."""
        text, position, match = self.source.text, self.position, self.simple.match
        while found := match(text, position):
            name, braced, number = found.groups()
            self.add(name.lower(), [number if braced is None else braced])
            position = found.end()
        self.position = position

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        return pattern.match(self.source.text, self.position)

    def key(self) -> None:
        found = self.match(KEY)
        while not found and self.source.extend():
            found = self.match(KEY)
        if not found:
            raise Malformed(NO_FIELD, self.position)
        self.entry.key = (found[1] or found[2] or "").strip()
        self.position = found.end()

    def add(self, name: str, value: list[str | Macro]) -> None:
        if name in self.entry.fields:
            self.entry.again.append((name, value))
        else:
            self.entry.fields[name] = value

    def report(self, saying: Saying, name: str = "") -> None:
        line = self.source.line_of(self.position)
        self.entry.problems.append(Problem(line, saying, name, self.entry.key))

    def more_fields(self) -> bool:
        """Goes to the next field; False after the closing brace."""
        self.position = self.match(END).end()
        while self.position >= len(self.source.text):
            if not self.source.extend():
                return self.unclosed()
            self.position = self.match(END).end()
        if self.source.text[self.position] == self.closing:
            self.position += 1
            return False
        return True

    def unclosed(self) -> bool:
        """The file ends, or another entry begins: forgiven if no value can have swallowed what follows it."""
        texts = (text for value in self.entry.fields.values() for text in value if isinstance(text, str))
        if not self.entry.fields or any(SWALLOWED.search(text) for text in texts):
            raise Malformed(self.source.ended(UNCLOSED), self.position)
        self.report(NO_LAST_BRACE)
        return False

    def skip_to_field(self) -> None:
        """After something that is no field: on to what looks like the next one."""
        found = NEXT_FIELD.search(self.source.text, self.position)
        end = found.start() if found else len(self.source.text)
        skipped = self.source.text[self.position : end].strip()
        if not found and skipped.rstrip(" \t\n,")[-1:] != self.closing:
            raise Malformed(Saying("not a field: “%(text)s”", text=skipped[:60]), self.position)
        self.report(Saying("not a field, left out: “%(text)s”", text=skipped[:60]))
        self.position = found.end() if found else self.source.text.rindex(self.closing, self.position)

    def value(self) -> list[str | Macro]:
        """Texts and macros joined by `#`."""
        parts = [self.part()]
        while True:
            self.skip_space()
            if not self.source.text.startswith("#", self.position):
                return parts
            self.position += 1
            parts.append(self.part())

    def skip_space(self) -> None:
        self.position = self.match(SPACE).end()
        while self.position >= len(self.source.text) and self.source.extend():
            self.position = self.match(SPACE).end()

    def part(self) -> str | Macro:
        self.skip_space()
        if found := self.match(PLAIN):
            self.position = found.end()
            return found[1]
        opening = self.source.text[self.position : self.position + 1]
        if opening in ("{", '"'):
            return self.delimited(opening)
        found = self.match(BARE)
        if not found:
            # "year = ," says nothing, which is no reason to lose the entry.
            return ""
        self.position = found.end()
        return found[0] if found[0].isdigit() else Macro(found[0])

    def delimited(self, opening: str) -> str:
        """The text between braces, or between quotation marks outside any braces."""
        start, depth = self.position + 1, 0
        position = start
        closing = "}" if opening == "{" else '"'
        while True:
            for mark in self.marks[opening].finditer(self.source.text, position):
                if mark[0] == closing and depth == 0:
                    self.position = mark.end()
                    return self.source.text[start : mark.start()]
                depth += (mark[0] == "{") - (mark[0] == "}")
            position = len(self.source.text)
            if not self.source.extend():
                raise Malformed(self.source.ended(OPEN), start)
