"""TEI documents: of one person, of one event, and of the whole archive as a corpus, piece by piece."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from archive.events.models import Event
from archive.exporting import CHUNK, references_of_quotations, references_of_sources
from archive.publishing import public_agents, public_sources
from archive.quotations.reading import cited_whole
from archive.tei.agents import agent_element
from archive.tei.happenings import event_element
from sources.formats.keys import Keys
from sources.formats.markup import DECLARATION, Element, escaped, text_of
from sources.formats.tei.writing import NAMESPACE, item
from sources.reference import Reference

AddressOf = Callable[[Any], str]

CALENDARS = """<profileDesc>
  <calendarDesc>
    <calendar xml:id="gregorian"><p>Gregorian calendar</p></calendar>
    <calendar xml:id="julian"><p>Julian calendar</p></calendar>
  </calendarDesc>
</profileDesc>
"""


def header(title: str, more: str = "") -> str:
    """Return a header that says what the document is and where it comes from."""
    return f"""<teiHeader>
<fileDesc>
  <titleStmt><title>{escaped(title)}</title></titleStmt>
  <publicationStmt><p>Given by a Testimonia archive.</p></publicationStmt>
  <sourceDesc><p>Each item names its own source.</p></sourceDesc>
</fileDesc>
{more}</teiHeader>
"""


def document(title: str, wrapper: str, items: Iterable[Element]) -> str:
    """Return a document of a few items in a list."""
    return DECLARATION + "".join(_text(title, wrapper, items, f' xmlns="{NAMESPACE}"', CALENDARS))


def _text(title: str, wrapper: str, items: Iterable[Element], namespace: str = "", more: str = "") -> Iterator[str]:
    """Yield one text; a list that would be empty is left out, since TEI has none."""
    yield f"<TEI{namespace}>\n{header(title, more)}<text><body><div>\n"
    opened = False
    for one in items:
        yield ("" if opened or not wrapper else f"<{wrapper}>\n") + text_of(one, 1)
        opened = True
    ending = f"</{wrapper}>\n" if opened and wrapper else "" if opened else "<p/>\n"
    yield f"{ending}</div></body></text>\n</TEI>\n"


def corpus(address_of: AddressOf) -> Iterator[str]:
    """Yield everything that is public as one TEI corpus; a few hundred records are in memory at a time."""
    yield f'{DECLARATION}<teiCorpus xmlns="{NAMESPACE}">\n{header("Testimonia", CALENDARS)}'
    yield from _text("People and organisations", "listPerson", _agents(address_of))
    yield from _text("Events", "listEvent", _events(address_of))
    keys = Keys()
    sources = references_of_sources(public_sources().order_by("pk"))
    yield from _text("Sources", "listBibl", _items(sources, keys))
    quotations = references_of_quotations(cited_whole().order_by("pk"), address_of)
    yield from _text("Quotations", "", _items(quotations, keys))
    yield "</teiCorpus>\n"


def _items(references: Iterable[Reference], keys: Keys) -> Iterator[Element]:
    return (item(reference, keys) for reference in references)


def _agents(address_of: AddressOf) -> Iterator[Element]:
    found = public_agents().order_by("pk").prefetch_related("names", "roles", "identifiers")
    return (agent_element(agent, address_of(agent)) for agent in found.iterator(chunk_size=CHUNK))


def _events(address_of: AddressOf) -> Iterator[Element]:
    found = Event.objects.published().order_by("pk").with_claims()
    return (event_element(event, address_of) for event in found.iterator(chunk_size=CHUNK))
