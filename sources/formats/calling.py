"""`manage.py convert FILE --to FORMAT` from the command line, without Django: it needs neither settings nor database."""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import BinaryIO

from sources.formats import UnknownFormat, UnreadableFile, format_named, readable_formats, writable_formats
from sources.formats.converting import Tally, convert, source_format

HELP = "Converts a bibliography from one format to another; exits with 1 if an entry was lost."

Say = Callable[[str], object]


class ConversionFailed(Exception):
    """The file could not be read or written, or entries of it were lost; the message is for the user."""


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", help="the file to read; - for standard input")
    parser.add_argument("--from", dest="source", choices=[known.name for known in readable_formats()])
    parser.add_argument("--to", dest="target", required=True, choices=[known.name for known in writable_formats()])
    parser.add_argument("--output", help="the file to write; standard output without it")
    parser.add_argument("--encoding", help="of the file, where it is not rightly detected (cp1251, shift_jis…)")


def main(arguments: Sequence[str]) -> int:
    """Converts as the arguments say; the exit status."""
    parser = ArgumentParser("manage.py convert", description=HELP)
    add_arguments(parser)
    options = parser.parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        run(options, sys.stdout.write, lambda line: sys.stderr.write(f"{line}\n"))
        sys.stdout.flush()
    except ConversionFailed as fault:
        sys.stderr.write(f"manage.py convert: {fault}\n")
        return 1
    except BrokenPipeError:  # whoever read our output has read enough, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return 0


def run(options: Namespace, write: Say, report: Say) -> None:
    """Converts a file; raises `ConversionFailed`."""
    try:
        with sys.stdin.buffer if options.file == "-" else Path(options.file).open("rb") as stream:
            tally = converted(stream, options, write, report)
    except BrokenPipeError:
        raise
    except (OSError, UnreadableFile, UnknownFormat, UnicodeError) as fault:
        raise ConversionFailed(f"{options.file}: {fault}") from None
    if tally.lost_count:
        raise ConversionFailed(f"{tally.lost_count} of {tally.read_count + tally.lost_count} entries were lost")


def converted(stream: BinaryIO, options: Namespace, write: Say, report: Say) -> Tally:
    source, stream = source_format(stream, options.source)
    tally, pieces = convert(stream, source, format_named(options.target), report, options.encoding, progress)
    if options.output:
        save(Path(options.output), pieces)
    else:
        for piece in pieces:
            write(piece)
    return tally


def progress(count: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{count:,}")


def save(path: Path, pieces: Iterable[str]) -> None:
    """Writes beside the file first, so that a failure leaves what was there before."""
    unfinished = path.with_name(f"{path.name}.part")
    try:
        with unfinished.open("w", encoding="utf-8", errors="backslashreplace", newline="") as out:
            out.writelines(pieces)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
