"""Pages of a list, with a bounded number of links."""

from collections.abc import Iterator
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

PAGE_SIZE = 20


class ListPage(Page):
    """One page of a list, and the numbers of the pages that it links to."""

    def links(self) -> Iterator[int | str]:
        """Return page numbers, with an ellipsis for those left out: at most eleven in all."""
        return self.paginator.get_elided_page_range(self.number, on_each_side=2, on_ends=2)


class ListPaginator(Paginator):
    """A paginator that makes such pages."""

    def _get_page(self, records: Any, *args: Any) -> ListPage:
        return ListPage(whole_of(records, self.object_list), *args)


def whole_of(part: Any, records: Any) -> Any:
    """Return a slice of records, found by ids first: what is counted for each is then counted only for those in it.

    In two queries, since for one within the other SQLite counts for all records.
    """
    return records.filter(pk__in=list(part.values_list("pk", flat=True))) if isinstance(part, QuerySet) else part


def page_of(request: HttpRequest, records: QuerySet[Any]) -> ListPage:
    """Return the page that the reader asks for; a number that makes no sense gives the nearest one."""
    return ListPaginator(records, PAGE_SIZE).get_page(request.GET.get("page"))
