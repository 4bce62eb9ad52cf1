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

    def _get_page(self, *args: Any, **kwargs: Any) -> ListPage:
        return ListPage(*args, **kwargs)


def page_of(request: HttpRequest, records: QuerySet[Any]) -> ListPage:
    """Return the page that the reader asks for; a number that makes no sense gives the nearest one."""
    return ListPaginator(records, PAGE_SIZE).get_page(request.GET.get("page"))
