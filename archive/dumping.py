"""Dumping the archive: every record as the archive file that `archive.loading` reads, always in the same order."""

from collections.abc import Iterator

from archive.documents import write_document
from archive.states import SHAPES, Shape, state_of, with_children
from sources import permanent

CHUNK = 500


def dump() -> Iterator[str]:
    """Yield the archive file record by record, by type and then by id; holds one chunk of records at a time."""
    for shape in SHAPES.values():
        yield from _dump(shape)


def _dump(shape: Shape) -> Iterator[str]:
    for record in with_children(shape).order_by("pk").iterator(chunk_size=CHUNK):
        yield write_document({shape.name: permanent.shown(record.pk), **state_of(record)})
