"""Packing: members of any length into a zip file of any length, of which no more than a piece is in memory.

The same members with the same time make the same bytes. The last member is the manifest: the SHA-256 of
every other, as `sha256sum --check` reads it.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

MANIFEST = "manifest-sha256.txt"
PIECE = 64 * 1024


@dataclass(frozen=True)
class Member:
    """A file of the archive: its name, and its text piece by piece."""

    name: str
    pieces: Iterable[str]


class _Sent:
    """What was written and not yet sent; it cannot be gone back in, so the zip tells lengths after the contents."""

    def __init__(self) -> None:
        self.waiting = bytearray()

    def write(self, data: bytes) -> int:
        self.waiting += data
        return len(data)

    def flush(self) -> None:
        """Keep everything until it is taken."""

    def taken(self) -> bytes:
        data, self.waiting = bytes(self.waiting), bytearray()
        return data


def packed(members: Iterable[Member], folder: str, at: datetime) -> Iterator[bytes]:
    """Yield the zip file of members in a folder, all with the same time."""
    sent, manifest = _Sent(), []
    with ZipFile(sent, "w", ZIP_DEFLATED, compresslevel=6) as archive:
        for member in members:
            digest = hashlib.sha256()
            yield from _member(archive, sent, _info(f"{folder}/{member.name}", at), member.pieces, digest.update)
            manifest.append(f"{digest.hexdigest()}  {member.name}\n")
        yield from _member(archive, sent, _info(f"{folder}/{MANIFEST}", at), manifest, lambda data: None)
    yield sent.taken()


def _info(name: str, at: datetime) -> ZipInfo:
    info = ZipInfo(name, at.timetuple()[:6])
    info.compress_type, info.external_attr, info.create_system = ZIP_DEFLATED, 0o644 << 16, 3
    return info


def _member(archive: ZipFile, sent: _Sent, info: ZipInfo, pieces: Iterable[str], seen: object) -> Iterator[bytes]:
    with archive.open(info, "w", force_zip64=True) as file:
        for piece in pieces:
            data = piece.encode("utf-8", "backslashreplace")
            seen(data)  # type: ignore[operator]
            file.write(data)
            if len(sent.waiting) >= PIECE:
                yield sent.taken()
    yield sent.taken()  # also a short one, so that whoever downloads is not kept waiting for the first byte
