"""What a reader or writer says of its input beside the references themselves: values, never exceptions."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UnreadableEntry:
    """An entry that is lost: where it begins (line 1 is the first; 0 if unknown), why, and its text as it stands."""

    line: int
    reason: str
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something of an entry that could not be kept, or had to be guessed; the entry itself is there."""

    line: int
    reason: str
    field: str = ""
    id: str = ""


class UnreadableFile(Exception):
    """The file as a whole cannot be read: it is not of this format, or an attack. The message is for the user."""
