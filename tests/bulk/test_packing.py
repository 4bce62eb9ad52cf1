"""Members are packed as they come, and the same members make the same bytes."""

import hashlib
import io
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime
from zipfile import ZipFile

from archive.bulk.packing import MANIFEST, Member, packed

AT = datetime(2026, 11, 24, 12, 0, 1, tzinfo=UTC)


def noise(count: int) -> Iterator[str]:
    for number in range(count):
        yield hashlib.sha256(str(number).encode()).hexdigest() * 16


def test_manifest_has_the_hash_of_every_other_member() -> None:
    data = b"".join(packed([Member("a.txt", ["мир", "\n"]), Member("b.txt", [])], "folder", AT))
    with ZipFile(io.BytesIO(data)) as file:
        assert file.testzip() is None
        assert file.namelist() == ["folder/a.txt", "folder/b.txt", f"folder/{MANIFEST}"]
        lines = file.read(f"folder/{MANIFEST}").decode().splitlines()
        digest = hashlib.sha256("мир\n".encode()).hexdigest()
        assert lines[0] == f"{digest}  a.txt"
        assert file.getinfo("folder/a.txt").date_time == (2026, 11, 24, 12, 0, 0)


def test_first_member_is_sent_before_the_next_is_read() -> None:
    def unread() -> Iterator[str]:
        raise AssertionError
        yield ""

    assert b"f/a.txt" in next(packed([Member("a.txt", ["First."]), Member("b.txt", unread())], "f", AT))


def test_same_members_make_the_same_bytes() -> None:
    first, second = (b"".join(packed([Member("n.txt", noise(100))], "f", AT)) for _ in range(2))
    assert first == second


def test_memory_does_not_grow_with_the_length() -> None:
    def peak(count: int) -> int:
        tracemalloc.start()
        length = sum(map(len, packed([Member("n.txt", noise(count))], "f", AT)))
        _now, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert length > count * 30
        return most

    assert peak(4000) < peak(1000) * 1.5
