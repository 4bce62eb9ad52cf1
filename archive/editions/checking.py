"""Checking editions: that none was altered or taken away, and that the latest is what the public reads.

An edition's hash stands beside its content, so it finds what was altered in the one or the other. Where both
were altered in an edition that is not the latest, the log still knows the words; who alters only what other
records say in it (as a name), and the hash, is found only by those who noted the hash.
"""

import json
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from archive.editions.depending import CHUNK
from archive.editions.freezing import contents
from archive.editions.gathering import Shelf
from archive.editions.models import Edition, Redirection, hash_of
from archive.quotations.models import Quotation
from archive.revisions.canonical import canonical
from archive.revisions.checking import Finding, in_chunks
from archive.revisions.models import Action, Entry
from sources import permanent

Progress = Callable[[int], None]


def check_editions(progress: Progress = lambda count: None) -> Iterator[Finding]:
    """Yield everything that is wrong with editions and redirections; holds a chunk of them at a time."""
    yield from _check_each(progress)
    yield from _check_latest(progress)
    yield from _check_merged()


def _check_each(progress: Progress) -> Iterator[Finding]:
    """Look at each quotation's editions: numbered without a gap, in order, as they were frozen."""
    ordered = _beside_the_log().order_by("quotation_id", "number").iterator(chunk_size=CHUNK)
    for count, (_pk, editions) in enumerate(groupby(ordered, key=lambda edition: edition.quotation_id), start=1):
        last = None
        for expected, edition in enumerate(editions, start=1):
            yield from _check_edition(edition, expected, last)
            last = edition
        if count % CHUNK == 0:
            progress(count)


def _beside_the_log() -> QuerySet[Edition]:
    """Return the editions with what the log says of the quotation at their time, and next, and when."""
    own = Entry.objects.filter(record_type="quotation", record_id=OuterRef("quotation_id"))
    before = own.filter(sequence__lte=OuterRef("sequence")).order_by("-sequence")
    after = own.filter(sequence__gt=OuterRef("sequence")).order_by("sequence")
    return Edition.objects.annotate(
        state_before=Subquery(before.values("state")[:1]),
        state_after=Subquery(after.values("state")[:1]),
        not_before=Subquery(Entry.objects.filter(sequence=OuterRef("sequence")).values("at")[:1]),
        not_after=Subquery(after.values("at")[:1]),
    )


def _check_edition(edition: Edition, expected: int, last: Edition | None) -> Iterator[Finding]:
    where = _("edition %s") % edition
    if edition.number != expected and (last is None or edition.number != last.number + 1):
        yield Finding(where, _("editions are missing before it"))
    if not edition.is_intact():
        yield Finding(where, _("it does not say what it said when it was frozen"))
    if last and (edition.at < last.at or edition.sequence <= last.sequence):
        yield Finding(where, _("it is not later than the edition before it"))
    elif not _is_of_its_time(edition):
        yield Finding(where, _("it is not of the time at which the log has the change that made it"))
    if edition.is_intact() and not _is_in_log(edition):
        yield Finding(where, _("its words are not those that the log has of that time"))
    if last and edition.hash == last.hash:
        yield Finding(where, _("it says the same as the edition before it"))


def _is_of_its_time(edition: Any) -> bool:
    """Whether an edition was made after the change that it names, and before the quotation changed again."""
    begun, ended = edition.not_before, edition.not_after
    return begun is not None and begun <= edition.at and (ended is None or edition.at <= ended)


# What an edition takes as it is from the quotation itself.
OWN = ("words", "language", "translated_from", "words_before", "words_after", "note")


def _is_in_log(edition: Any) -> bool:
    """Whether the log has the edition's own words, in the entry of its time or, within a longer recording, the next."""
    said = [edition.parsed.get(name, "") for name in OWN]
    states = [json.loads(state) for state in (edition.state_before, edition.state_after) if state]
    return any(said == [state.get(name, "") for name in OWN] for state in states)


def _check_latest(progress: Progress) -> Iterator[Finding]:
    """Freeze each published quotation once more, and compare it with its latest edition."""
    published = Quotation.objects.published().order_by("pk").values_list("pk", flat=True)
    count, shelf = 0, Shelf()
    for ids in in_chunks(published.iterator(chunk_size=CHUNK)):
        lasts = Edition.objects.latest_of_each(*ids)
        for pk, content in contents(ids, shelf):
            last, where = lasts.get(pk), f"quotation {permanent.shown(pk)}"
            if last is None:
                yield Finding(where, _("it is published, but has no edition"))
            elif last.hash != hash_of(canonical(content)):
                yield Finding(where, _("the public reads something else than its latest edition"))
        count += len(ids)
        progress(count)


def _check_merged() -> Iterator[Finding]:
    """Find the merged records that lead nowhere, and the redirections of records that are not merged."""
    ways = Redirection.objects.filter(record_type=OuterRef("record_type"), old_id=OuterRef("record_id"))
    merged = Entry.objects.filter(~Exists(_later()), action=Action.MERGED)
    for entry in merged.filter(~Exists(ways)).order_by("sequence").iterator():
        where = f"{entry.record_type} {permanent.shown(entry.record_id)}"
        yield Finding(where, _("it was merged into another, but its address leads nowhere"))
    gone = Entry.objects.filter(
        ~Exists(_later()),
        record_type=OuterRef("record_type"),
        record_id=OuterRef("old_id"),
        action=Action.MERGED,
    )
    for way in Redirection.objects.filter(~Exists(gone)).order_by("pk").iterator():
        yield Finding(_("redirection %s") % way, _("the log knows of no such merging"))
    yield from _check_where_they_lead(gone)


def _check_where_they_lead(gone: QuerySet[Entry]) -> Iterator[Finding]:
    """Find the redirections that lead elsewhere than the log says; `gone` is the entry that merged the record away.

    An entry from before survivors were kept does not say it: there only a record that never was is found.
    """
    survivors = Redirection.objects.annotate(survivor=Subquery(gone.values("survivor_id")[:1]))
    for way in survivors.filter(survivor__isnull=False).exclude(new_id=F("survivor")).order_by("pk").iterator():
        said = _("the log says that the record was merged into %s") % permanent.shown(way.survivor)
        yield Finding(_("redirection %s") % way, said)
    known = Entry.objects.filter(record_type=OuterRef("record_type"), record_id=OuterRef("new_id"))
    for way in Redirection.objects.filter(~Exists(known)).order_by("pk").iterator():
        yield Finding(_("redirection %s") % way, _("the log knows no record to which it leads"))


def _later() -> QuerySet[Entry]:
    return Entry.objects.filter(
        record_type=OuterRef("record_type"), record_id=OuterRef("record_id"), sequence__gt=OuterRef("sequence")
    )
