"""Nothing that is not published is ever seen: drafts with a marked word, and a walk over every address."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.contrib.auth.models import User
from django.test import Client

from archive.desk.discussing import remark
from archive.editions.models import Edition
from archive.events.models import About, Event, EventClaim, Place
from archive.harvesting.formats import FORMATS
from archive.publishing import State, public_agents, public_sources
from archive.quotations.models import Attestation, Attribution, Quotation, Topic
from archive.representations.offering import Kind
from archive.representations.table import REPRESENTATIONS
from archive.revisions.recording import recording
from archive.writing.models import Token
from sources.dates import HistoricalDate
from sources.models import Agent, AgentName, AgentRole, Contribution, Source
from tests import cast
from tests.crawling import SITE, crawl

MARK = "Zzyzx"
UNPUBLISHED = (State.DRAFT, State.IN_REVIEW, State.WITHDRAWN)
LABELS = {"en": MARK, "ja": MARK, "ru": MARK}
DATE = HistoricalDate("1918-05-05", as_written=MARK)


def marked_agent() -> Agent:
    agent = Agent.objects.create(known_as=LABELS, note=MARK, born=DATE, died=DATE)
    AgentName.objects.create(agent=agent, language="en", literal=MARK)
    AgentRole.objects.create(agent=agent, titles=LABELS, held=DATE)
    agent.identifiers.create(scheme="viaf", value=f"{MARK}{agent.pk}")
    return agent


def marked_source(agent: Agent) -> Source:
    fields = {"publisher": MARK, "publisher_place": MARK, "note": MARK, "variables": {"volume": MARK}}
    source = Source.objects.create(title=MARK, url=f"https://example.org/{MARK}", issued=DATE, **fields)
    Contribution.objects.create(source=source, agent=agent, printed={"literal": MARK})
    source.identifiers.create(scheme="ISBN", value=MARK)
    return source


def marked_place() -> Place:
    return Place.objects.create(labels=LABELS, note=MARK)


def marked_event(agent: Agent, source: Source, state: State, whole: Event | None = None) -> Event:
    event = Event.objects.create(labels=LABELS, descriptions=LABELS, note=MARK, state=state, part_of=whole)
    said = {"statement": LABELS, "reason": MARK, "locator": MARK, "source": source, "basis": "stated"}
    EventClaim.objects.create(event=event, date=DATE, **said)
    EventClaim.objects.create(event=event, position=2, about=About.PLACE, place=marked_place(), **said)
    EventClaim.objects.create(event=event, position=3, about=About.PARTICIPANT, agent=agent, **said)
    return event


def marked_quotation(agent: Agent, source: Source, state: State, original: Quotation | None = None) -> Quotation:
    around = {"words_before": MARK, "words_after": MARK, "note": MARK, "uttered": DATE, "place": marked_place()}
    quotation = Quotation.objects.create(words=MARK, language="en", state=state, translation_of=original, **around)
    Attestation.objects.create(quotation=quotation, source=source, locator=MARK, note=MARK)
    Attribution.objects.create(quotation=quotation, agent=agent, role=agent.roles.first(), reason=MARK)
    quotation.topics.add(Topic.objects.create(labels=LABELS))
    quotation.mentions.add(agent)
    return quotation


@pytest.fixture
def planted(boots: Quotation, brest_litovsk: Event, my_life: Source, trotsky: Agent) -> list[str]:
    """Plant drafts beside, above and below everything published; returns the addresses of their own."""
    hidden = []
    for state in UNPUBLISHED:
        agent = marked_agent()
        source = marked_source(agent)
        part = Source.objects.create(title=MARK, part_of=my_life)
        translation = Source.objects.create(title=MARK, translation_of=my_life)
        event = marked_event(agent, source, state, whole=brest_litovsk)
        quotation = marked_quotation(agent, source, state, original=boots)
        own = marked_quotation(trotsky, my_life, state)
        own.mentions.add(trotsky)
        cast.link(boots, event)
        cast.link(own, brest_litovsk)
        hidden += [agent, source, part, translation, event, quotation, own]
    above = marked_quotation(marked_agent(), marked_source(trotsky), State.DRAFT)
    whole = marked_event(trotsky, my_life, State.DRAFT)
    Quotation.objects.filter(pk=boots.pk).update(translation_of=above)
    Event.objects.filter(pk=brest_litovsk.pk).update(part_of=whole)
    return [record.get_absolute_url() for record in (*hidden, above, whole)]


@pytest.mark.usefixtures("planted")
def test_no_public_page_says_anything_of_a_draft(visitor: Client) -> None:
    walked = list(crawl(visitor))
    assert len(walked) > 30
    # A random quotation is shown by leading to it.
    assert {status for _address, status, _text in walked} == {200, 302}
    assert [address for address, _status, text in walked if MARK in text] == []


# What harvesters and other readers are told, of everything and of a quotation.
HARVESTED = [
    *(f"/oai?verb=ListRecords&metadataPrefix={prefix}" for prefix in FORMATS),
    "/oai?verb=ListIdentifiers&metadataPrefix=oai_dc",
    "/oai?verb=ListSets",
    *("/quotations.atom", "/ja/changes.atom", "/search/suggestions?q=Z"),
    *(f"/sitemap-{kind}.xml" for kind in ("quotations", "people", "events", "sources")),
]
OF_ONE = ("/embed", "/v1/embed", "/picture.png", "/annotations", "/annotations/1", ".atom")


def test_harvesters_are_told_nothing_of_drafts(visitor: Client, planted: list[str], boots: Quotation) -> None:
    once = marked_quotation(marked_agent(), marked_source(marked_agent()), State.PUBLISHED)
    once.pass_to(State.WITHDRAWN)
    hidden = {address.rpartition("/")[2] for address in planted}
    for address in HARVESTED:
        answer = visitor.get(address)
        text = answer.content.decode()
        assert answer.status_code == 200 and MARK not in text, address
        assert not [shown for shown in hidden if shown in text], address
    for address in (*planted, f"/q/{once.shown_id}"):
        for part in OF_ONE:
            answer = visitor.get(f"/ru{address}{part}")
            assert answer.status_code in (404, 410) and MARK not in answer.content.decode(), address
        told = visitor.get("/oembed", {"url": f"http://testserver{address}"})
        assert told.status_code == 404
    for part in OF_ONE[:-1]:
        answer = visitor.get(f"{boots.get_absolute_url()}{part}")
        assert answer.status_code in (200, 404) and MARK.encode() not in answer.content
    assert MARK not in visitor.get("/oembed", {"url": f"http://testserver/q/{boots.shown_id}"}).content.decode()


def test_drafts_are_not_at_their_own_addresses(visitor: Client, planted: list[str]) -> None:
    for address in planted:
        for suffix in ("", ".csl.json", "/v1", "/v1.json", "/history", "/timemap"):
            answer = visitor.get(f"/ja{address}{suffix}")
            assert answer.status_code in (404, 410), address
            assert MARK not in answer.content.decode()


def endings(letter: str) -> list[str]:
    """Return the endings of all forms in which a kind of record is given, by the letter of its addresses."""
    kind = {"q": Kind.QUOTATION, "s": Kind.SOURCE, "p": Kind.PERSON, "e": Kind.EVENT}[letter]
    return [form.ending for form in REPRESENTATIONS if kind in form.kinds]


def test_drafts_are_given_in_no_form(visitor: Client, planted: list[str]) -> None:
    one_of_each = {address[1]: address for address in planted}
    assert len(one_of_each) == 4
    for letter, address in one_of_each.items():
        for ending in endings(letter):
            assert visitor.get(f"{address}.{ending}").status_code in (404, 410), (address, ending)
        answer = visitor.get(address, headers={"Accept": "application/ld+json"})
        assert answer.status_code in (404, 410) and MARK not in answer.content.decode()
        identifier = address[3:] if letter == "q" else address[1:]
        assert visitor.get(f"/unapi?id={identifier}&format=rdf_zotero").status_code == 404


def test_only_withdrawn_records_have_a_tombstone(visitor: Client, planted: list[str]) -> None:
    gone = {address for address in planted if visitor.get(address).status_code == 410}
    withdrawn = [*Quotation.objects.filter(state=State.WITHDRAWN), *Event.objects.filter(state=State.WITHDRAWN)]
    assert gone == {record.get_absolute_url() for record in withdrawn}


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.DRAFT])
def test_editions_say_nothing_of_later_drafts(visitor: Client, boots: Quotation, state: State) -> None:
    boots.pass_to(State.WITHDRAWN, because="Under review.")
    if state == State.DRAFT:
        boots.pass_to(State.DRAFT)
    boots.words = boots.note = MARK
    boots.save()
    boots.attestations.update(note=MARK)
    for suffix in ("", "/v1", "/v1.json", "/v2", "/history", "/timemap", "/cite"):
        answer = visitor.get(f"{boots.get_absolute_url()}{suffix}")
        assert answer.status_code == 410
        assert MARK not in answer.content.decode()


def test_editions_name_no_curator(visitor: Client, boots: Quotation) -> None:
    curator = User.objects.create(username=MARK, first_name=MARK)
    with recording(by=curator, why=MARK):
        boots.attestations.update(seen_by=curator)
        boots.words, boots.changed_by, boots.created_by = "Other words.", curator, curator
        boots.save()
    for suffix in ("", "/v1", "/v2", "/v2.json", "/history", "/timemap", "/v2.csl.json"):
        assert MARK not in visitor.get(f"{boots.get_absolute_url()}{suffix}").content.decode()


def for_machines() -> list[str]:
    """Return the addresses at which programs read the public records, in every form that there is."""
    rooms = [
        f"/api/v1/{room}/" for room in ("quotations", "people", "sources", "events", "places", "topics", "editions")
    ]
    harvested = [f"/oai?verb=ListRecords&metadataPrefix={prefix}" for prefix in FORMATS]
    whole = ["/api/v1/changes/", "/api/v1/quotations/facets/", "/api/v1/bulk/", "/archive.tei.xml", "/sitemap.xml"]
    feeds = ["/quotations.atom", "/changes.atom", "/oai?verb=ListSets", "/oai?verb=Identify", "/unapi"]
    public = [*Quotation.objects.published(), *Event.objects.published(), *public_sources(), *public_agents()]
    own = [record.get_absolute_url() for record in public]
    editions = [edition.get_absolute_url() for edition in Edition.objects.all()]
    forms = [f"{start}.{form.ending}" for start in (*own, *editions) for form in REPRESENTATIONS]
    known = [f"/unapi?id={SITE}{start}&format={name}" for start in own for name in ("rdf_zotero", "mods", "ris")]
    more = [start + part for start in own for part in OF_ONE]
    return [*rooms, *harvested, *whole, *feeds, *own, *editions, *forms, *known, *more]


def told(visitor: Client, address: str) -> str:
    """Return everything that an answer says: its headers, and its body, also where that is a packed file."""
    answer = visitor.get(address)
    body = b"".join(answer) if answer.streaming else answer.content
    if body.startswith(b"PK"):
        with ZipFile(BytesIO(body)) as packed:
            body = b"".join(packed.read(name) for name in packed.namelist())
    return (
        f"{answer.headers}{body.decode(errors='replace')}"
        if answer.status_code < 500
        else f"{MARK}: {answer.status_code}"
    )


@pytest.mark.usefixtures("planted")
def test_no_program_reads_anything_of_a_draft(visitor: Client) -> None:
    assert [address for address in for_machines() if MARK in told(visitor, address)] == []


def test_nobody_reads_what_curators_say_and_who_they_are(
    visitor: Client, boots: Quotation, brest_litovsk: Event, my_life: Source, trotsky: Agent
) -> None:
    curator = User.objects.create(username=MARK, first_name=MARK, last_name=MARK, email=f"{MARK}@example.org")
    token = Token(account=curator, name=MARK)
    token.new_secret()
    token.save()
    with recording(by=curator, why=MARK):
        boots.attestations.update(seen_by=curator)
        for record in (boots, brest_litovsk, my_life, trotsky):
            record.note, record.changed_by, record.created_by = "Seen.", curator, curator
            record.save()
    for record in (boots, brest_litovsk):
        remark(record, curator, MARK)

    pages = [
        "/",
        "/quotations/",
        "/people/",
        "/events/",
        "/sources/",
        "/browse/",
        f"{boots.get_absolute_url()}/history",
    ]

    assert [address for address in [*for_machines(), *pages] if MARK in told(visitor, address)] == []


def test_drafts_cannot_be_asked_for(visitor: Client, planted: list[str]) -> None:
    for address in planted:
        pk = address.rsplit("/", 1)[1]
        for listed in ("quotations", "events", "people", "sources"):
            query = f"speaker={pk}&event={pk}&source={pk}&topic={pk}&place={pk}"
            assert MARK not in visitor.get(f"/{listed}/?{query}").content.decode()


@pytest.mark.usefixtures("planted")
@pytest.mark.parametrize("address", [f"/events/?name={MARK}", f"/people/?name={MARK}", f"/sources/?text={MARK}"])
def test_drafts_cannot_be_looked_for(visitor: Client, address: str) -> None:
    assert not visitor.get(address).context["page"].object_list
