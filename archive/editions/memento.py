"""Memento (RFC 7089): a quotation's address leads to the edition of a given time, and its editions to each other.

The address of a quotation is original resource and TimeGate in one (section 4.1.1), each edition a
memento, and the TimeMap (section 5) lists them all.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.http import http_date, parse_http_date_safe
from django.utils.translation import gettext as _

from archive.editions.models import Edition

LINK_FORMAT = "application/link-format"
# Section 2.1.1.1: the one form of a date, as RFC 1123 has it and always in GMT.
MOMENT = re.compile(r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT")


class WrongMoment(ValueError):
    """An Accept-Datetime that is no date."""


def moment_of(text: str) -> datetime:
    """Return the time that a reader asks for; raises WrongMoment."""
    seconds = parse_http_date_safe(text.strip()) if MOMENT.fullmatch(text.strip()) else None
    if seconds is None:
        raise WrongMoment(text)
    return datetime.fromtimestamp(seconds, UTC)


@dataclass(frozen=True)
class Timeline:
    """A quotation's editions, the oldest first, as a request sees them."""

    request: HttpRequest
    shown_id: str
    editions: list[Edition]

    def address(self, route: str) -> str:
        return self.request.build_absolute_uri(reverse(route, args=[self.shown_id]))

    def edition_at(self, moment: datetime) -> Edition:
        """Return the edition of a time: the last that was there then, or the first for a time before all."""
        there = [edition for edition in self.editions if edition.at.replace(microsecond=0) <= moment]
        return (there or self.editions[:1])[-1]

    def links(self, here: Edition | None = None) -> str:
        """Return the Link header of the quotation's own address, or of an edition."""
        timemap = f'<{self.address("timemap")}>; rel="timemap"; type="{LINK_FORMAT}"'
        own = f'<{self.address("quotation")}>; rel="original timegate"'
        return ", ".join((own, timemap, *self._around(here)))

    def _around(self, here: Edition | None) -> Iterator[str]:
        """Yield the links to the first, last, previous and next edition, one for each edition that is any of them."""
        place = self.editions.index(here) if here else -1
        places = {"first": 0, "last": len(self.editions) - 1}
        places |= {"prev": place - 1, "next": place + 1} if here else {}
        for number, edition in enumerate(self.editions):
            said = [relation for relation, at in places.items() if at == number]
            if said or edition == here:
                yield self._link(edition, *said)

    def _link(self, edition: Edition, *relations: str) -> str:
        address = self.request.build_absolute_uri(edition.get_absolute_url())
        said = " ".join((*relations, "memento"))
        return f'<{address}>; rel="{said}"; datetime="{http_date(edition.at.timestamp())}"'

    def marked(self, response: HttpResponse, here: Edition | None = None) -> HttpResponse:
        """Add the headers of the quotation's own address, or of an edition, to an answer."""
        if self.editions:
            others = [response.headers["Link"]] if "Link" in response.headers else []
            response.headers["Link"] = ", ".join((self.links(here), *others))
        if here:
            response.headers["Memento-Datetime"] = http_date(here.at.timestamp())
        else:
            patch_vary_headers(response, ["accept-datetime"])
        return response

    def negotiated(self) -> HttpResponse:
        """Lead to the edition of the time that the request asks for."""
        try:
            moment = moment_of(self.request.headers["Accept-Datetime"])
        except WrongMoment:
            told = _("Accept-Datetime wants a date such as: Thu, 31 May 2007 20:35:00 GMT")
            return self.marked(HttpResponse(f"{told}\n", content_type="text/plain; charset=utf-8", status=400))
        return self.marked(redirect(self.edition_at(moment).get_absolute_url()))

    def timemap(self) -> HttpResponse:
        """List the editions with their times."""
        first, last = (http_date(edition.at.timestamp()) for edition in (self.editions[0], self.editions[-1]))
        span = f'from="{first}"; until="{last}"'
        lines = [
            f'<{self.address("quotation")}>; rel="original timegate"',
            f'<{self.address("timemap")}>; rel="self"; type="{LINK_FORMAT}"; {span}',
            *(self._link(edition, *self._ends(edition)) for edition in self.editions),
        ]
        return HttpResponse(",\n".join(lines) + "\n", content_type=LINK_FORMAT)

    def _ends(self, edition: Edition) -> list[str]:
        ends = {"first": self.editions[0], "last": self.editions[-1]}
        return [relation for relation, end in ends.items() if end == edition]


def timeline_of(request: HttpRequest, quotation_id: str, shown_id: str) -> Timeline:
    """Return a quotation's editions, without their contents; one query."""
    return Timeline(request, shown_id, list(Edition.objects.of(quotation_id).dated()))
