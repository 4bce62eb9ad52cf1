"""A busy archive for the tests of mirrors: any curator's change, drawn by chance, and a mirror that follows."""

import random
from collections.abc import Callable
from typing import Any

from django.test import Client

from archive.desk.merging import CannotMerge, Merge
from archive.events.models import About, Event, EventClaim, Place
from archive.publishing import State
from archive.quotations.models import Quotation, Topic
from archive.revisions.recording import recording
from sources.dates import HistoricalDate
from sources.models import Agent, Contribution, Source
from tests import cast

ROOMS = {
    "person": "people",
    "source": "sources",
    "place": "places",
    "topic": "topics",
    "event": "events",
    "quotation": "quotations",
}


class Mirror:
    """Follows the archive by its changes alone."""

    def __init__(self, visitor: Client, rooms: tuple[str, ...] = ("changes",)) -> None:
        self.visitor = visitor
        self.since = dict.fromkeys(rooms, 0)
        self.held: dict[tuple[str, str], Any] = {}
        self.tombstones: dict[str, Any] = {}

    def follow(self, size: int = 3) -> None:
        """Take in all that changed, page by page."""
        for room, since in self.since.items():
            address: str | None = f"/api/v1/{room}/?since={since}&page_size={size}"
            while address:
                page = self.visitor.get(address).json()
                for change in page["results"]:
                    self.take_in(change)
                address = page["next"]
            self.since[room] = page["sequence"]

    def take_in(self, change: dict[str, Any]) -> None:
        key = change["type"], change["id"]
        if change["deleted"]:
            self.held.pop(key, None)
            self.tombstones[change["id"]] = change["tombstone"]
        else:
            self.held[key] = change["record"]
            self.tombstones.pop(change["id"], None)


def archive_of(visitor: Client) -> dict[tuple[str, str], Any]:
    """Return all that is public, as the lists of the API give it."""
    found = {}
    for kind, room in ROOMS.items():
        address: str | None = f"/api/v1/{room}/?cursor=&page_size=200"
        while address:
            page = visitor.get(address).json()
            found |= {(kind, record["id"]): record for record in page["results"]}
            address = page["next"]
    return found


class Curators:
    """Change the archive by chance; the same seed makes the same changes."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.count = 0

    def work(self) -> str:
        """Make one change, or a few at once, and return what was done."""
        done = []
        with recording():
            for _ in range(self.dice.choice((1, 1, 1, 3))):
                change = self.dice.choice(self.CHANGES)
                change(self)
                done.append(change.__name__)
        return ", ".join(done)

    def any(self, model: Any) -> Any:
        found = list(model.objects.order_by("created_at", "pk"))
        return self.dice.choice(found) if found else None

    def name(self) -> str:
        self.count += 1
        return f"Name {self.count}"

    def add_person(self) -> None:
        cast.agent({"en": self.name()}, language="en")

    def add_source(self) -> None:
        made = Source.objects.create(title=self.name(), language="en", part_of=self.any(Source))
        Contribution.objects.create(source=made, agent=self.any(Agent))

    def add_place(self) -> None:
        Place.objects.create(labels={"en": self.name()}, part_of=self.any(Place))

    def add_event(self) -> None:
        whole = self.any(Event)
        made = cast.event({"en": self.name()}, HistoricalDate("1918"), self.state())
        made.part_of = whole
        made.save()
        EventClaim.objects.create(event=made, position=2, about=About.PLACE, place=self.any(Place))
        EventClaim.objects.create(event=made, position=3, about=About.PARTICIPANT, agent=self.any(Agent))

    def add_quotation(self) -> None:
        place, original = self.any(Place), self.any(Quotation)
        values = {"language": "en", "state": self.state(), "place": place, "translation_of": original}
        made = cast.quotation(self.name(), self.any(Agent), self.any(Source), **values)
        made.topics.add(Topic.objects.create(labels={"en": self.name()}))
        made.mentions.add(self.any(Agent))

    def state(self) -> State:
        return self.dice.choice((State.DRAFT, State.PUBLISHED, State.PUBLISHED))

    def pass_on(self) -> None:
        record = self.any(self.dice.choice((Quotation, Quotation, Event)))
        if record:
            wished = {State.DRAFT: State.PUBLISHED, State.PUBLISHED: State.WITHDRAWN, State.WITHDRAWN: State.DRAFT}
            record.pass_to(wished[State(record.state)], because=self.name())

    def rename(self) -> None:
        record = self.any(self.dice.choice((Place, Topic, Event)))
        if record:
            record.labels = {"en": self.name()}
            record.save()

    def rename_person(self) -> None:
        self.any(Agent).names.update(literal=self.name())

    def rename_source(self) -> None:
        source = self.any(Source)
        source.title = self.name()
        source.save()

    def move_source(self) -> None:
        source = self.any(Source)
        source.part_of = None
        source.save()

    def requote(self) -> None:
        quotation = self.any(Quotation)
        if quotation:
            quotation.attestations.update(source=self.any(Source))
            quotation.topics.clear()
            quotation.place = self.any(Place)
            quotation.save()

    def link(self) -> None:
        quotation, event = self.any(Quotation), self.any(Event)
        if quotation and event and not quotation.event_links.exists():
            cast.link(quotation, event)

    def delete(self) -> None:
        quotation = self.any(Quotation)
        if quotation and not quotation.translations.exists():
            quotation.delete()

    def merge(self) -> None:
        kept, gone = self.any(Agent), self.any(Agent)
        if kept != gone:
            merge = Merge(kept, gone)
            try:
                merge.apply({change.name: "theirs" for change in merge.combination.contested})
            except CannotMerge:
                return

    CHANGES: tuple[Callable[["Curators"], None], ...] = (
        add_person,
        add_source,
        add_place,
        add_event,
        add_quotation,
        add_quotation,
        pass_on,
        pass_on,
        pass_on,
        rename,
        rename_person,
        rename_source,
        move_source,
        requote,
        link,
        delete,
        merge,
    )
