"""Linking: each kind of subject as a description in linked data."""

from collections.abc import Callable, Mapping

from archive.linked import quotations
from archive.linked.agents import person
from archive.linked.events import event_node
from archive.linked.vocabulary import Node
from archive.linked.works import source_node
from archive.linked.writing import json_ld, turtle
from archive.quotations.reading import original_of
from archive.representations.offering import Kind, Subject


def described(subject: Subject) -> Node:
    """Return the description of a record."""
    return DESCRIBING[subject.kind](subject)


def as_json_ld(subject: Subject, asked: Mapping[str, str]) -> str:
    """Return it as JSON-LD."""
    return json_ld(described(subject))


def as_turtle(subject: Subject, asked: Mapping[str, str]) -> str:
    """Return it as Turtle."""
    return turtle(described(subject))


def _quotation(subject: Subject) -> Node:
    node = quotations.quotation_node(subject.shown, subject.reference, subject.address, subject.address_of)
    original = original_of(subject.record)
    return quotations.of_record(subject.record, node, subject.cite_as, original, subject.address_of)


def _edition(subject: Subject) -> Node:
    node = quotations.quotation_node(subject.shown, subject.reference, subject.address, subject.address_of)
    record, number = subject.address_of(subject.shown), subject.number
    return quotations.of_edition(subject.record, node, f"{record}/v{number - 1}" if number > 1 else "", record)


def _source(subject: Subject) -> Node:
    return source_node(subject.record, subject.reference, subject.address_of)


def _person(subject: Subject) -> Node:
    return person(subject.record, subject.address_of)


def _event(subject: Subject) -> Node:
    return event_node(subject.record, subject.address_of)


DESCRIBING: dict[Kind, Callable[[Subject], Node]] = {
    Kind.QUOTATION: _quotation,
    Kind.EDITION: _edition,
    Kind.SOURCE: _source,
    Kind.PERSON: _person,
    Kind.EVENT: _event,
}
