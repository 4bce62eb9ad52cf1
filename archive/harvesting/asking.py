"""Asking: what a harvester's request means, and why one cannot be answered (OAI-PMH 2.0, sections 2 to 4)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta

from django.core import signing
from django.http import QueryDict

# Of each verb: the arguments that it needs, and those that it may have.
ARGUMENTS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "Identify": (frozenset(), frozenset()),
    "ListMetadataFormats": (frozenset(), frozenset({"identifier"})),
    "ListSets": (frozenset(), frozenset()),
    "GetRecord": (frozenset({"identifier", "metadataPrefix"}), frozenset()),
    "ListIdentifiers": (frozenset({"metadataPrefix"}), frozenset({"from", "until", "set"})),
    "ListRecords": (frozenset({"metadataPrefix"}), frozenset({"from", "until", "set"})),
}
LISTS = ("ListSets", "ListIdentifiers", "ListRecords")
SALT = "archive.harvesting"
DAY = re.compile(r"\d{4}-\d\d-\d\d")
SECOND = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
SET = re.compile(r"[A-Za-z0-9_.!~*'()-]+(:[A-Za-z0-9_.!~*'()-]+)*")
LONGEST = 2000


class Refused(Exception):
    """A request cannot be answered: the codes of section 3.6, each with a reason for people."""

    def __init__(self, *errors: tuple[str, str]) -> None:
        super().__init__("; ".join(f"{code}: {reason}" for code, reason in errors))
        self.errors = errors

    @property
    def echoes(self) -> bool:
        """Whether the answer may repeat the request's arguments: not where these make no sense."""
        return not {code for code, _reason in self.errors} & {"badVerb", "badArgument"}


@dataclass(frozen=True)
class Span:
    """A span of seconds, both ends within it; None for an open end."""

    start: datetime | None = None
    end: datetime | None = None


@dataclass(frozen=True)
class Place:
    """Where in a list a page begins: after which row, how many came before it, and how many there are in all."""

    after: int = 0
    cursor: int = 0
    total: int = 0


@dataclass(frozen=True)
class Asked:
    """A request that makes sense: its verb and arguments, and the place in the list that it goes on from."""

    verb: str
    arguments: Mapping[str, str] = field(default_factory=dict)
    place: Place | None = None

    @property
    def prefix(self) -> str:
        return self.arguments.get("metadataPrefix", "")

    @property
    def spec(self) -> str:
        return self.arguments.get("set", "")

    @property
    def span(self) -> Span:
        """The times between which a record must have changed; raises Refused for what is no time."""
        return _span(self.arguments.get("from"), self.arguments.get("until"))

    def token(self, place: Place) -> str:
        """Return what lets a harvester go on from a place: all that was asked, signed, and kept nowhere."""
        told = [self.verb, dict(self.arguments), place.after, place.cursor, place.total]
        return signing.dumps(told, salt=SALT, compress=True)


def asked(query: QueryDict) -> Asked:
    """Return what is asked; raises Refused with everything that is wrong."""
    verbs = query.getlist("verb")
    if len(verbs) != 1 or verbs[0] not in ARGUMENTS:
        raise Refused(("badVerb", _about_verb(verbs)))
    errors = list(_errors(verbs[0], query))
    if errors:
        raise Refused(*errors)
    given = {name: value for name, value in query.items() if name != "verb"}
    if "resumptionToken" in given:
        return _continued(verbs[0], given["resumptionToken"])
    found = Asked(verbs[0], given)
    _ = found.span  # is refused at once
    return found


def _about_verb(verbs: list[str]) -> str:
    if not verbs:
        return f"The verb is missing; say one of {', '.join(ARGUMENTS)}."
    if len(verbs) > 1:
        return "The verb is said more than once."
    return f"“{verbs[0][:100]}” is no verb; say one of {', '.join(ARGUMENTS)}."


def _errors(verb: str, query: QueryDict) -> list[tuple[str, str]]:
    needed, possible = ARGUMENTS[verb]
    given = set(query) - {"verb"}
    if "resumptionToken" in given and verb in LISTS:
        needed, possible = frozenset({"resumptionToken"}), frozenset()
    reasons = [f"“{name[:100]}” is no argument of this request." for name in sorted(given - needed - possible)]
    reasons += [f"The argument “{name}” is missing." for name in sorted(needed - given)]
    for name in sorted(given & (needed | possible)):
        values = query.getlist(name)
        if len(values) > 1:
            reasons.append(f"The argument “{name}” is said more than once.")
        elif not values[0] or len(values[0]) > LONGEST:
            reasons.append(f"The argument “{name}” is {'too long' if values[0] else 'empty'}.")
    if "set" in given & possible and not SET.fullmatch(query["set"]):
        reasons.append("The set is not written as sets are, for instance language:ja.")
    return [("badArgument", reason) for reason in reasons]


def _continued(verb: str, token: str) -> Asked:
    """Return the request that a token goes on with; it must be of the same verb, and from here."""
    try:
        told = signing.loads(token, salt=SALT)
        said, arguments, after, cursor, total = told
    except (signing.BadSignature, ValueError, TypeError):
        raise Refused(("badResumptionToken", "This token is not from here.")) from None
    if said != verb:
        raise Refused(("badResumptionToken", f"This token is one of {said}."))
    return Asked(verb, arguments, Place(after, cursor, total))


def _span(start: str | None, end: str | None) -> Span:
    for name, said in (("from", start), ("until", end)):
        if said is not None and not (DAY.fullmatch(said) or SECOND.fullmatch(said)):
            raise Refused(("badArgument", f"“{name}” is no time; write 2026-11-24 or 2026-11-24T12:00:00Z."))
    if start and end and len(start) != len(end):
        raise Refused(("badArgument", "“from” and “until” are not of the same granularity."))
    span = Span(_moment("from", start), _moment("until", end, last=True))
    if span.start and span.end and span.start > span.end:
        raise Refused(("badArgument", "“from” is later than “until”."))
    return span


def _moment(name: str, said: str | None, last: bool = False) -> datetime | None:
    """Return the first second of what is said, or its last."""
    if said is None:
        return None
    try:
        moment = datetime.fromisoformat(said.removesuffix("Z")).replace(tzinfo=UTC)
    except ValueError:
        raise Refused(("badArgument", f"“{name}” is no day of the calendar.")) from None
    end_of_day = timedelta(hours=23, minutes=59, seconds=59)
    return moment + end_of_day if last and DAY.fullmatch(said) and moment.time() == time() else moment
