"""Serving: the snapshot that this process answers from, brought up to the log before every answer."""

import logging
import subprocess
import sys
from threading import Lock, local

from django.conf import settings

from archive.quotations.models import Quotation
from archive.search import building, feed, keeping, layout
from archive.search.layout import Busy, Generation, NoIndex
from archive.search.snapshot import Snapshot, opened

logger = logging.getLogger(__name__)

SOON = 1000  # so few quotations are indexed while the reader waits
LEAST_CHANGED = 20_000  # so many changes, or a fiftieth of all quotations, call for a new generation

BROKEN = (ValueError, OSError, IndexError)  # what a damaged index makes its readers raise
IN_BACKGROUND = ("--if-free", "--gently", "--verbosity=0")


class _Held:
    """What this process has open; one thread at a time brings it up to date."""

    snapshot: Snapshot | None = None
    maker: "subprocess.Popen[bytes] | None" = None
    lock = Lock()


class _Answer(local):
    """What this thread is answering: whether the index that it asked was not up to the log, or not there."""

    is_behind = False


_answer = _Answer()


def begin_answer() -> None:
    """Forget what was noted for the answer before."""
    _answer.is_behind = False


def was_behind() -> bool:
    """Return whether the answer would have been another one, had the index been whole."""
    return _answer.is_behind


def snapshot() -> Snapshot:
    """Return the index as of now; raises NoIndex where it cannot serve, after seeing to its making."""
    try:
        return _as_of_now()
    except NoIndex:
        _answer.is_behind = True
        raise


def _as_of_now() -> Snapshot:
    with _Held.lock:
        try:
            _Held.snapshot = _unless_replaced()
        except NoIndex as reason:
            _Held.snapshot = caught_up(_made_anew(reason))
        if is_worn(_Held.snapshot):
            start_rebuilding()
        return _Held.snapshot


def is_worn(held: Snapshot) -> bool:
    """Has so much changed since the generation was made that a new one would answer sooner?"""
    columns = held.columns
    return columns.count - columns.base_count > max(LEAST_CHANGED, columns.base_count // 50)


def _unless_replaced() -> Snapshot:
    """Return the index as of now; one that another took the place of meanwhile fails, as its files are gone."""
    generation = layout.current()
    try:
        return caught_up(_newest(generation))
    except (NoIndex, *BROKEN):
        if layout.current() == generation:
            raise
        return caught_up(_newest(layout.current()))


def _newest(generation: Generation) -> Snapshot:
    held = _Held.snapshot
    held = opened(generation) if held is None or held.generation != generation else held.followed()
    if feed.sequence() < held.sequence:  # the database was put back from a copy
        raise NoIndex("the index is ahead of the archive")
    return held


def caught_up(held: Snapshot) -> Snapshot:
    """Return the snapshot after what the log has had since, as much as can be done while a reader waits."""
    wanted = feed.sequence()
    if wanted <= held.sequence:
        return held
    keeping.catch_up(held)
    found = held.followed()
    _answer.is_behind |= found.sequence < wanted
    return found


def _made_anew(reason: NoIndex) -> Snapshot:
    """Make a small index at once; raise NoIndex again while a large one is being made."""
    forget()
    if Quotation.objects.published().count() > SOON:
        start_rebuilding()
        raise reason
    logger.info("The search index is made anew: %s.", reason)
    try:
        return opened(building.rebuild(wait=False))
    except Busy:
        raise reason from None


def start_rebuilding() -> None:
    """Let a process of its own make the index, unless one is at it already; the old one serves meanwhile."""
    if _Held.maker is not None and _Held.maker.poll() is None:
        return
    try:
        with layout.rebuilding(wait=False):
            pass
    except Busy:
        return
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "rebuild_index", *IN_BACKGROUND]
    _Held.maker = subprocess.Popen(command, start_new_session=True)  # noqa: S603 (our own command)


def distrust(reason: Exception) -> None:
    """Take the index out of service, because it failed while it was asked."""
    _answer.is_behind = True
    logger.error("The search index failed and is made anew: %s", reason)
    layout.retire()
    forget()


def forget() -> None:
    """Let go of what this process has open."""
    _Held.snapshot = None
