"""Reads MODS of any version from 3.0 to 3.8."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from sources.complaints import Saying
from sources.formats.carrying import finished
from sources.formats.days import read_date
from sources.formats.drafting import Draft
from sources.formats.mods.people import read_names
from sources.formats.mods.vocabulary import DETAILS, GENRES, IDENTIFIERS, OF_MARC, RESOURCES
from sources.formats.problems import Problem, UnreadableEntry, UnreadableFile
from sources.formats.xml import Element, children, elements, first_text, lines_of, text_of, texts
from sources.reference import Date, Reference, Related

ROOT = re.compile(r"<(?:\w+:)?mods(?:Collection)?[\s>]")
RECORD = frozenset({"mods"})
# Kinds of notes that our own writer makes.
OURS = ("quotation", "further-fields")
# The dates of a record, the one to cite first.
DATES = ("dateIssued", "copyrightDate", "dateCreated", "dateCaptured", "dateValid", "dateOther")
AUTHORITIES = {"local": 0, "marcgt": 1, "marc": 1}
BOOKS = frozenset({"book", "thesis", "manuscript", "report"})
PARTS = frozenset({"article-journal", "article-magazine", "article-newspaper", "chapter", "paper-conference"})
TIMED = frozenset({"song", "motion_picture", "broadcast"})
EXTENTS = (
    (BOOKS, re.compile(r"(\d+) ?(?:p(?:p|ages?)?\b|s\b|S\b|с\b|leaves)"), "number-of-pages"),
    (BOOKS, re.compile(r"(\d+) (?:v|vols?|volumes?|т)\b"), "number-of-volumes"),
    (PARTS, re.compile(r"\bp(?:p|ages?)?\.? ([a-z]?\d+ ?- ?[a-z]?\d+)"), "page"),
    (TIMED, re.compile(r"\b(\d{0,3}:\d\d:\d\d|\d+ (?:hr|min|sec)[a-z]*)\b"), "dimensions"),
)
MEASURE = re.compile(r"(?:[\d/]+ ?x ?)?[\d/]+ ?(?:cm|mm|m|in|ft)\b\.?")
ISBN = re.compile(r"(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx]\b")
ISSN = re.compile(r"\b\d{4}-?\d{3}[\dXx]\b")
RELATIONS = {"original": "original", "reviewOf": "reviewed", "isReferencedBy": "cited-by", "references": "cites"}


def recognises(head: str) -> bool:
    return bool(ROOT.search(head))


def read(stream: BinaryIO, encoding: str | None = None) -> Iterator[Reference | UnreadableEntry | Problem]:
    """Yields a reference for each `mods`, alone or in a collection; raises `UnreadableFile` if there is none."""
    found = False
    for record in elements(stream, RECORD, encoding):
        found = True
        yield record if isinstance(record, UnreadableEntry) else to_reference(record)
    if not found:
        raise UnreadableFile(Saying("this is not MODS: there is no <mods> in it"))


def to_reference(record: Element, depth: int = 0) -> Reference:
    hosts = [item for item in children(record, "relatedItem") if item.get("type") == "host"]
    host = hosts[0] if hosts else None
    draft = Draft(first_text(record, "recordInfo", "recordIdentifier") or record.get("ID", ""))
    draft.type = csl_type(record, host)
    read_titles(draft, record)
    read_origin(draft, record)
    read_names(draft, record, "author")
    read_parts(draft, record)
    read_identifiers(draft, record)
    read_location(draft, record)
    read_description(draft, record)
    read_related(draft, record, depth)
    for part_of in hosts:
        read_host(draft, part_of)
    read_addresses(draft, record)
    return finished(draft)


def csl_type(record: Element, host: Element | None) -> str:
    """By genre if it is one that we know; else by what it is part of; else by the kind of resource."""
    if exact := [text_of(genre) for genre in children(record, "genre") if genre.get("authority") == "csl"]:
        return exact[0]
    if kind := type_by_genre(record):
        return "chapter" if kind == "book" and is_chapter_of(host) else kind
    if kinds := [RESOURCES[kind] for kind in texts(record, "typeOfResource") if kind in RESOURCES]:
        return kinds[0]
    if host is not None and (kind := type_in(host)):
        return kind
    if first_text(record, "physicalDescription", "internetMediaType") == "text/html":
        return "webpage"
    if any(identifier.get("type") == "isbn" for identifier in children(record, "identifier")):
        return "book"
    if any(name.lower() in ("rcp", "recipient", "addressee") for name in texts(record, "name", "role", "roleTerm")):
        return "personal_communication"
    return "chapter" if host is not None and "text" in texts(record, "typeOfResource") else "document"


def type_by_genre(record: Element) -> str:
    """The first genre that we know: a program's own word before the library's list, and that before free words."""
    genres = sorted(children(record, "genre"), key=lambda genre: AUTHORITIES.get(genre.get("authority", ""), 2))
    return next(filter(None, map(type_of_genre, genres)), "")


def type_of_genre(genre: Element) -> str:
    word = text_of(genre).lower()
    of_marc = OF_MARC.get(word, "") if genre.get("authority") in ("marcgt", "marc") else ""
    return of_marc or GENRES.get(word, "")


def is_chapter_of(host: Element | None) -> bool:
    return host is not None and bool(children(host, "part", "extent"))


def type_in(host: Element) -> str:
    """What is part of a periodical is an article, what is part of a book a chapter."""
    issuance = first_text(host, "originInfo", "issuance")
    kinds = {identifier.get("type") for identifier in children(host, "identifier")}
    details = {detail.get("type") for detail in children(host, "part", "detail")}
    genres = [genre.lower() for genre in texts(host, "genre")]
    if issuance in ("continuing", "serial") or "issue" in details or {"periodical", "academic journal"} & {*genres}:
        return "article-journal"
    if "newspaper" in genres:
        return "article-newspaper"
    if issuance in ("monographic", "single unit") or "isbn" in kinds or "book" in genres:
        return "chapter"
    if children(host, "part", "extent"):
        return "article-journal" if "issn" in kinds or "volume" in details else "chapter"
    return ""


def title_of(info: Element) -> str:
    """The article that sorting leaves out, title, subtitle and part as one line."""
    title = " ".join(filter(None, (first_text(info, "nonSort"), first_text(info, "title"))))
    if subtitle := first_text(info, "subTitle"):
        title = f"{title.removesuffix(':').rstrip()}: {subtitle}" if title else subtitle
    part = ": ".join(filter(None, (first_text(info, "partNumber"), first_text(info, "partName"))))
    return f"{title.removesuffix('.')}. {part}" if title and part else title or part


def main_title(record: Element) -> str:
    infos = children(record, "titleInfo")
    plain = [info for info in infos if info.get("type") is None] or infos
    titled = [info for info in plain if children(info, "title")] or plain
    return title_of(titled[0]) if titled else ""


def read_titles(draft: Draft, record: Element) -> None:
    draft.say("title", main_title(record))
    for info in children(record, "titleInfo"):
        if info.get("type") == "abbreviated":
            draft.say("title-short", title_of(info))
        elif info.get("type") in ("alternative", "translated", "uniform"):
            draft.keep(f"{info.get('type')}-title", title_of(info))


def read_origin(draft: Draft, record: Element) -> None:
    for origin in children(record, "originInfo"):
        places = children(origin, "place", "placeTerm") + children(origin, "place", "text")
        draft.say("publisher-place", "; ".join(text_of(place) for place in places if place.get("type") != "code"))
        draft.say("publisher", "; ".join(texts(origin, "publisher")))
        draft.say("edition", first_text(origin, "edition"))
    draft.date("issued", cited_date(record))
    draft.date("accessed", cited_date(record, ("dateCaptured",)))
    if draft.dates.get("accessed") == draft.dates.get("issued"):
        draft.dates.pop("accessed", None)


def cited_date(record: Element, names: tuple[str, ...] = DATES) -> Date | None:
    for name in names:
        dates = sorted(children(record, "originInfo", name), key=exactness)
        start = next((found for found in dates if found.get("point") == "start"), None)
        end = next((found for found in dates if found.get("point") == "end"), None)
        if start is not None and end is not None and dates[0] in (start, end):
            return span(text_of(start), text_of(end))
        for found in dates:
            if date := mods_date(text_of(found), found.get("qualifier", "")):
                return date
    return None


def exactness(date: Element) -> int:
    """The date that the cataloguer marked comes first, then those in a declared notation."""
    return 0 if date.get("keyDate") == "yes" else 1 if date.get("encoding") else 2


def span(start: str, end: str) -> Date | None:
    first, last = mods_date(start), mods_date(end)
    if not first or not last or not first.parts or not last.parts or last.parts[0][0] in (9999, first.parts[0]):
        return first
    return Date((first.parts[0], last.parts[0]), first.circa or last.circa)


def mods_date(text: str, qualifier: str = "") -> Date | None:
    if re.fullmatch(r"\d{8}", text):
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    date = read_date(text.strip("[]. ").removeprefix("c").removeprefix("©"))
    if date and qualifier in ("approximate", "inferred", "questionable"):
        return Date(date.parts, True, date.season, date.literal, date.raw, date.edtf)
    return date


def read_identifiers(draft: Draft, record: Element) -> None:
    for identifier in children(record, "identifier"):
        kind, text = identifier.get("type", "").lower(), text_of(identifier)
        if identifier.get("invalid") == "yes" or not text:
            continue
        if kind in IDENTIFIERS:
            draft.say(IDENTIFIERS[kind], bare_number(IDENTIFIERS[kind], text))
        elif kind == "citekey":
            draft.id = draft.id or text
        elif kind != "uri":
            draft.keep(kind or "identifier", text)


def bare_number(variable: str, text: str) -> str:
    """An ISBN or ISSN without what cataloguers write behind it: (pbk.), £5."""
    pattern = {"ISBN": ISBN, "ISSN": ISSN}.get(variable)
    found = pattern.search(text) if pattern and "," not in text else None
    return found[0] if found else text


def read_location(draft: Draft, record: Element) -> None:
    draft.say("call-number", ", ".join(texts(record, "classification")))
    draft.say("call-number", ", ".join(texts(record, "location", "shelfLocator")))
    draft.say("call-number", ", ".join(texts(record, "location", "holdingSimple", "copyInformation", "shelfLocator")))
    draft.say("archive_location", "; ".join(texts(record, "location", "physicalLocation")))


def read_addresses(draft: Draft, record: Element) -> None:
    """The address to be shown comes first; files are attachments."""
    urls = [url for url in children(record, "location", "url") if text_of(url)]
    for url in sorted(urls, key=lambda url: not url.get("usage", "").startswith("primary")):
        if url.get("access") in ("raw object", "preview") or draft.variables.get("URL", text_of(url)) != text_of(url):
            draft.attach(title=url.get("displayLabel", ""), url=text_of(url))
        else:
            draft.say("URL", text_of(url))
            draft.date("accessed", mods_date(url.get("dateLastAccessed", "")))
    for identifier in children(record, "identifier"):
        if identifier.get("type") == "uri" and "://" in text_of(identifier):
            draft.say("URL", text_of(identifier))


def read_description(draft: Draft, record: Element) -> None:
    draft.say("abstract", "\n".join(texts(record, "abstract")))
    draft.say("language", "; ".join(dict.fromkeys(filter(None, map(language_of, children(record, "language"))))))
    draft.tag(text for topic in children(record, "subject", "topic") if (text := text_of(topic)))
    for note in children(record, "note"):
        kind = note.get("type", "")
        if kind in OURS:
            draft.note(lines_of(note))
        else:
            draft.note(f"{kind}: {text_of(note)}" if kind and text_of(note) else text_of(note))
    for contents in texts(record, "tableOfContents"):
        draft.note(f"Table of Contents: {contents}")
    draft.say("license", "; ".join(texts(record, "accessCondition")))
    for extent in texts(record, "physicalDescription", "extent"):
        read_extent(draft, extent)
    genres = children(record, "genre")
    own = [genre for genre in genres if not genre.get("authority")]
    if any(genre.get("authority") == "csl" for genre in genres):
        draft.say("genre", text_of(own[0]) if own else "")
    elif draft.type in ("thesis", "report", "manuscript", "personal_communication"):
        draft.say("genre", first_text(record, "genre"))


def read_extent(draft: Draft, extent: str) -> None:
    """What a catalogue says of the size: pages and volumes of a book, time of a recording, measure of a picture."""
    amount, _, measure = extent.partition(";")
    amount = amount.partition(":")[0].partition("+")[0] if draft.type not in TIMED else amount
    said = len(draft.variables)
    for types, pattern, variable in EXTENTS:
        if draft.type in types and (found := pattern.search(amount)):
            draft.say(variable, found[1])
    if draft.type == "graphic" and (found := MEASURE.search(measure)):
        draft.say("dimensions", found[0])
    if len(draft.variables) == said:
        draft.keep("extent", extent)


def language_of(language: Element) -> str:
    """A code rather than a word for it; MODS 3.0 has the code in the element itself."""
    terms = sorted(children(language, "languageTerm"), key=lambda term: term.get("type") == "text")
    return text_of(terms[0]) if terms else text_of(language)


def read_parts(draft: Draft, record: Element) -> None:
    for detail in children(record, "part", "detail"):
        number = first_text(detail, "number") or first_text(detail, "caption")
        if detail.get("type") in DETAILS:
            draft.say(DETAILS[detail.get("type")], number)
    for extent in children(record, "part", "extent"):
        if extent.get("unit", "page").startswith("page"):
            start, end = first_text(extent, "start"), first_text(extent, "end")
            draft.say(
                "page", f"{start}-{end}" if start and end and start != end else start or first_text(extent, "list")
            )


def read_host(draft: Draft, host: Element) -> None:
    """The book, journal or collection that the item is part of."""
    draft.say("container-title", main_title(host))
    for info in children(host, "titleInfo"):
        if info.get("type") == "abbreviated":
            draft.say("container-title-short", title_of(info))
    read_names(draft, host, "contributor")
    read_parts(draft, host)
    read_origin(draft, host)
    for date in texts(host, "part", "date"):
        draft.date("issued", mods_date(date))
    read_identifiers(draft, host)
    for series in children(host, "relatedItem"):
        if series.get("type") == "series":
            draft.say("collection-title", main_title(series))


def read_related(draft: Draft, record: Element, depth: int) -> None:
    for item in children(record, "relatedItem"):
        kind = item.get("type", "")
        if kind == "series":
            infos = children(item, "titleInfo")
            draft.say("collection-title", first_text(infos[0] if infos else None, "title"))
            draft.say("collection-number", first_text(item, "titleInfo", "partNumber") or
                      first_text(item, "part", "detail", "number"))  # fmt: skip
        elif kind in RELATIONS and depth == 0:
            relation = "quoted-in" if item.get("displayLabel") == "Quoted in" else RELATIONS[kind]
            draft.related.append(Related(relation, to_reference(item, depth + 1)))
        elif kind in ("preceding", "succeeding", "otherVersion"):
            draft.keep(kind, main_title(item))
