"""Writes one citation template a line; what it has no parameter for is reported."""

import re
from collections.abc import Iterable, Iterator

from sources.complaints import Saying
from sources.formats.datewriting import MONTHS, SEASON_WORDS, SEASONS, spoken
from sources.formats.ledger import Ledger, described, one_line
from sources.formats.problems import Problem
from sources.reference import Date, Name, Quotation, Reference

TEMPLATES = {
    "article": "cite document",
    "article-journal": "cite journal",
    "article-magazine": "cite magazine",
    "article-newspaper": "cite news",
    "book": "cite book",
    "broadcast": "cite episode",
    "chapter": "cite book",
    "classic": "cite book",
    "collection": "cite book",
    "entry": "cite encyclopedia",
    "entry-dictionary": "cite encyclopedia",
    "entry-encyclopedia": "cite encyclopedia",
    "figure": "cite AV media",
    "graphic": "cite AV media",
    "interview": "cite interview",
    "map": "cite map",
    "motion_picture": "cite AV media",
    "musical_score": "cite AV media",
    "pamphlet": "cite book",
    "paper-conference": "cite conference",
    "periodical": "cite journal",
    "post": "cite web",
    "post-weblog": "cite web",
    "report": "cite report",
    "review": "cite journal",
    "review-book": "cite journal",
    "software": "cite AV media",
    "song": "cite AV media",
    "speech": "cite speech",
    "thesis": "cite thesis",
    "webpage": "cite web",
}
CONTAINERS = {
    "cite conference": "book-title",
    "cite encyclopedia": "encyclopedia",
    "cite episode": "series",
    "cite journal": "journal",
    "cite magazine": "magazine",
    "cite news": "newspaper",
    "cite web": "website",
}
PLAIN = (
    ("edition", "edition"),
    ("volume", "volume"),
    ("issue", "issue"),
    ("number", "number"),
    ("department", "section"),
    ("conference", "event-title"),
    ("publisher", "publisher"),
    ("isbn", "ISBN"),
    ("issn", "ISSN"),
    ("doi", "DOI"),
    ("pmid", "PMID"),
    ("pmc", "PMCID"),
    ("language", "language"),
    ("via", "source"),
)
ROLES = (
    ("author", ("last", "first", "author")),
    ("editor", ("editor-last", "editor-first", "editor")),
    ("translator", ("translator-last", "translator-first", "translator")),
    ("interviewer", ("interviewer-last", "interviewer-first", "interviewer")),
)
# What has a meaning in wikitext, as something that has none.
WIKI = {"|": "{{!}}", "<": "&lt;", ">": "&gt;", "[": "&#91;", "]": "&#93;", "{": "&#123;", "}": "&#125;"}
WIKI |= {"~": "&#126;"}
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
ITALIC = re.compile(r"<i>([^<>]*)</i>")
LATIN = re.compile("[A-Za-z\u00c0-\u024f]")


def write(references: Iterable[Reference]) -> Iterator[str | Problem]:
    """Yields one line for each reference, after a `Problem` for everything that the template cannot hold."""
    for reference in references:
        text, left = citation(reference)
        for line in left:
            yield Problem(
                0, Saying("no template has a place for %(line)s", line=line), line.partition(":")[0], reference.id
            )
        yield text + "\n"


def citation(reference: Reference) -> tuple[str, list[str]]:
    """The template with the remarks behind it, and what neither holds."""
    ledger, template = Ledger(reference), TEMPLATES.get(reference.type, "cite document")
    if template == "cite web" and "URL" not in reference.variables:
        template = "cite document"
    parameters = {
        **people(ledger),
        **titles(ledger, template),
        "series": series(ledger),
        **{name: wiki(ledger.take(variable)) for name, variable in PLAIN},
        "location": wiki(ledger.take("publisher-place", "event-place")),
        **dates(ledger),
        **web(ledger),
        **kind(ledger, template),
        **others(ledger),
        **pages(ledger, reference.quotation),
        **quote(reference.quotation),
    }
    ledger.take("abstract", "annote")
    said = "".join(f" |{name}={value}" for name, value in parameters.items() if value)
    return one_line(f"{{{{{template}{said}}}}}{remarks(reference)}"), ledger.carried()


def wiki(text: str) -> str:
    """Text as a wiki shows it, with no power to open or close a template, link or tag."""
    italic = "\x00"
    text = ITALIC.sub(rf"{italic}\1{italic}", one_line(CONTROL.sub("", text)))
    text = re.sub(r"&(?=#?\w+;)", "&amp;", text)
    text = re.sub(r"[|<>\[\]{}~]", lambda found: WIKI[found[0]], text)
    return text.replace("''", "&#39;&#39;").replace(italic, "''")


def people(ledger: Ledger) -> dict[str, str]:
    parameters = {}
    for role, (last, first, literal) in ROLES:
        for number, name in enumerate(ledger.take_names(role), 1):
            if name.family and name.given:
                parameters |= {f"{last}{number}": wiki(family(name)), f"{first}{number}": wiki(given(name))}
            else:
                parameters[f"{literal}{number}"] = wiki(str(name))
        if role in ledger.others and role != "interviewer":
            parameters[f"display-{role}s"] = "etal"
    return parameters


def family(name: Name) -> str:
    return " ".join(filter(None, (name.dropping_particle, name.non_dropping_particle, name.family)))


def given(name: Name) -> str:
    return ", ".join(filter(None, (name.given, name.suffix)))


def titles(ledger: Ledger, template: str) -> dict[str, str]:
    """A chapter names its book as `title`; a title in another script is `script-title`, which is not set in italics."""
    container, title = ledger.take("container-title"), ledger.take("title")
    language = ledger.reference.language.split("-")[0].lower()
    if template == "cite book" and container:
        return scripted("chapter", title, language) | scripted("title", container, language)
    where = CONTAINERS.get(template, "work")
    return scripted("title", title, language) | ({where: wiki(container)} if container else {})


def scripted(name: str, text: str, language: str) -> dict[str, str]:
    if text and language and not LATIN.search(text):
        return {f"script-{name}": f"{language}:{wiki(text)}"}
    return {name: wiki(text)}


def series(ledger: Ledger) -> str:
    """The series with the number in it."""
    title, number = ledger.take("collection-title"), ledger.take("collection-number")
    return wiki(", ".join(filter(None, (title, f"no. {number}" if number else ""))))


def dates(ledger: Ledger) -> dict[str, str]:
    """`date` where the template can read it; other dates as `orig-date`, which it prints as it stands."""
    issued, original = ledger.take_date("issued"), ledger.take_date("original-date")
    plain = dated(issued) if issued else ""
    loose = [spoken(date) for date in (original, None if plain else issued) if date]
    return {"date": wiki(plain), "orig-date": wiki("; ".join(loose))}


def dated(date: Date) -> str:
    """The date as the template's own check allows it: from the year 100, with season, range or `c.`; else nothing."""
    if not date.parts or not all(numbers and numbers[0] >= 100 for numbers in date.parts):
        return ""
    season = SEASON_WORDS.get(SEASONS.get(str(date.season).lower(), ""), "")
    circa = "c. " if date.circa else ""
    said = [worded(numbers, season) for numbers in date.parts]
    mark = " – " if any(" " in words for words in said) else "–"
    return circa + mark.join(said)


def worded(numbers: tuple[int, ...], season: str) -> str:
    year, *rest = numbers
    if rest and 1 <= rest[0] <= 12:
        day = f"{rest[1]} " if rest[1:] and rest[1] else ""
        return f"{day}{MONTHS[rest[0] - 1]} {year}"
    return f"{season} {year}".strip()


def web(ledger: Ledger) -> dict[str, str]:
    """The address, in which only what would end the template is percent-encoded, and the day of looking."""
    url = re.sub(
        r"[\s|{}\[\]<>\"']", lambda found: f"%{ord(found[0]):02X}", CONTROL.sub("", ledger.take("URL")).strip()
    )
    accessed = ledger.dates.get("accessed")
    if url and accessed:
        ledger.take_date("accessed")
    return {"url": url, "access-date": wiki(dated(accessed)) if url and accessed else ""}


def kind(ledger: Ledger, template: str) -> dict[str, str]:
    """What sort of thing it is, where the template does not say it, and where it is kept."""
    genre = ledger.take("genre", "medium")
    unsaid = ledger.reference.type.replace("_", " ") if template == "cite document" else ""
    unsaid = {"personal communication": "letter", "document": ""}.get(unsaid, unsaid)
    kept = (ledger.take(name) for name in ("archive-place", "archive", "archive_location", "call-number"))
    return {"type": wiki(genre or unsaid.capitalize()), "id": wiki(", ".join(filter(None, kept)))}


def others(ledger: Ledger) -> dict[str, str]:
    """Every role without a parameter, in words."""
    said = []
    for role in list(ledger.names):
        names = ", ".join(str(name) for name in ledger.take_names(role))
        said.append(f"{role.replace('-', ' ').capitalize()}: {names}")
    return {"others": wiki("; ".join(said))}


def pages(ledger: Ledger, quotation: Quotation | None) -> dict[str, str]:
    """The page of the quotation if it has one, and else the pages of the work."""
    span = ledger.take("page")
    if quotation and quotation.locator and quotation.locator_label not in ("page", ""):
        return {"at": wiki(f"{quotation.locator_label} {quotation.locator}")}
    page = quotation.locator if quotation and quotation.locator else span
    several = bool(re.search(r"[-–,]", page))
    return {"pages" if several else "page": wiki(re.sub(r"(?<=\d)-(?=\d)", "–", page))}


def quote(quotation: Quotation | None) -> dict[str, str]:
    if not quotation:
        return {}
    return {"quote": wiki(quotation.words), "trans-quote": wiki(quotation.translation)}


def remarks(reference: Reference) -> str:
    """Behind the template: who speaks, in what it is quoted, the record's notes, and the address of these words."""
    said = [f"{tie.relation.replace('-', ' ').capitalize()}: {described(tie.reference)}." for tie in reference.related]
    quotation = reference.quotation
    if quotation and quotation.speaker and quotation.speaker not in reference.names.get("author", ()):
        said.insert(0, f"Said by {quotation.speaker}.")
    said += reference.notes
    text = "".join(f" {wiki(remark)}" for remark in said)
    return text + (f" {permanent(quotation)}" if quotation and quotation.address else "")


def permanent(quotation: Quotation) -> str:
    label = " ".join(filter(None, ("Edition", quotation.edition))) if quotation.edition else "Permanent address"
    address = re.sub(r"[\s\[\]<>{}|]", "", quotation.address)
    return f"[{address} {wiki(label)}]."
