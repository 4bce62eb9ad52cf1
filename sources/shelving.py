"""Shelving: a reference as the columns and rows of a source, the inverse of `sources.citing`; nothing is lost."""

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.exceptions import ValidationError

from sources import citing
from sources.models import Source, SourceIdentifier
from sources.models.works import CITE_KEY, ContributorRole, SourceScheme, SourceType
from sources.reference import Date, Json, Name, Reference

UNTITLED = "[untitled]"
# Characters that no database keeps: NUL, and halves of characters.
UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")
SUSPECT = re.compile(r"[\ud800-\udfff]|\\u0000|NaN|Infinity")
ROLES = frozenset(ContributorRole.values)
TYPES = frozenset(SourceType.values)
OTHER_SCHEMES = frozenset(SourceScheme.values) - citing.CSL_IDENTIFIERS
QUOTED_ID = re.compile(r"-[0-9A-Z]{4}-[0-9A-Z]{4}\Z")
MOST_NAMES = 5000


@dataclass
class Shelved:
    """What a source of this reference has in its columns and rows; its cite key is not part of it."""

    columns: dict[str, Any] = field(default_factory=dict)
    contributions: list[tuple[str, Name]] = field(default_factory=list)
    identifiers: list[tuple[str, str]] = field(default_factory=list)


def cleaned(reference: Reference) -> tuple[Reference, list[str]]:
    """Return the reference as a source can be made of it, and what was left out for that."""
    problems: list[str] = []
    csl = reference.to_csl()
    # Looking at the text is quick; only what holds something of the kind is walked through.
    is_keepable = not SUSPECT.search(json.dumps(csl, ensure_ascii=False))
    clean = reference if is_keepable else Reference.from_csl(without_unkeepable(csl))
    if clean.quotation:
        problems.append("the words quoted are left out: quotations have an import of their own")
        clean = replace(clean, quotation=None, id=QUOTED_ID.sub("", clean.id))
    if any("path" in part for part in clean.extra.get("attachments", ()) if isinstance(part, Mapping)):
        problems.append("the place of an attached file on somebody's computer is left out")
        clean = replace(clean, extra=dict(clean.extra) | {"attachments": _without_paths(clean)})
    if any(not name.to_csl() for people in clean.names.values() for name in people):
        named = {role: tuple(name for name in people if name.to_csl()) for role, people in clean.names.items()}
        clean = replace(clean, names={role: people for role, people in named.items() if people})
    if not clean.title.strip():
        clean = replace(clean, variables=dict(clean.variables) | {"title": UNTITLED})
    return clean, problems


def without_unkeepable(value: Json) -> Json:
    """Return JSON that every database can keep."""
    if isinstance(value, str):
        return UNKEEPABLE.sub("\ufffd", value)
    if isinstance(value, Mapping):
        return {without_unkeepable(name): without_unkeepable(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [without_unkeepable(part) for part in value]
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value


def _without_paths(reference: Reference) -> list[Json]:
    parts = [dict(part) for part in reference.extra["attachments"]]
    return [{name: value for name, value in part.items() if name != "path"} for part in parts]


def cite_key_of(reference: Reference) -> str:
    """Return the reference's id if it can be a cite key, else ""."""
    fits = len(reference.id) <= Source._meta.get_field("cite_key").max_length and re.match(CITE_KEY.regex, reference.id)
    return reference.id if fits else ""


def shelved(reference: Reference) -> Shelved:
    """Return the columns and rows of a clean reference; what fits into none is among its further variables."""
    found = Shelved()
    variables = _take_columns(dict(reference.variables), found)
    extra = _take_identifiers(variables, dict(reference.extra), found)
    kept_dates = _take_dates(reference, found)
    taken = {role for role in reference.names if role in ROLES and len(reference.names[role]) <= MOST_NAMES}
    found.contributions = [(role, name) for role in reference.names if role in taken for name in reference.names[role]]
    names = {role: people for role, people in reference.names.items() if role not in taken}
    kind = "" if reference.type in TYPES else reference.type
    found.columns["type"] = reference.type if reference.type in TYPES else SourceType.DOCUMENT.value
    found.columns["note"] = "\n\n".join(reference.notes)
    left = replace(reference, id="", type=kind, variables=variables, names=names, dates=kept_dates, extra=extra)
    found.columns["variables"] = _further(left)
    return found


def _further(left: Reference) -> dict[str, Json]:
    """Return what is left as a CSL-JSON object, without the note, whose text has its column."""
    apart = {"id", *(("type",) if not left.type else ())}
    notes = left.notes if len(left.notes) > 1 or any("\n\n" in note for note in left.notes) else ()
    kept = replace(left, notes=notes, unmapped={k: v for k, v in left.unmapped.items() if k not in apart | {"note"}})
    return {name: value for name, value in kept.to_csl().items() if name not in ("id", "note")}


def _take_columns(variables: dict[str, Any], found: Shelved) -> dict[str, Any]:
    for name, column in citing.COLUMNS.items():
        if fits(column, variables.get(name)):
            found.columns[column] = variables.pop(name)
    found.columns.setdefault("title", UNTITLED)
    return variables


def fits(column: str, value: Json) -> bool:
    """Return whether a column of a source can hold a value just as it is."""
    if not isinstance(value, str) or not value.strip():
        return False
    try:
        Source._meta.get_field(column).run_validators(value)
    except ValidationError:
        return False
    return True


def _take_identifiers(variables: dict[str, Any], extra: dict[str, Any], found: Shelved) -> dict[str, Any]:
    """Make rows of identifiers; a variable stays where the rows alone would not give it back."""
    longest = SourceIdentifier._meta.get_field("value").max_length
    for scheme in sorted(variables.keys() & citing.CSL_IDENTIFIERS):
        value = variables[scheme]
        numbers = citing.numbers_of(value) if isinstance(value, str) else []
        if not numbers or len(numbers) != len(set(numbers)) or max(map(len, numbers)) > longest:
            continue
        found.identifiers += [(str(scheme), number) for number in numbers]
        if value == " ".join(sorted(numbers)):
            del variables[scheme]
    fields = dict(extra.get("fields") or {})
    for scheme in sorted(fields.keys() & OTHER_SCHEMES):
        if isinstance(fields[scheme], str) and fields[scheme].strip() and len(fields[scheme]) <= longest:
            found.identifiers.append((scheme, fields.pop(scheme)))
    return {name: value for name, value in (extra | {"fields": fields}).items() if name != "fields" or value}


def _take_dates(reference: Reference, found: Shelved) -> dict[str, Date]:
    """Fill the dates that have columns; a date stays also as it was where they would not give it back."""
    kept = dict(reference.dates)
    for name in citing.DATES:
        found.columns[name] = None
        if name not in kept:
            continue
        date = citing.historical_of(kept[name])
        if date and len(date.edtf) <= Source._meta.get_field(f"{name}_edtf").max_length:
            found.columns[name] = date
            if citing.date_of(date) == kept[name]:
                del kept[name]
    return kept


def standing_alone(reference: Reference, whole: Reference | None, original: Reference | None) -> Reference:
    """Return a reference without what its container and its original, sources of their own, say of it already."""
    variables, dates, names = dict(reference.variables), dict(reference.dates), dict(reference.names)
    if whole:
        said = citing.said_of_part(whole)
        variables = {name: value for name, value in variables.items() if said.get(name) != value}
        dates = {name: date for name, date in dates.items() if whole.dates.get(name) != date}
        if names.get("container-author") == whole.names.get("author"):
            names.pop("container-author", None)
    if original:
        variables = {k: v for k, v in variables.items() if k != "original-title" or v != original.title}
        dates = {k: v for k, v in dates.items() if k != "original-date" or v != original.dates.get("issued")}
    linked = {"container"} if whole else set()
    linked |= {"original"} if original else set()
    related = tuple(tie for tie in reference.related if tie.relation not in linked)
    return replace(reference, variables=variables, dates=dates, names=names, related=related)
