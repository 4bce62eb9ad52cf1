"""The neutral bibliographic record that stands between all readers and all writers: CSL-JSON in shape, and complete."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Self, TypeAlias

from sources.edtf import read_edtf

# fmt: off
NAME_ROLES = frozenset({
    "author", "chair", "collection-editor", "compiler", "composer", "container-author", "contributor", "curator",
    "director", "editor", "editorial-director", "executive-producer", "guest", "host", "illustrator", "interviewer",
    "narrator", "organizer", "original-author", "performer", "producer", "recipient", "reviewed-author",
    "script-writer", "series-creator", "translator",
})
# fmt: on
DATE_VARIABLES = frozenset({"accessed", "available-date", "event-date", "issued", "original-date", "submitted"})

# Our own corner of CSL-JSON's `custom` object, which the schema leaves to applications.
CORNER = "testimonia"

JOINED = re.compile(r"(?<=\w)([-’'])\s(?=\w)")

Scalar: TypeAlias = str | int | float | bool
Json: TypeAlias = Any


@dataclass(frozen=True, slots=True)
class Name:
    """One person or body. A name that cannot be divided has a `literal` and nothing else."""

    family: str = ""
    given: str = ""
    suffix: str = ""
    dropping_particle: str = ""
    non_dropping_particle: str = ""
    literal: str = ""
    unmapped: Mapping[str, Json] = field(default_factory=dict, hash=False)

    @classmethod
    def from_csl(cls, csl: Mapping[str, Json]) -> Self:
        known = {key: value for key, value in csl.items() if key in NAME_PARTS and isinstance(value, str) and value}
        unmapped = {key: value for key, value in csl.items() if key not in known}
        return cls(**{key.replace("-", "_"): value for key, value in known.items()}, unmapped=unmapped)

    def to_csl(self) -> dict[str, Json]:
        parts = {key: getattr(self, key.replace("-", "_")) for key in NAME_PARTS}
        return {key: value for key, value in parts.items() if value} | dict(self.unmapped)

    def __str__(self) -> str:
        """The name in the order in which it is spoken."""
        spoken = (self.given, self.dropping_particle, self.non_dropping_particle, self.family, self.suffix)
        # «al-» and «d’» stand close to the name that they belong to.
        return self.literal or JOINED.sub(r"\1", " ".join(part for part in spoken if part))


NAME_PARTS = ("family", "given", "suffix", "dropping-particle", "non-dropping-particle", "literal")


@dataclass(frozen=True, slots=True)
class Date:
    """
    A CSL date: one or two `parts` (year, month, day), as far as they are known; a year before our era is negative,
    and there is no year 0 (431 BC is -431, where EDTF writes -0430).

    `edtf` is kept where it says more than the parts do: uncertain, unspecified or open dates.
    """

    parts: tuple[tuple[int, ...], ...] = ()
    circa: Scalar = False
    season: Scalar = ""
    literal: str = ""
    raw: str = ""
    edtf: str = ""
    unmapped: Mapping[str, Json] = field(default_factory=dict, hash=False)

    @classmethod
    def from_csl(cls, csl: Mapping[str, Json]) -> Self:
        parts = date_parts(csl.get("date-parts"))
        known = {key: csl[key] for key in ("circa", "season") if isinstance(csl.get(key), Scalar)}
        known |= {key: csl[key] for key in ("literal", "raw", "edtf") if isinstance(csl.get(key), str)}
        # What is written differently ("1917" for 1917) comes back as it was given.
        date = cls(parts, **known)
        said = date.to_csl()
        return cls(parts, **known, unmapped={k: v for k, v in csl.items() if k == "edtf" or not same(said.get(k), v)})

    @classmethod
    def from_edtf(cls, text: str) -> Self:
        """Reads EDTF; what is none is kept as the literal text."""
        reading = read_edtf(text)
        if reading is None:
            return cls(literal=text)
        return cls(reading.parts, reading.circa, reading.season or "", edtf="" if reading.exact else text.strip())

    def to_csl(self) -> dict[str, Json]:
        said: dict[str, Json] = {key: getattr(self, key) for key in ("circa", "season", "literal", "raw", "edtf")}
        said = {key: value for key, value in said.items() if value != "" and value is not False}
        if self.parts:
            said["date-parts"] = [list(part) for part in self.parts]
        given = dict(self.unmapped)
        if "date-parts" in given and self.parts and date_parts(given["date-parts"]) != self.parts:
            del given["date-parts"]
        return said | given

    @property
    def year(self) -> int | None:
        return self.parts[0][0] if self.parts and self.parts[0] else None


def same(one: Json, other: Json) -> bool:
    """Equal in value and in type all the way down: True is not 1."""
    if isinstance(one, str) or one != other:
        return one == other
    return json.dumps(one, sort_keys=True, default=repr) == json.dumps(other, sort_keys=True, default=repr)


def date_parts(given: Json) -> tuple[tuple[int, ...], ...]:
    """CSL's date-parts as whole numbers; nothing at all if any of them is not a number."""
    try:
        return tuple(tuple(int(number) for number in part if number not in ("", None)) for part in given or ())
    except (TypeError, ValueError):
        return ()


@dataclass(frozen=True, slots=True)
class Quotation:
    """The words that a reference was cited for: who says them, where they stand, and where they are kept."""

    words: str = ""
    language: str = ""
    speaker: Name | None = None
    locator_label: str = ""  # a CSL locator: page, chapter, folio, timestamp…
    locator: str = ""
    address: str = ""  # permanent address
    edition: str = ""
    edition_date: str = ""  # ISO 8601
    translation: str = ""
    translation_language: str = ""
    standing: str = ""  # of the attribution: attested, probable, disputed, misattributed
    said: str = ""  # when it was said, as EDTF
    calendar: str = ""  # of `said`: gregorian, julian
    segments: tuple[tuple[str, str], ...] = ()  # the words by kind: text, omission, supplied, sic

    @classmethod
    def from_json(cls, json: Mapping[str, Json]) -> Self:
        known = {f.name: json[f.name] for f in fields(cls) if isinstance(json.get(f.name), str)}
        speaker = json.get("speaker")
        segments = tuple((str(kind), str(text)) for kind, text in json.get("segments", ()))
        speaker = Name.from_csl(speaker) if isinstance(speaker, Mapping) else None
        return cls(**known | {"speaker": speaker, "segments": segments})

    def to_json(self) -> dict[str, Json]:
        said: dict[str, Json] = {f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name)}
        said |= {"speaker": self.speaker.to_csl()} if self.speaker else {}
        return said | ({"segments": [list(segment) for segment in self.segments]} if self.segments else {})


@dataclass(frozen=True, slots=True)
class Related:
    """Another item that this one is tied to: `quoted-in`, `container`, `original`, `reviewed`, `related`…"""

    relation: str
    reference: "Reference"


@dataclass(frozen=True, slots=True)
class Reference:
    """
    One bibliographic item.

    `variables` are CSL's strings and numbers by their CSL names; `names` and `dates` likewise. `others` are the roles
    whose list of names ends in "and others". `unmapped` are the parts of a CSL-JSON object that fit none of these.

    `extra` is what CSL cannot name, as JSON values:
    `zotero-type` (Zotero's item type), `entry-type` (BibTeX's), `attachments` (a list of {title, url or path,
    media-type}), `fields` (fields of the file that no CSL variable means, by the file's own name).
    """

    id: str = ""
    type: str = ""
    variables: Mapping[str, Scalar] = field(default_factory=dict, hash=False)
    names: Mapping[str, tuple[Name, ...]] = field(default_factory=dict, hash=False)
    dates: Mapping[str, Date] = field(default_factory=dict, hash=False)
    others: frozenset[str] = frozenset()
    keywords: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    quotation: Quotation | None = None
    extra: Mapping[str, Json] = field(default_factory=dict, hash=False)
    unmapped: Mapping[str, Json] = field(default_factory=dict, hash=False)

    @property
    def title(self) -> str:
        return str(self.variables.get("title", ""))

    @property
    def language(self) -> str:
        return str(self.variables.get("language", ""))

    @classmethod
    def from_csl(cls, csl: Mapping[str, Json]) -> Self:
        """Reads one CSL-JSON object; whatever it holds, `to_csl` gives back."""
        known = cls._read(csl)
        said = cls(**known).to_csl()
        # With a quotation, `note` tells it to other programs, and our corner has the notes themselves.
        treated = {"custom", "note"} if known["quotation"] else {"custom"}
        unmapped = {k: value for k, value in csl.items() if not same(said.get(k), value) and k not in treated}
        return cls(**known | {"unmapped": known["unmapped"] | unmapped})

    @classmethod
    def _read(cls, csl: Mapping[str, Json]) -> dict[str, Json]:
        custom = csl.get("custom", {})
        corner = custom.get(CORNER, {}) if isinstance(custom, Mapping) else {}
        custom = {k: v for k, v in custom.items() if k != CORNER} if corner else custom
        roles = {key: value for key, value in csl.items() if key in NAME_ROLES} | dict(corner.get("names", {}))
        return {
            "id": text_of(csl.get("id")),
            "type": text_of(csl.get("type")),
            "variables": {k: v for k, v in csl.items() if k not in TREATED and isinstance(v, Scalar)},
            "names": {role: tuple(map(Name.from_csl, names)) for role, names in roles.items() if all_objects(names)},
            "dates": read_dates(csl, corner.get("dates", {})),
            "others": frozenset(corner.get("others", ())),
            "keywords": tuple(corner["keywords"]) if "keywords" in corner else split_keywords(csl.get("keyword")),
            "notes": tuple(corner["notes"]) if "notes" in corner else tuple(filter(None, [text_of(csl.get("note"))])),
            "related": tuple(Related(tie["relation"], cls.from_csl(tie["item"])) for tie in corner.get("related", ())),
            "quotation": Quotation.from_json(corner["quotation"]) if "quotation" in corner else None,
            "extra": dict(corner.get("extra", {})),
            "unmapped": {"custom": custom} if "custom" in csl and (custom or not corner) else {},
        }

    def to_csl(self) -> dict[str, Json]:
        """The item as CSL-JSON; what CSL cannot name goes into our corner of `custom`."""
        csl: dict[str, Json] = {key: value for key, value in (("id", self.id), ("type", self.type)) if value}
        csl |= self._own()
        corner = self._corner()
        custom = self.unmapped.get("custom", {})
        custom = {**custom, CORNER: corner} if corner and isinstance(custom, Mapping) else custom
        csl |= {key: value for key, value in self.unmapped.items() if key not in csl or still_said(csl[key], value)}
        return csl | ({"custom": custom} if custom or "custom" in self.unmapped else {})

    def _own(self) -> dict[str, Json]:
        """What the item says but for its id, its ties and its quotation."""
        csl: dict[str, Json] = dict(self.variables)
        csl |= {role: [name.to_csl() for name in names] for role, names in self.names.items() if role in NAME_ROLES}
        csl |= {variable: date_for_csl(date) for variable, date in self.dates.items()}
        csl |= {"keyword": join_keywords(self.keywords)} if self.keywords else {}
        return csl | ({"note": "\n\n".join(self.notes)} if self.notes else {})

    def _says_edtf(self, variable: str) -> bool:
        return variable in self.unmapped or "edtf" in self.dates[variable].unmapped

    def _corner(self) -> dict[str, Json]:
        corner = self._own_corner()
        corner["related"] = [{"relation": tie.relation, "item": tie.reference.to_csl()} for tie in self.related]
        corner["quotation"] = self.quotation.to_json() if self.quotation else {}
        return {key: value for key, value in corner.items() if value}

    def _own_corner(self) -> dict[str, Json]:
        """What our corner has of the item itself, with the places of its ties and its quotation."""
        return {
            "names": {role: [n.to_csl() for n in self.names[role]] for role in self.names if role not in NAME_ROLES},
            "dates": {key: date.edtf for key, date in self.dates.items() if date.edtf and not self._says_edtf(key)},
            "others": sorted(self.others),
            "keywords": list(self.keywords) if split_keywords(join_keywords(self.keywords)) != self.keywords else [],
            "notes": list(self.notes) if len(self.notes) > 1 else [],
            "related": [],
            "quotation": {},
            "extra": dict(self.extra),
        }


# Keys of a CSL-JSON object that have a place of their own.
TREATED = NAME_ROLES | DATE_VARIABLES | {"id", "type", "keyword", "note", "custom"}


def text_of(value: Json) -> str:
    return str(value) if isinstance(value, str | int | float) else ""


def all_objects(names: Json) -> bool:
    return isinstance(names, list) and bool(names) and all(isinstance(name, Mapping) for name in names)


def read_dates(csl: Mapping[str, Json], edtf: Mapping[str, str]) -> dict[str, Date]:
    """The dates of a CSL-JSON object; `edtf` are those that our corner says more exactly."""
    given = {key: csl[key] for key in csl if key in DATE_VARIABLES}
    objects = {key: dict(value) for key, value in given.items() if isinstance(value, Mapping)}
    dates = {key: Date.from_csl(value) for key, value in objects.items()}
    dates |= {key: replace(dates.get(key, Date()), edtf=value) for key, value in edtf.items()}
    return dates | {key: Date.from_edtf(value) for key, value in given.items() if isinstance(value, str) and value}


def date_for_csl(date: Date) -> dict[str, Json]:
    """A CSL-JSON date has no place for EDTF beside its parts: that goes into our corner."""
    return {key: value for key, value in date.to_csl().items() if key != "edtf" or key in date.unmapped}


def split_keywords(given: Json) -> tuple[str, ...]:
    text = given if isinstance(given, str) else ""
    mark = ";" if ";" in text else ","
    return tuple(word.strip() for word in text.split(mark) if word.strip())


def join_keywords(keywords: tuple[str, ...]) -> str:
    return ("; " if any("," in word for word in keywords) else ", ").join(keywords)


def still_said(said: Json, given: Json) -> bool:
    """True while a value kept as it was given (a number for an id, odd spacing in keywords) means what is said now."""
    if isinstance(said, str):
        return text_of(given) == said or split_keywords(given) == split_keywords(said)
    if isinstance(said, Mapping):
        date = Date.from_edtf(given) if isinstance(given, str) else Date.from_csl(given)
        return date.parts == Date.from_csl(said).parts
    return False
