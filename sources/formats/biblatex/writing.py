"""Writes BibLaTeX: only what its data model allows for an entry type; all else goes into `annotation`."""

import re
from collections.abc import Iterable, Iterator

from sources.formats.biblatex.fields import (
    DATES,
    FIELDS,
    KINDS,
    LANGUAGES,
    LISTS,
    NUMBERS,
    PLAIN,
    ROLES,
    SLOTS,
    SUBTYPES,
    TITLES,
    TYPES,
)
from sources.formats.bibtex.escaping import entry, escape, guarded, pages, people, rich, verbatim
from sources.formats.datewriting import edtf
from sources.formats.keys import Keys
from sources.formats.ledger import Ledger, tied
from sources.formats.problems import Problem
from sources.formats.quoting import quotation_note
from sources.reference import Name, Reference, Related

RELATIONS = {"quoted-in": "quotedin", "original": "translationof", "reviewed": "reviewof", "reprint-of": "reprintof"}


def write(references: Iterable[Reference]) -> Iterator[str | Problem]:
    """Yields one entry for each reference; what it is tied to follows it as an entry of its own."""
    keys = Keys()
    for reference in references:
        yield from written(reference, keys)


def written(reference: Reference, keys: Keys) -> Iterator[str]:
    key = keys.key(reference)
    tied_keys = [(tie, keys.key(tie.reference)) for tie in reference.related]
    yield text_of(reference, key, tied_keys)
    for tie, tied_key in tied_keys:
        yield text_of(tie.reference, tied_key, [])


def text_of(reference: Reference, key: str, ties: list[tuple[Related, str]]) -> str:
    ledger, kind = Ledger(reference), kind_of(reference)
    fields = {
        **roles(ledger, kind),
        **titles(ledger, kind),
        **dates(ledger),
        **plain(ledger, kind),
        **identifiers(ledger, kind),
        **language(ledger),
        "entrysubtype": subtype(reference, kind),
        "keywords": ",".join(escape(word.replace(",", ";")) for word in reference.keywords),
        **related(ties),
    }
    fields["note"] = notes(reference)
    fields["annotation"] = escape("\n\n".join(filter(None, (ledger.take("annote"), ledger.note()))))
    return entry(kind, key, fields)


def kind_of(reference: Reference) -> str:
    """The entry type, of those that what the reference has makes valid: a chapter without editor is an `inbook`."""
    kind, names = KINDS.get(reference.type, "misc"), reference.names
    if kind == "book" and "author" not in names and "editor" in names:
        return "collection"
    if kind in ("incollection", "inreference") and not {"author", "editor"} <= names.keys():
        return "inbook"
    if kind == "online" and not {"URL", "DOI"} & reference.variables.keys():
        return "misc"
    return kind


def subtype(reference: Reference, kind: str) -> str:
    """The CSL type itself, where the entry type does not say it."""
    if TYPES.get(kind) == reference.type:
        return ""
    return escape(SUBTYPES.get(reference.type, reference.type))


def roles(ledger: Ledger, kind: str) -> dict[str, str]:
    fields, free = {}, [slot for slot in SLOTS if slot in FIELDS[kind]]
    for field, role in ROLES:
        if field in FIELDS[kind]:
            fields[field] = people(ledger.take_names(role), role in ledger.others)
    for role, slot in zip(sorted(ledger.names), free, strict=False):
        fields |= {slot: people(ledger.take_names(role), role in ledger.others), f"{slot}type": escape(role)}
    return fields | useprefix(ledger.reference)


def useprefix(reference: Reference) -> dict[str, str]:
    """biblatex takes particles for dropping ones, unless it is told."""
    names: list[Name] = [name for group in reference.names.values() for name in group]
    return {"options": "useprefix=true"} if any(name.non_dropping_particle for name in names) else {}


def titles(ledger: Ledger, kind: str) -> dict[str, str]:
    # Other languages keep their capitals, since `langid` tells biblatex to leave them alone.
    protecting = ledger.reference.language[:2].lower() in ("en", "")
    fields = {"title": rich(ledger.take("title"), protecting)}
    fields |= website(ledger, kind)
    fields["shorttitle"] = rich(ledger.take("title-short"), protecting)
    for field, variable in TITLES:
        if field in FIELDS[kind]:
            fields[field] = rich(container(ledger, field, variable), protecting)
    return fields


def container(ledger: Ledger, field: str, variable: str) -> str:
    """The container's title; where a field says it less than exactly, it is carried besides."""
    return ledger.variables.get(variable, "") if field == "howpublished" else ledger.take(variable)


def website(ledger: Ledger, kind: str) -> dict[str, str]:
    """The site that a page is on: its `organization`, unless it has a publisher."""
    if kind != "online" or "publisher" in ledger.variables:
        return {}
    return {"organization": guarded(ledger.variables.get("container-title", ""))}


def dates(ledger: Ledger) -> dict[str, str]:
    """The dates that EDTF can say; those that are words are carried."""
    kind, fields = kind_of(ledger.reference), {}
    for field, variable in DATES:
        said = edtf(ledger.dates[variable]) if variable in ledger.dates else ""
        if field in FIELDS[kind] and understood(said):
            fields[field] = said
            ledger.take_date(variable)
    return fields


def understood(date: str) -> bool:
    """Of EDTF, biber reads level 1, and seasons as months 21 to 24."""
    part = r"(?:Y?-?\d{4,}|\d{3}X|\d{2}XX)(?:-(?:\d\d|XX)){0,2}[?~%]?"
    return bool(re.fullmatch(rf"{part}(?:/(?:{part}|\.\.)?)?", date))


def plain(ledger: Ledger, kind: str) -> dict[str, str]:
    fields = {field: rich(ledger.take(variable)) for field, variable in PLAIN if field in FIELDS[kind]}
    fields |= {
        field: guarded(ledger.take(variable)) for field, variable in LISTS if taken(field, variable, ledger, kind)
    }
    if "number" in FIELDS[kind]:
        fields["number"] = escape(ledger.take(NUMBERS.get(kind, "collection-number"), "number"))
    return fields | ({"pages": pages(ledger.take("page"))} if "pages" in FIELDS[kind] else {})


def taken(field: str, variable: str, ledger: Ledger, kind: str) -> bool:
    return field in FIELDS[kind] and variable in ledger.variables


def identifiers(ledger: Ledger, kind: str) -> dict[str, str]:
    fields = {"doi": verbatim(ledger.take("DOI")), "url": verbatim(ledger.take("URL"))}
    if "isbn" in FIELDS[kind] and valid_isbn(ledger.variables.get("ISBN", "")):
        fields["isbn"] = ledger.take("ISBN")
    if "issn" in FIELDS[kind] and valid_issn(ledger.variables.get("ISSN", "")):
        fields["issn"] = ledger.take("ISSN")
    if "PMID" in ledger.variables:
        fields |= {"eprint": verbatim(ledger.take("PMID")), "eprinttype": "pubmed"}
    return fields


def valid_isbn(isbn: str) -> bool:
    """True for one ISBN of 10 or 13 digits whose check digit is right: biber refuses others."""
    digits = isbn.replace("-", "").replace(" ", "").upper()
    if re.fullmatch(r"\d{13}", digits):
        return sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(digits)) % 10 == 0
    return bool(re.fullmatch(r"\d{9}[\dX]", digits)) and weighed(digits) % 11 == 0


def valid_issn(issn: str) -> bool:
    digits = issn.replace("-", "").upper()
    return bool(re.fullmatch(r"\d{7}[\dX]", digits)) and weighed(digits) % 11 == 0


def weighed(digits: str) -> int:
    """The sum of the digits, the last counting once, the one before it twice, and so on; X is ten."""
    return sum(weight * (10 if digit == "X" else int(digit)) for weight, digit in enumerate(reversed(digits), 1))


def language(ledger: Ledger) -> dict[str, str]:
    """`langid` for a language that babel knows; a tag that says more is carried besides."""
    tag = ledger.reference.language
    known = LANGUAGES.get(tag) or LANGUAGES.get(tag.split("-")[0].lower(), "")
    if tag in LANGUAGES:
        ledger.take("language")
    return {"langid": known}


def related(ties: list[tuple[Related, str]]) -> dict[str, str]:
    """BibLaTeX has one relation an entry: all ties of the first one's kind; the note names the others."""
    if not ties:
        return {}
    relation = ties[0][0].relation
    keys = ",".join(key for tie, key in ties if tie.relation == relation)
    return {"related": keys, "relatedtype": RELATIONS.get(relation, escape(relation))}


def notes(reference: Reference) -> str:
    ties = [tied(tie) for tie in reference.related]
    return escape("\n\n".join(filter(None, (*reference.notes, quotation_note(reference.quotation), *ties))))
