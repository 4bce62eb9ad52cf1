"""Changes: each edition of what is public, and what is public no more, the last first."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef

from archive.editions.frozen import FrozenQuotation
from archive.editions.models import Edition
from archive.harvesting.models import Header

MOST = 1000


@dataclass(frozen=True)
class Change:
    """A change that readers may know of; `edition` is None where the quotation was withdrawn."""

    at: datetime
    shown_id: str
    edition: Edition | None = None
    quotation: FrozenQuotation | None = None


def changes(start: int, end: int) -> list[Change]:
    """Return the changes from one place to another, of the last thousand; four queries.

    The editions of what was withdrawn are not told, as they are not shown.
    """
    end = min(end, MOST)
    public = Header.objects.filter(quotation_id=OuterRef("quotation_id"), is_deleted=False)
    editions = Edition.objects.filter(Exists(public)).order_by("-pk").values_list("at", "pk")[:end]
    gone = Header.objects.stamped().filter(is_deleted=True).order_by("-at", "-pk").values_list("at", "pk")[:end]
    keys = sorted([(*key, True) for key in editions] + [(*key, False) for key in gone], reverse=True)[start:end]
    contents = Edition.objects.in_bulk([pk for _at, pk, is_edition in keys if is_edition])
    headers = Header.objects.in_bulk([pk for _at, pk, is_edition in keys if not is_edition])
    return [_of_edition(contents[pk]) if is_edition else _of_header(headers[pk]) for _at, pk, is_edition in keys]


def _of_edition(edition: Edition) -> Change:
    return Change(edition.at, edition.shown_id, edition, FrozenQuotation(edition.parsed))


def _of_header(header: Header) -> Change:
    return Change(header.at, header.shown_id)
