"""Freezing: all that the public reads of a quotation as plain data that stands alone, in every language of the site.

It holds nothing of curators, of drafts, or of what no page of the quotation shows. `frozen` reads it.
What is frozen at one time shares what it says of the same person and the same source.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Prefetch, QuerySet

from archive.events.models import Event
from archive.quotations.citing import reference_of
from archive.quotations.models import Attestation, Attribution, EventLink, Quotation
from sources import citing, permanent
from sources.dates import Calendar, HistoricalDate
from sources.models import Agent, Contribution, Source

Content = dict[str, Any]
# What was told already, by record; valid as long as nothing is written.
Shared = dict[models.Model, Content]
FORM = 1  # of the content; a reader of old editions must know every one that was ever written


def freezable(ids: list[str]) -> QuerySet[Quotation]:
    """Return those of these quotations that are published, with all that their contents need."""
    links = EventLink.objects.filter(event__in=Event.objects.published()).select_related("event")
    found = Quotation.objects.published().filter(pk__in=ids).order_by("pk")
    return found.select_related("place", "translation_of").prefetch_related(
        "attributions__agent__names",
        "attributions__role",
        "attributions__rests_on",
        "topics",
        "mentions__names",
        Prefetch("event_links", links.prefetch_related("event__claims"), to_attr="public_links"),
        "attestations__source",
        *citing.needed("attestations__source__"),
    )


def content_of(quotation: Quotation, shared: Shared) -> Content:
    """Return the content of an edition; the quotation comes from `freezable`.

    `shared` is the same mapping, empty at first, for all that is frozen at one time.
    """
    original = quotation.translation_of
    told = {
        "form": FORM,
        "id": quotation.shown_id,
        "words": quotation.words,
        "language": quotation.language,
        "mode": quotation.mode,
        "translation_of": original.shown_id if original and original.is_published else "",
        "translated_from": quotation.translated_from,
        "words_before": quotation.words_before,
        "words_after": quotation.words_after,
        "uttered": _date(quotation.uttered),
        "place": dict(quotation.place.labels) if quotation.place else {},
        "rights": quotation.rights,
        "note": quotation.note,
        "attributions": [_attribution(row, shared) for row in quotation.attributions.all()],
        "attestations": [_attestation(row, shared) for row in quotation.attestations.all()],
        "events": [_link(row) for row in quotation.public_links],
        "mentions": sorted((_agent(agent, shared) for agent in quotation.mentions.all()), key=_id),
        "topics": sorted(
            ({"id": topic.shown_id, "labels": dict(topic.labels)} for topic in quotation.topics.all()), key=_id
        ),
        "reference": _plain(reference_of(quotation, "").to_csl()),
    }
    return _said(told)


def _attribution(row: Attribution, shared: Shared) -> Content:
    role = row.role
    held = {"titles": dict(role.titles), "held": _date(role.held), "basis": role.basis} if role else {}
    return _said(
        {
            "agent": _agent(row.agent, shared),
            "role": _said(held),
            "standing": row.standing,
            "basis": row.basis,
            "reason": row.reason,
            "rests_on": sorted(witness.position for witness in row.rests_on.all()),
        }
    )


def _attestation(row: Attestation, shared: Shared) -> Content:
    return _said(
        {
            "position": row.position,
            "source": _source(row.source, shared),
            "locator_label": row.locator_label,
            "locator": row.locator,
            "kind": row.kind,
            "quoted_in": row.quoted_in,
            "seen_on": row.seen_on.isoformat() if row.seen_on else "",
            "basis": row.basis,
            "note": row.note,
        }
    )


def _link(row: EventLink) -> Content:
    event = row.event
    return _said({"id": event.shown_id, "labels": dict(event.labels), "kind": row.kind, "date": _date(event.date)})


def _source(source: Source, shared: Shared) -> Content:
    if source not in shared:
        authors = [_author(row, shared) for row in source.contributions.all() if row.role == "author"]
        told = {"id": source.shown_id, "title": source.title, "language": source.language, "authors": authors}
        shared[source] = _said(told)
    return shared[source]


def _author(row: Contribution, shared: Shared) -> Content:
    return _agent(row.agent, shared) if row.agent and not row.printed else {"printed": row.name_in(row.source.language)}


def _agent(agent: Agent, shared: Shared) -> Content:
    """Return a person with the names that readers of each language of the site see."""
    if agent not in shared:
        names = ((code, agent.preferred_name(code)) for code, _label in settings.LANGUAGES)
        shown = {code: {"text": name.display(), "language": name.language} for code, name in names if name}
        shared[agent] = _said({"id": permanent.shown(agent.pk), "names": shown})
    return shared[agent]


def _date(date: HistoricalDate | None) -> Content:
    if date is None:
        return {}
    calendar = "" if date.calendar == Calendar.GREGORIAN else str(date.calendar.value)
    return _said({"edtf": date.edtf, "calendar": calendar, "as_written": date.as_written})


def _id(row: Content) -> str:
    return row["id"]


def _said(told: Content) -> Content:
    return {name: value for name, value in told.items() if value not in (None, "", [], {})}


def _plain(value: Any) -> Any:
    """Return JSON with its broken numbers as text, since canonical JSON has whole ones only."""
    if isinstance(value, dict):
        return {str(name): _plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return str(value) if isinstance(value, float) else value
