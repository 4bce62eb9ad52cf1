"""A BibTeX or BibLaTeX entry, its macros and inheritance resolved, to a reference."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from sources.formats.bibtex.attachments import read_files
from sources.formats.bibtex.latex import address_text, plain_text
from sources.formats.bibtex.people import read_names, split_outside_braces
from sources.formats.bibtex.vocabulary import (
    CSL_TYPES,
    EDITOR_ROLES,
    GENRES,
    LANGUAGE_TAGS,
    NAMES,
    NOTED,
    NOTES,
    NUMBERED,
    PAGED_AS_A_WHOLE,
    PERIODICALS,
    TEXTS,
    THESES,
    TYPES,
)
from sources.formats.carrying import carries, finished
from sources.formats.days import read_date, read_parts
from sources.formats.drafting import Draft
from sources.reference import NAME_ROLES, Reference, Related

KEYWORD_MARK = re.compile(r"\s*[;,]\s*")
DASHES = re.compile(r"\s*(?:-{2,3}|–|—)\s*")
DOI = re.compile(r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/)(?=10\.)", re.IGNORECASE)
LINK = re.compile(
    r"\s*(?:\\url\s*\{|\{?\s*(?:available\s+(?:at|from)\s*:?\s*)?\\url\s*\{)?((?:https?|ftp)://[^\s{}]+)\}*\.?\s*",
    re.IGNORECASE,
)
SUBTITLES = (
    ("subtitle", "title"),
    ("booksubtitle", "booktitle"),
    ("mainsubtitle", "maintitle"),
    ("journalsubtitle", "journaltitle"),
    ("issuesubtitle", "issuetitle"),
)
SUBTYPES = {"magazine": "article-magazine", "newspaper": "article-newspaper", "letter": "personal_communication"}
COMMA = re.compile(r"[,;]")

Fields = Mapping[str, str]
Reader = Callable[[Draft, str, Fields], None]


def to_reference(type: str, key: str, fields: dict[str, str], again: list[tuple[str, str]]) -> Reference:
    """`again` are repeated fields: further notes and keywords."""
    draft = Draft(key, csl_type(type, fields), extra={"entry-type": type})
    fields = with_subtitles(fields)
    for name in sorted(fields, key=RANKS.__getitem__):
        read_field(draft, name, fields)
    for name, text in again:
        read_field(draft, name, {name: text})
    read_dates(draft, fields)
    read_number(draft, fields)
    read_genre(draft, type, fields)
    read_eprint(draft, fields)
    return without_repetition(finished(draft)) if "howpublished" in fields else finished(draft)


def without_repetition(reference: Reference) -> Reference:
    """A reference whose publisher or container stood in `howpublished` as well, for the styles that print only that."""
    said = {f"Published: {reference.variables.get(variable, '')}" for variable in ("publisher", "container-title")}
    return replace(reference, notes=tuple(note for note in reference.notes if note not in said))


def csl_type(type: str, fields: Fields) -> str:
    said = fields.get("entrysubtype", "").lower().replace("\\_", "_")
    if said in CSL_TYPES:
        return said
    subtype = SUBTYPES.get(said)
    if type in ("article", "misc", "unpublished") and subtype:
        return subtype
    if type in ("misc", "online", "unpublished") and eprint_type(fields) == "arxiv":
        return "article"
    return TYPES.get(type, "document")


def with_subtitles(fields: dict[str, str]) -> dict[str, str]:
    joined = dict(fields)
    if "journal" in joined and "journalsubtitle" in joined:
        joined.setdefault("journaltitle", joined.pop("journal"))
    for sub, main in SUBTITLES:
        if sub in joined:
            text = joined.pop(sub)
            title = joined.get(main, "")
            joined[main] = f"{title}{' ' if title.rstrip()[-1:] in '?!.:' else ': '}{text}" if title else text
    return joined


def read_field(draft: Draft, name: str, fields: Fields) -> None:
    text = fields[name]
    if not text or text.isspace():
        return
    if reader := READERS.get(name):
        reader(draft, text, fields)
    elif name not in READ_TOGETHER:
        draft.keep(name, plain_text(text))


def note_text(text: str) -> str:
    """A note keeps its paragraphs, and its lines if a writer of ours made them."""
    paragraphs = [part for part in re.split(r"\n[ \t]*\n\s*", text.strip()) if part]
    if not carries(text.lstrip()) and len(paragraphs) < 2:
        return plain_text(text)
    return "\n\n".join(
        "\n".join(map(plain_text, part.splitlines())) if carries(part) else plain_text(part) for part in paragraphs
    )


def read_people(draft: Draft, role: str, text: str) -> None:
    names, others = read_names(text)
    draft.name(role, names)
    if others and names:
        draft.others.add(role)


def read_editors(draft: Draft, text: str, fields: Fields, letter: str = "") -> None:
    kind = fields.get(f"editor{letter}type", "editor").strip("{} ").lower()
    read_people(draft, EDITOR_ROLES.get(kind, kind if kind in NAME_ROLES else "editor"), text)


def read_other_people(draft: Draft, text: str, fields: Fields, letter: str) -> None:
    """BibLaTeX's spare lists of names, which are ours if their type is one of CSL's roles."""
    role = fields.get(f"name{letter}type", "")
    if role in NAME_ROLES:
        read_people(draft, role, text)
    else:
        draft.keep(f"name{letter}", plain_text(text))


def read_pages(draft: Draft, text: str, fields: Fields) -> None:
    pages = DASHES.sub("-", plain_text(text).replace("\u2013", "-"))
    whole = draft.type in PAGED_AS_A_WHOLE and "-" not in pages
    draft.say("number-of-pages" if whole else "page", pages)


def read_keywords(draft: Draft, text: str, fields: Fields) -> None:
    mark = re.compile(";") if ";" in text else re.compile(",")
    draft.tag(plain_text(word) for word in split_outside_braces(text, mark))


def read_journal(draft: Draft, text: str, fields: Fields) -> None:
    """Mathematical Reviews gives the short title in `journal` and the full one in `fjournal`."""
    draft.say("container-title-short" if "fjournal" in fields else "container-title", plain_text(text))


def read_body(name: str) -> Reader:
    """The institution, school or organisation: the publisher, unless there is one already."""

    def read(draft: Draft, text: str, fields: Fields) -> None:
        body = plain_text(text)
        if draft.variables.get("publisher", body) == body:
            draft.say("publisher", body)
        else:
            draft.keep(name, body)

    return read


def read_main_title(draft: Draft, text: str, fields: Fields) -> None:
    """The title of a work in several volumes."""
    in_a_book = draft.type in ("chapter", "paper-conference")
    draft.say(
        "collection-title" if "container-title" in draft.variables or not in_a_book else "container-title",
        plain_text(text),
    )


def read_how_published(draft: Draft, text: str, fields: Fields) -> None:
    if found := LINK.fullmatch(text):
        draft.say("URL", address_text(found[1]))
    elif text.strip():
        draft.note(f"Published: {plain_text(text)}")


def read_attachments(draft: Draft, text: str, fields: Fields) -> None:
    for attachment in read_files(text):
        draft.attach(**{key.replace("-", "_"): value for key, value in attachment.items()})


def read_related(draft: Draft, text: str, fields: Fields) -> None:
    relation = {"quotedin": "quoted-in", "origpubin": "original", "translationof": "original"}
    kind = fields.get("relatedtype", "").strip()
    for key in text.split(","):
        draft.related.append(Related(relation.get(kind.lower(), kind or "related"), Reference(key.strip())))


def read_dates(draft: Draft, fields: Fields) -> None:
    if "date" in fields:
        draft.date("issued", read_date(date_text(fields["date"])))
    draft.date("issued", read_parts(*(date_text(fields.get(name, "")) for name in ("year", "month", "day"))))
    for name, variable in (("urldate", "accessed"), ("lastchecked", "accessed"), ("accessed", "accessed"),
                           ("origdate", "original-date"), ("origyear", "original-date"),
                           ("eventdate", "event-date"), ("filingdate", "submitted")):  # fmt: skip
        if name in fields:
            draft.date(variable, read_date(date_text(fields[name])))


def date_text(text: str) -> str:
    # A tilde in a date is EDTF's "approximately", not a space.
    return plain_text(text.replace("~", "\\textasciitilde{}")) if "{" in text or "\\" in text else text


def read_number(draft: Draft, fields: Fields) -> None:
    number, issue = plain_text(fields.get("number", "")), plain_text(fields.get("issue", ""))
    if draft.type in PERIODICALS:
        draft.say("issue", number or issue)
        draft.keep("issue", issue if number else "")
    elif draft.type in NUMBERED:
        draft.say("number", number)
        draft.say("issue", issue)
    else:
        draft.say("collection-number" if "series" in fields or not issue else "issue", number)
        draft.say("issue", issue)


def read_genre(draft: Draft, type: str, fields: Fields) -> None:
    said = plain_text(fields.get("type", ""))
    draft.say("genre", GENRES.get(said.lower(), said) or THESES.get(type, ""))


def eprint_type(fields: Fields) -> str:
    kind = fields.get("eprinttype") or fields.get("archiveprefix", "")
    return kind.strip("{} ").lower() if fields.get("eprint", "").strip("{} ") else ""


def read_eprint(draft: Draft, fields: Fields) -> None:
    """A preprint is numbered by its archive; for anything else the identifier goes into the note."""
    kind, number = eprint_type(fields), address_text(fields.get("eprint", ""))
    label = {"arxiv": "arXiv", "jstor": "JSTOR", "pubmed": "PMID", "hdl": "HDL"}.get(kind, kind)
    number = re.sub(rf"^{re.escape(label)}:", "", number, flags=re.IGNORECASE) if label else number
    if not number:
        return
    if kind == "pubmed":
        draft.say("PMID", number)
    elif draft.type == "article":
        draft.say("publisher", label)
        draft.say("number", f"{label}:{number}")
    elif kind:
        draft.note(f"{label}: {number}")
    for name in ("eprint", "eprintclass", "primaryclass"):
        draft.keep(name, "" if name == "eprint" and kind else address_text(fields.get(name, "")))


SPECIAL: dict[str, Reader] = {
    "editor": read_editors,
    "editora": lambda draft, text, fields: read_editors(draft, text, fields, "a"),
    "editorb": lambda draft, text, fields: read_editors(draft, text, fields, "b"),
    "editorc": lambda draft, text, fields: read_editors(draft, text, fields, "c"),
    "namea": lambda draft, text, fields: read_other_people(draft, text, fields, "a"),
    "nameb": lambda draft, text, fields: read_other_people(draft, text, fields, "b"),
    "namec": lambda draft, text, fields: read_other_people(draft, text, fields, "c"),
    "pages": read_pages,
    "keywords": read_keywords,
    "keyword": read_keywords,
    "tags": read_keywords,
    "journal": read_journal,
    "institution": read_body("institution"),
    "school": read_body("school"),
    "organization": read_body("organization"),
    "maintitle": read_main_title,
    "howpublished": read_how_published,
    "file": read_attachments,
    "related": read_related,
}
READ_TOGETHER = frozenset(
    (
        "date year month day urldate lastchecked accessed origdate origyear eventdate filingdate number issue type "
        "eprint eprinttype archiveprefix eprintclass primaryclass entrysubtype editortype editoratype editorbtype "
        "editorctype nameatype namebtype namectype relatedtype crossref xdata"
    ).split()
)


def read_language(draft: Draft, text: str, fields: Fields) -> None:
    draft.say("language", LANGUAGE_TAGS.get(text.lower(), plain_text(text)))


def read_doi(draft: Draft, text: str, fields: Fields) -> None:
    draft.say("DOI", DOI.sub("", address_text(text)))


def read_address(draft: Draft, text: str, fields: Fields) -> None:
    draft.say("URL", address_text(text))


def read_note(draft: Draft, text: str, fields: Fields) -> None:
    draft.note(note_text(text))


def saying(variable: str) -> Reader:
    """Reads the text of a field as a variable."""
    return lambda draft, text, fields: draft.say(variable, plain_text(text))


def calling(role: str) -> Reader:
    """Reads a list of names in a role."""
    return lambda draft, text, fields: read_people(draft, role, text)


def noting(label: str) -> Reader:
    """Reads an identifier as a line of the note."""
    return lambda draft, text, fields: draft.note(f"{label}: {plain_text(text)}")


READERS: dict[str, Reader] = {
    **{name: noting(label) for name, label in NOTED.items()},
    **dict.fromkeys(NOTES, read_note),
    **{name: saying(variable) for name, variable in TEXTS.items()},
    **{name: calling(role) for name, role in NAMES.items()},
    "langid": read_language,
    "doi": read_doi,
    "url": read_address,
    **SPECIAL,
}


class Ranks(dict[str, int]):
    """The order in which fields are read; most come in their own."""

    def __missing__(self, name: str) -> int:
        return 0


# Where two fields mean the same, the one that is more exact is read first.
RANKS = Ranks(dict.fromkeys(READERS, 0))
RANKS.update({name: rank for rank, name in enumerate(
    (
        "journaltitle fjournal journal booktitle maintitle publisher institution school organization location address "
        "langid hyphenation howpublished url"
    ).split(), start=1)})  # fmt: skip
RANKS.update({"journaltitle": -3, "fjournal": -2, "language": -1, "publisher": -1, "address": -1})
