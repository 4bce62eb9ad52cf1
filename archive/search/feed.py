"""The feed: which records have changed since the index last looked, from the archive's log."""

from dataclasses import dataclass

from archive.revisions import log


@dataclass(frozen=True)
class Change:
    """One entry of the log: its place in the sequence, and whose record changed."""

    sequence: int
    kind: str
    id: str


def sequence() -> int:
    """Return the sequence number that the log has reached."""
    return log.sequence()


def since(number: int, limit: int) -> list[Change]:
    """Return the changes after a number of the sequence, at most `limit` of them, in order."""
    rows = log.since(number, limit).values_list("sequence", "record_type", "record_id")
    return [Change(*row) for row in rows]
