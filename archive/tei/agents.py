"""People and organisations as TEI `person` and `org`."""

from collections.abc import Iterator

from archive.tei.dating import dates
from sources.formats.markup import Child, Element, element
from sources.labels import valid_tag
from sources.models import Agent, AgentName, AgentRole


def agent_element(agent: Agent, address: str) -> Element:
    """Return a person with every name, life, roles and numbers elsewhere, or an organisation likewise."""
    is_person = agent.kind == "person"
    found = [*_names(agent, "persName" if is_person else "orgName"), *_identifiers(agent, address)]
    found += _life(agent) if is_person else _existence(agent)
    kept = tuple(child for child in (*found, *_notes(agent)) if child)
    return Element("person" if is_person else "org", kept, {"xml:id": f"agent-{agent.pk}"})


def _names(agent: Agent, tag: str) -> Iterator[Element]:
    for row in agent.names.all():
        yield Element(tag, _parts(row) if tag == "persName" else (str(row),), _spoken(row.language) | {"type": row.use})


def _parts(row: AgentName) -> tuple[Child, ...]:
    """Return a name in its parts, or as the one text that it is."""
    if row.literal:
        return (row.literal,)
    parts = (
        element("forename", row.given),
        element("nameLink", row.dropping_particle),
        element("nameLink", row.particle),
        element("surname", row.family),
        element("genName", row.suffix),
    )
    return tuple(part for part in parts if part)


def _identifiers(agent: Agent, address: str) -> Iterator[Element]:
    yield Element("idno", (address,), {"type": "URI"})
    yield from (Element("idno", (row.value,), {"type": row.get_scheme_display()}) for row in agent.identifiers.all())


def _life(agent: Agent) -> Iterator[Element | None]:
    yield element("birth", *dates(agent.born))
    yield element("death", *dates(agent.died))
    yield from (_occupation(role) for role in agent.roles.all())
    if valid_tag(agent.language):
        known = Element("langKnown", (agent.language,), {"tag": agent.language})
        yield Element("langKnowledge", (known,), {"tags": agent.language})


def _occupation(role: AgentRole) -> Element:
    titles = [Element("roleName", (text,), _spoken(language)) for language, text in role.titles.items()]
    return Element("occupation", (*titles, *dates(role.held)))


def _existence(agent: Agent) -> Iterator[Element | None]:
    """Yield when an organisation was founded and dissolved, for which TEI has no elements of its own."""
    for label, date in (("founded", agent.born), ("dissolved", agent.died)):
        found = tuple(dates(date))
        yield Element("desc", found, {"type": label}) if found else None


def _notes(agent: Agent) -> Iterator[Element | None]:
    for language, text in agent.known_as.items():
        yield Element("note", (text,), {"type": "knownAs"} | _spoken(language))
    yield element("note", agent.note)


def _spoken(language: str) -> dict[str, str]:
    return {"xml:lang": language} if language else {}
