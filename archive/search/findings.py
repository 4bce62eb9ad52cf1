"""Findings: all quotations that a question finds, from the index, or from the database while there is none."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice
from threading import local
from typing import Any
from weakref import WeakSet

from django.core.signals import request_finished
from django.db.models import QuerySet
from django.dispatch import receiver

from archive.quotations.models import Quotation
from archive.search import fallback, serving, tallying
from archive.search.counting import Choice
from archive.search.layout import NoIndex
from archive.search.searching import Answer, Question, search

CHUNK = 200


class _Asked(local):
    """What this thread has found since it last ended a request."""

    def __init__(self) -> None:
        self.findings: WeakSet[Findings] = WeakSet()


_asked = _Asked()


@receiver(request_finished)
def let_go(**signal: Any) -> None:
    """Let go of what the index found for a request that is over, megabytes of numbers: who asked is in circles of
    forms and fields, which Python looks for only now and then."""
    for findings in _asked.findings:
        findings.__dict__.pop("answer", None)
    _asked.findings.clear()


class Findings:
    """A list of quotations of any length; none of it is read before it is asked for.

    What the index finds is shown only as far as `records` has it too: everybody may read those.
    """

    def __init__(self, question: Question, records: QuerySet[Quotation]) -> None:
        self.question, self.records = question, records

    @cached_property
    def answer(self) -> Answer | None:
        """What the index answers; None where it cannot."""
        _asked.findings.add(self)
        try:
            return search(serving.snapshot(), self.question)
        except NoIndex:
            return None
        except serving.BROKEN as failure:
            serving.distrust(failure)
            return None

    @cached_property
    def plain(self) -> fallback.Ids:
        """What the database answers by itself."""
        return fallback.found(self.question)

    @cached_property
    def choices(self) -> dict[str, list[Choice]]:
        """The choices of every facet with their counts."""
        return self.answer.choices if self.answer is not None else tallying.choices(self.question)

    def choices_up_to(self, most: int) -> dict[str, list[Choice]]:
        """Return so many choices of every facet, the most frequent first."""
        if self.answer is not None:
            return self.answer.choices_up_to(most)
        return tallying.choices(self.question, most)

    def count(self) -> int:
        """Return how many there are."""
        if self.answer is not None:
            return self.answer.count
        return len(self.plain) if isinstance(self.plain, list) else self.plain.count()

    __len__ = count

    def __getitem__(self, part: Any) -> Any:
        """Return one of them, or a list of those from one place to another."""
        if not isinstance(part, slice):
            return self[part : part + 1][0]
        return self.shown(self.ids(part.start or 0, self.count() if part.stop is None else part.stop))

    def __iter__(self) -> Iterator[Quotation]:
        return self.iterator()

    def iterator(self, chunk_size: int = CHUNK) -> Iterator[Quotation]:
        """Yield all of them in their order, with no more than a chunk in memory."""
        ids = iter(self.every())
        while some := list(islice(ids, chunk_size)):
            yield from self.shown(some)

    def every(self) -> Iterable[str]:
        """Yield the ids of all of them in their order."""
        if self.answer is not None:
            return self.answer.every()
        return self.plain if isinstance(self.plain, list) else self.plain.iterator(chunk_size=CHUNK)

    def ids(self, start: int, end: int) -> list[str]:
        """Return the ids from one place to another."""
        return self.answer.part(start, end) if self.answer is not None else list(self.plain[start:end])

    def after(self, pk: str, count: int) -> list[Quotation]:
        """Return those with the next ids after one, in the order of ids; fewer only where there are no more."""
        found: list[Quotation] = []
        while len(found) < count and (ids := self._ids_after(pk, count - len(found))):
            found += self.shown(ids)
            pk = ids[-1]
        return found

    def _ids_after(self, pk: str, count: int) -> list[str]:
        if self.answer is not None:
            return self.answer.after(pk, count)
        if isinstance(self.plain, list):
            return sorted(one for one in self.plain if one > pk)[:count]
        return list(self.plain.filter(pk__gt=pk).order_by("pk")[:count])

    def shown(self, ids: list[str]) -> list[Quotation]:
        """Return quotations by their ids, as far as the records have them."""
        known = {quotation.pk: quotation for quotation in self.records.filter(pk__in=ids)} if ids else {}
        return [known[pk] for pk in ids if pk in known]
