"""The cast of the tests: real people, sources, events and quotations, made by one line and one entry of the log each."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Group, User
from django.test import Client

from archive.events.models import About, Event, EventClaim, Place
from archive.publishing import State
from archive.quotations.models import Attestation, Attribution, EventLink, LinkKind, Mode, Quotation, WitnessKind
from archive.revisions.recording import recording
from sources.dates import Calendar, HistoricalDate
from sources.models import Agent, AgentName, AgentRole, Basis, Contribution, Source

BOOTS = (
    "「(ドイツの)ホフマン将軍は、司法風の討論にくたびれては、よく軍靴をテーブルの上にのっけたものだ。"
    "我々は、このブーツがこの会談における唯一具体的な“根拠”であることをよく知っていた」"
)


@recording()
def agent(names: dict[str, str], **values: Any) -> Agent:
    """Make a person from their names by language."""
    made = Agent.objects.create(**values)
    for position, (language, literal) in enumerate(names.items(), start=1):
        AgentName.objects.create(agent=made, position=position, language=language, literal=literal)
    return made


@recording()
def trotsky() -> Agent:
    """Make Trotsky with his names in three scripts, his life in two calendars and an office."""
    made = agent(
        {"ja": "レフ・トロツキー", "ru": "Лев Давидович Троцкий", "en": "Leon Trotsky"},
        language="ru",
        born=HistoricalDate("1879-10-26", Calendar.JULIAN),
        died=HistoricalDate("1940-08-21"),
        known_as={"en": "People's Commissar", "ja": "外務人民委員", "ru": "нарком"},
    )
    titles = {"en": "People's Commissar for Foreign Affairs", "ja": "外務人民委員"}
    AgentRole.objects.create(agent=made, titles=titles, held=HistoricalDate("1917/1918"))
    made.identifiers.create(scheme="wikidata", value="Q33391")
    return made


@recording()
def my_life(author: Agent) -> Source:
    """Make Trotsky's memoirs, which nobody here has seen."""
    made = Source.objects.create(
        title="Моя жизнь", language="ru", issued=HistoricalDate("1930"), publisher="Гранит", publisher_place="Берлин"
    )
    Contribution.objects.create(source=made, agent=author)
    return made


def article() -> Source:
    """Make the article that quotes the memoirs, with a title that the archive supplies."""
    return Source.objects.create(
        title="[連合国の対ソ干渉戦争についての記事]", type="webpage", language="ja", basis=Basis.SUPPLIED
    )


@recording()
def brest_litovsk(source: Source) -> Event:
    """Make the peace negotiations, with two dates that compete."""
    labels = {
        "en": "Peace negotiations at Brest-Litovsk",
        "ja": "ブレスト＝リトフスクの講和交渉",
        "ru": "Мирные переговоры в Брест-Литовске",
    }
    made = event(labels, date=HistoricalDate("1917-12-22/1918-03-03"))
    place = Place.objects.create(
        labels={"en": "Brest-Litovsk", "ru": "Брест-Литовск"}, latitude="52.10", longitude="23.70"
    )
    EventClaim.objects.create(event=made, position=2, about=About.PLACE, place=place)
    EventClaim.objects.create(
        event=made, position=3, date=HistoricalDate("1918-03"), source=source, basis=Basis.STATED, standing="disputed"
    )
    return made


@recording()
def event(labels: dict[str, str], date: HistoricalDate | None = None, state: State = State.PUBLISHED) -> Event:
    """Make an event, with the date that the archive puts first."""
    made = Event.objects.create(labels=labels, state=state)
    if date:
        EventClaim.objects.create(event=made, date=date)
    return made


@recording()
def quotation(words: str, speaker: Agent, *witnesses: Source, standing: str = "attested", **values: Any) -> Quotation:
    """Make a quotation, published unless told otherwise; each witness is quoted in the one before it."""
    values = {"language": "ja", "mode": Mode.TRANSLATION, "state": State.PUBLISHED} | values
    made = Quotation.objects.create(words=words, **values)
    for position, source in enumerate(witnesses, start=1):
        Attestation.objects.create(
            quotation=made,
            position=position,
            source=source,
            kind=WitnessKind.QUOTES if position == 1 else WitnessKind.ORIGINAL,
            quoted_in=position - 1 or None,
            basis=Basis.STATED if position == 1 else Basis.GENERAL_KNOWLEDGE,
        )
    reason = "" if standing in ("attested", "probable") else "Nobody has found it."
    Attribution.objects.create(
        quotation=made, agent=speaker, role=speaker.roles.first(), standing=standing, reason=reason, basis=Basis.STATED
    )
    return made


@recording()
def crowd(numbers: Iterable[int]) -> None:
    """Make one more of everything for each number."""
    for number in numbers:
        speaker = agent({"en": f"Witness {number}"}, language="en")
        source = my_life(speaker)
        made = quotation(f"Words {number}.", speaker, source, language="en")
        link(made, event({"en": f"Event {number}"}, date=HistoricalDate("1918")))


def link(quotation: Quotation, event: Event, kind: LinkKind = LinkKind.SPEAKS_OF) -> EventLink:
    """Tie a quotation to an event."""
    return EventLink.objects.create(quotation=quotation, event=event, kind=kind)


def curator(name: str, group: str) -> User:
    """Make a curator of a group."""
    user = User.objects.create_user(name, password="a long password", is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    return user


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
