"""Bytes to text: the encoding is asked for, declared by a mark, proven (UTF-8) or weighed; nothing is thrown away."""

import codecs
import io
import re
import shutil
import tempfile
from typing import BinaryIO, TextIO

from sources.complaints import Saying
from sources.formats.problems import UnreadableFile

CHUNK = 1 << 18
SAMPLE = 1 << 16
IN_MEMORY = 1 << 24
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# In order of how often they are met; the first wins a tie.
LEGACY = ("cp1252", "cp1251", "cp932", "cp1250", "koi8-r", "euc_jp", "gb18030", "mac_roman")
WORD = re.compile(r"\w+")
BROKEN = re.compile(rb"[^\x00-\x7f]+")


def rewindable(stream: BinaryIO) -> BinaryIO:
    """The stream itself if one can go back in it, otherwise a copy (on disk, when large)."""
    if stream.seekable():
        return stream
    copy = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (lives as long as its reader)
    shutil.copyfileobj(stream, copy, CHUNK)
    copy.seek(0)
    return copy


def open_text(stream: BinaryIO, encoding: str | None = None) -> TextIO:
    """Text with universal newlines from a rewindable stream; raises `UnreadableFile` for an unknown encoding."""
    start = stream.tell()
    encoding = encoding or detect(stream)
    stream.seek(start)
    try:
        # Not closed with the wrapper: the caller owns the stream and may read it a second time.
        return io.TextIOWrapper(Unclosed(stream), encoding=encoding, errors="stray", newline=None)
    except LookupError:
        raise UnreadableFile(Saying("unknown encoding “%(name)s”", name=encoding)) from None


class Unclosed(io.BufferedIOBase):
    """A readable stream that outlives the text wrapper laid over it."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream

    def readable(self) -> bool:
        return True

    def read1(self, size: int = -1) -> bytes:
        return self.stream.read(CHUNK if size < 0 else max(size, CHUNK))

    def read(self, size: int | None = -1) -> bytes:
        return self.stream.read(size)


def stray_byte(error: UnicodeError) -> tuple[str, int]:
    """A byte that the encoding has no character for is most often one of Windows-1252, pasted in."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return "".join(bytes([byte]).decode("cp1252", "replace") for byte in wrong), error.end


codecs.register_error("stray", stray_byte)


def detect(stream: BinaryIO) -> str:
    """The name of the encoding of all that follows in the stream."""
    head = stream.read(4)
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return encoding
    head += stream.read(SAMPLE)
    if b"\0" in head and (wide := detect_wide(head)):
        return wide
    odd = odd_bytes(head, stream)
    return "utf-8" if odd is None else weigh(odd)


def detect_wide(head: bytes) -> str | None:
    """UTF-16 without a mark: in text with any ASCII in it, zeros are in one half of the bytes only."""
    even, uneven = head[::2].count(0), head[1::2].count(0)
    if max(even, uneven) < len(head) / 20 or min(even, uneven) > max(even, uneven) / 10:
        return None
    return "utf-16-le" if uneven > even else "utf-16-be"


def odd_bytes(head: bytes, stream: BinaryIO) -> bytes | None:
    """Nothing if it is all UTF-8, with at most one stray byte in a hundred; otherwise lines with bytes beyond ASCII."""
    good, bad, sample, chunk = 0, 0, [], head + stream.readline()
    while chunk:
        if not chunk.isascii():
            right, wrong = count_sequences(chunk)
            good, bad = good + right, bad + wrong
            if wrong and len(sample) < 2000:
                sample += [line for line in chunk.splitlines() if not line.isascii()][:500]
        chunk = stream.read(CHUNK)
        chunk += stream.readline(CHUNK) if chunk else b""
    return None if bad * 100 <= good else b"\n".join(sample)


def count_sequences(chunk: bytes) -> tuple[int, int]:
    """How many runs of bytes beyond ASCII are UTF-8, and how many are not."""
    try:
        chunk.decode()
    except UnicodeDecodeError:
        runs = BROKEN.findall(chunk)
        bad = sum(not is_utf8(run) for run in runs)
        return len(runs) - bad, bad
    return 1 + len(chunk) // 200, 0


def is_utf8(run: bytes) -> bool:
    try:
        run.decode()
    except UnicodeDecodeError:
        return False
    return True


def weigh(sample: bytes) -> str:
    """The legacy encoding under which the sample looks most like words of one script."""
    scores = {encoding: plausibility(sample, encoding) for encoding in LEGACY}
    return max(LEGACY, key=lambda encoding: scores[encoding])


def plausibility(sample: bytes, encoding: str) -> float:
    """Of the characters beyond ASCII, how many stand in a word as its script would have them; 1 is perfect."""
    text = sample.decode(encoding, "replace")
    foreign = [character for character in text if character > "\x7f"]
    words = [word for word in WORD.findall(text) if not word.isascii()]
    likely = sum(sum(c > "\x7f" for c in word) * likelihood(word) for word in words)
    marks = sum(0.6 for character in foreign if character in "“”„«»‘’–—…№、。「」『』・（）\xa0§°©")
    return (likely + marks) / (len(foreign) + 5 * text.count("\ufffd") or 1)


def likelihood(word: str) -> float:
    """How likely a word with characters beyond ASCII is one: of one script, small letters after large ones."""
    foreign = [c for c in word if c > "\x7f"]
    letters = [c for c in word if c.isalpha()]
    if all("\u0400" <= c <= "\u045f" for c in letters):
        return 0.95 if word[1:] == word[1:].lower() or word.isupper() else 0.2
    if all("\u3040" <= c <= "\u30ff" or "\u4e00" <= c <= "\u9fff" or c in "々〆ヶ" for c in foreign):
        return 0.97 if any("\u3040" <= c <= "\u30ff" for c in foreign) else 0.7 if len(foreign) > 1 else 0.3
    if all(c < "\u0250" for c in letters):
        crowded = len(foreign) > 1 and len(foreign) > len(word) / 2
        return 0.1 if crowded else 0.9 if word[1:] == word[1:].lower() or word.isupper() else 0.3
    return 0.05
