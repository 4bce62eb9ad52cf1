"""Offering: a public record as a request sees it, and the forms in which it can be given."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from archive.addresses import permanent_address
from sources.reference import Reference

HTML = "text/html"


class Kind(StrEnum):
    """What is represented; each names the routes of its page and of its suffixes."""

    QUOTATION = "quotation"
    EDITION = "edition"
    SOURCE = "source"
    PERSON = "person"
    EVENT = "event"


class Group(StrEnum):
    """What a representation is for."""

    REFERENCE = "reference"
    DATA = "data"
    LINKS = "links"


@dataclass(frozen=True)
class Subject:
    """A public record, or an edition of one, as a request sees it."""

    request: HttpRequest
    kind: Kind
    record: Any
    shown: Any  # what its page shows of it: the record itself, or what an edition has of it
    arguments: tuple[str | int, ...]  # of its routes
    name: str  # of its files
    number: int = 0  # of its edition, 0 where there is none
    reference: Reference | None = None
    cite_as: str = ""  # the address that a citation names, where it is not the record's own

    @property
    def address(self) -> str:
        """The permanent address."""
        return permanent_address(self.request, self.record)

    @property
    def here(self) -> str:
        """The address of its page in the language that was asked for."""
        return self.request.build_absolute_uri(reverse(self.kind, args=self.arguments))

    def address_as(self, ending: str) -> str:
        """Return the address of a representation."""
        return self.request.build_absolute_uri(reverse(f"{self.kind}-download", args=[*self.arguments, ending]))

    def address_of(self, record: Any) -> str:
        """Return the permanent address of another record."""
        return permanent_address(self.request, record)


@dataclass(frozen=True)
class Representation:
    """A form in which records of some kinds are given.

    `write` takes the subject and what is asked besides, as the style of a citation.
    """

    ending: str  # of its address, after the dot
    label: str
    media_types: tuple[str, ...]  # the first is its own, the others are names that clients know it by
    group: Group
    kinds: frozenset[Kind]
    write: Callable[[Subject, Mapping[str, str]], str]

    @property
    def media_type(self) -> str:
        """The media type that a link to it names."""
        return self.media_types[0]
