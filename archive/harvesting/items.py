"""Items: what is told of a quotation in every metadata format, from its last edition alone."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.http import HttpRequest

from archive.addresses import permanent_address
from archive.editions.citing import reference_of_edition
from archive.editions.frozen import Claim, FrozenQuotation
from archive.harvesting.models import Header
from archive.quotations.models import Standing
from sources.labels import language_of
from sources.reference import Reference
from sources.richtext import BACK_ENDS
from sources.styles import STYLES

LONGEST_TITLE = 100
SAID_BY = (Standing.ATTESTED, Standing.PROBABLE)
COLON = {"ja": "：", "zh": "："}


@dataclass(frozen=True)
class Item:
    """A published quotation as a library catalogues it."""

    quotation: FrozenQuotation
    reference: Reference
    address: str
    at: datetime
    request: HttpRequest

    @property
    def language(self) -> str:
        return self.quotation.language

    @cached_property
    def speakers(self) -> list[Claim]:
        """Who is held to have said it; not whom it is only ascribed to."""
        return [claim for claim in self.quotation.attributions if claim.standing in SAID_BY]

    @property
    def title(self) -> str:
        """Speaker and first words, in the language of the words."""
        reading = " ".join(self.quotation.reading.split())
        words = reading if len(reading) <= LONGEST_TITLE else f"{reading[:LONGEST_TITLE].rstrip()}…"
        names = [name.text for claim in self.speakers[:1] if (name := claim.agent.preferred_name(self.language))]
        return COLON.get(language_of(self.language), ": ").join((*names, words))

    @property
    def citation(self) -> str:
        """The work that it is cited from, with those that it is quoted in, as a line of text."""
        style: Any = next(iter(STYLES.values()))
        return BACK_ENDS["text"](style.cite(self.quotation.reference, self.language).parts).strip()

    def address_of(self, record: Any) -> str:
        """Return the permanent address of something that the quotation names."""
        return permanent_address(self.request, record)


def item_of(request: HttpRequest, header: Header) -> Item:
    """Return what is told of a quotation; the header comes with its edition."""
    quotation = FrozenQuotation(header.edition.parsed)
    reference = reference_of_edition(request, header.edition, quotation)
    return Item(quotation, reference, permanent_address(request, quotation), header.at, request)
