"""Freezing: all that the public reads of a quotation as plain data that stands alone, in every language of the site.

It holds nothing of curators, of drafts, or of what no page of the quotation shows. `frozen` reads it.
What is frozen at one time shares what it says of the same person and the same source.
"""

from collections.abc import Collection, Iterator
from typing import Any

from django.conf import settings

from archive.editions.gathering import Claim, Gathered, Person, Shelf, Witness, gathered
from archive.events.models import Event
from archive.publishing import State
from archive.quotations.citing import reference_of
from sources import permanent
from sources.dates import Calendar, HistoricalDate
from sources.models import Agent, Contribution, Source

Content = dict[str, Any]
FORM = 1  # of the content; a reader of old editions must know every one that was ever written


def contents(ids: Collection[str], shelf: Shelf) -> Iterator[tuple[str, Content]]:
    """Yield the id and the content of each of these quotations that is published.

    `shelf` is the same, empty at first, for all that is frozen at one time.
    """
    for quotation in gathered(ids, shelf):
        yield quotation.pk, _content_of(quotation, shelf)


def _content_of(quotation: Gathered, shelf: Shelf) -> Content:
    topics = ({"id": permanent.shown(pk), "labels": dict(labels)} for pk, labels in quotation.topics)
    told = {
        "form": FORM,
        "id": quotation.shown_id,
        "words": quotation.words,
        "language": quotation.language,
        "mode": quotation.mode,
        "translation_of": _original(quotation),
        "translated_from": quotation.translated_from,
        "words_before": quotation.words_before,
        "words_after": quotation.words_after,
        "uttered": _date(quotation.uttered),
        "place": dict(quotation.place_labels or {}),
        "rights": quotation.rights,
        "note": quotation.note,
        "attributions": [_attribution(row, shelf) for row in quotation.attributions],
        "attestations": [_attestation(row, shelf) for row in quotation.attestations],
        "events": [_link(kind, shelf.events[pk]) for kind, pk in quotation.links if pk in shelf.events],
        "mentions": sorted((_agent(shelf.agents[pk], shelf) for pk in quotation.mentions), key=_id),
        "topics": sorted(topics, key=_id),
        "reference": reference_of(quotation, "", of_source=shelf.reference_of).to_csl(),
    }
    return _said(told)


def _original(quotation: Gathered) -> str:
    return permanent.shown(quotation.original_id) if quotation.original_state == State.PUBLISHED else ""


def _attribution(row: Claim, shelf: Shelf) -> Content:
    role = row.role
    held = {"titles": dict(role.titles), "held": _date(role.held), "basis": role.basis} if role else {}
    return _said(
        {
            "agent": _agent(row.agent, shelf),
            "role": _said(held),
            "standing": row.standing,
            "basis": row.basis,
            "reason": row.reason,
            "rests_on": sorted(row.rests_on),
        }
    )


def _attestation(row: Witness, shelf: Shelf) -> Content:
    return _said(
        {
            "position": row.position,
            "source": _source(row.source, shelf),
            "locator_label": row.locator_label,
            "locator": row.locator,
            "kind": row.kind,
            "quoted_in": row.quoted_in,
            "seen_on": row.seen_on.isoformat() if row.seen_on else "",
            "basis": row.basis,
            "note": row.note,
        }
    )


def _link(kind: str, event: Event) -> Content:
    return _said({"id": event.shown_id, "labels": dict(event.labels), "kind": kind, "date": _date(event.date)})


def _source(source: Source, shelf: Shelf) -> Content:
    if source.pk not in shelf.told_sources:
        authors = [_author(row, shelf) for row in source.contributions.all() if row.role == "author"]
        told = {"id": source.shown_id, "title": source.title, "language": source.language, "authors": authors}
        shelf.told_sources[source.pk] = _said(told)
    return shelf.told_sources[source.pk]


def _author(row: Contribution, shelf: Shelf) -> Content:
    return _agent(row.agent, shelf) if row.agent and not row.printed else {"printed": row.name_in(row.source.language)}


def _agent(agent: Agent | Person, shelf: Shelf) -> Content:
    """Return a person with the names that readers of each language of the site see."""
    if agent.pk not in shelf.told_agents:
        names = ((code, agent.preferred_name(code)) for code, _label in settings.LANGUAGES)
        shown = {code: {"text": name.display(), "language": name.language} for code, name in names if name}
        shelf.told_agents[agent.pk] = _said({"id": permanent.shown(agent.pk), "names": shown})
    return shelf.told_agents[agent.pk]


def _date(date: HistoricalDate | None) -> Content:
    if date is None:
        return {}
    calendar = "" if date.calendar == Calendar.GREGORIAN else str(date.calendar.value)
    return _said({"edtf": date.edtf, "calendar": calendar, "as_written": date.as_written})


def _id(row: Content) -> str:
    return row["id"]


def _said(told: Content) -> Content:
    return {name: value for name, value in told.items() if value not in (None, "", [], {})}
