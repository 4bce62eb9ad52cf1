"""Pages of a list, with a bounded number of links."""

from collections.abc import Iterator
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet, Window
from django.http import HttpRequest

PAGE_SIZE = 20
MOST_DIGITS = 8  # of a page's number


class ListPage(Page):
    """One page of a list, and the numbers of the pages that it links to."""

    def links(self) -> Iterator[int | str]:
        """Return page numbers, with an ellipsis for those left out: at most eleven in all."""
        return self.paginator.get_elided_page_range(self.number, on_each_side=2, on_ends=2)


class ListPaginator(Paginator):
    """A paginator that makes such pages, and counts the records while it looks for those of the page."""

    def get_page(self, number: Any) -> Page:
        if isinstance(self.object_list, QuerySet):
            self.start = (_number(number) - 1) * self.per_page
            self.part, self.count = counted(self.object_list, self.start, self.per_page)
        return super().get_page(number)

    def _get_page(self, records: Any, number: int, *args: Any) -> ListPage:
        start = (number - 1) * self.per_page
        if isinstance(records, QuerySet):
            records = self.part if start == self.start else counted(self.object_list, start, self.per_page)[0]
        return ListPage(records, number, *args)


def _number(asked: Any) -> int:
    """Return the number of the page that is asked for; 1 for what makes no sense."""
    text = str(asked)
    return int(text) or 1 if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else 1


def counted(records: QuerySet[Any], start: int, most: int) -> tuple[QuerySet[Any], int]:
    """Return the records from a place on, and how many there are in all, which are counted in the same walk.

    The ids are found first: what is counted for each record is then counted only for those in the part. In two
    queries, since for one within the other SQLite counts for all records.
    """
    if records.query.distinct or _is_by_count(records):  # a window counts them before they are made distinct
        found = [(pk, 0) for pk in records.values_list("pk", flat=True)[start : start + most]]
    else:
        every = records.annotate(every=Window(Count("*")))
        found = list(every.values_list("pk", "every")[start : start + most])
    count = found[0][1] if found else 0
    return records.filter(pk__in=[pk for pk, _every in found]), count or (records.count() if found or start else 0)


def _is_by_count(records: QuerySet[Any]) -> bool:
    """Return whether the order is that of a count, which SQLite finds in a window without the index that it makes."""
    return any(isinstance(name, str) and name.endswith("_count") for name in records.query.order_by)


def page_of(request: HttpRequest, records: QuerySet[Any]) -> ListPage:
    """Return the page that the reader asks for; a number that makes no sense gives the nearest one."""
    return ListPaginator(records, PAGE_SIZE).get_page(request.GET.get("page"))
