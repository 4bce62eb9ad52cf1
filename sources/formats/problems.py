"""What a reader or writer says of its input beside the references themselves: values, never exceptions.

Reasons are sayings (`sources.complaints`), which whoever shows them can translate, or text that is translated already.
"""

from dataclasses import dataclass

from sources.complaints import Saying

# In characters: nothing honest is longer, and what is longer is not held.
LONGEST_ENTRY = 1 << 24


@dataclass(frozen=True, slots=True)
class UnreadableEntry:
    """An entry that is lost: where it begins (line 1 is the first; 0 if unknown), why, and its text as it stands."""

    line: int
    saying: Saying | str
    raw: str = ""

    @property
    def reason(self) -> str:
        """Why, in English unless it was translated."""
        return str(self.saying)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something of an entry that could not be kept, or had to be guessed; the entry itself is there."""

    line: int
    saying: Saying | str
    field: str = ""
    id: str = ""

    @property
    def reason(self) -> str:
        """What is the matter, in English unless it was translated."""
        return str(self.saying)


class UnreadableFile(Exception):
    """The file as a whole cannot be read: it is not of this format, or an attack. The message is for the user."""

    def __init__(self, saying: Saying | str) -> None:
        super().__init__(str(saying))
        self.saying = saying
