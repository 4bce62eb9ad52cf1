"""Zotero's creator types of a reference's contributors, and the properties that its reader knows them by."""

from sources.formats.ledger import Ledger
from sources.formats.zotero_rdf.vocabulary import CREATORS, ITEM_TYPES
from sources.reference import Name

# An author beside the one whose role Zotero has first: beside the director of a film, the performer of a song.
BESIDE = {"audioRecording": "wordsBy", "film": "contributor", "tvBroadcast": "contributor"}
# Those that Zotero's reader knows by the properties of others, not by those that its writer gives them.
OTHERS_NAMES = {"producer": "schema:producer", "programmer": "schema:author"}
# Its reader finds these by no property at all.
UNREAD = frozenset(["castMember", "scriptwriter"])


def take_people(ledger: Ledger, kind: str) -> dict[str, list[Name]]:
    """Take the contributors that Zotero has a creator type for, by that type; others stay for Extra."""
    found: dict[str, list[Name]] = {}
    types = {role: creator_type(role, frozenset(ledger.names), kind) for role in ledger.names}
    for role, own in types.items():
        if own:
            found.setdefault(own, []).extend(ledger.take_names(role))
    return found


def creator_type(role: str, roles: frozenset[str], kind: str) -> str:
    """Return the creator type of one of these roles in an item of this kind, or nothing."""
    item_type = ITEM_TYPES[kind]
    if role == "author":
        rivals = {CREATORS.get(other) for other in roles}
        return BESIDE.get(kind, item_type.author) if item_type.author in rivals else item_type.author
    own = CREATORS.get(role, "")
    return own if own in {"contributor", item_type.author, *item_type.creators} - UNREAD else ""


def property_of(own: str) -> str:
    """Return the property under which Zotero's reader looks for creators of a type."""
    return OTHERS_NAMES.get(own, f"{'bib' if own in ('author', 'editor', 'contributor') else 'z'}:{own}s")
