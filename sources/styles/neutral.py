"""The neutral style: one plain line that leads from the source to the page in hand.

Author, title (place: publisher, date), locator, as quoted in …; permanent address. Titles keep
their own language; the words between them are the reader's.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from sources.labels import language_of
from sources.reference import Date, Name, Reference
from sources.richtext import RichText

STOPS = tuple(".!?…。！？")  # after which no stop is added


@dataclass(frozen=True)
class Wording:
    """The words of the style in one language; each has a place for what it speaks of."""

    within: str = "in {}"
    quoted_in: str = "as quoted in {}"
    editors: str = "ed. {}"
    translators: str = "trans. {}"
    accessed: str = "accessed {}"
    edition: str = "(edition {}, {})"
    undated: str = "no date"
    comma: str = ", "
    colon: str = ": "
    brackets: str = " ({})"
    stop: str = "."
    locators: Mapping[str, str] = field(default_factory=dict)

    def located(self, label: str, value: str) -> str:
        """Return a locator in words: p. 366."""
        return self.locators.get(label, "{}").format(value) if value else ""


WORDINGS = {
    "en": Wording(
        locators={
            "page": "p. {}",
            "chapter": "ch. {}",
            "folio": "fol. {}",
            "volume": "vol. {}",
            "line": "l. {}",
            "timestamp": "at {}",
            "column": "col. {}",
            "paragraph": "para. {}",
        }
    ),
    "ru": Wording(
        within="в изд.: {}",
        quoted_in="цит. по: {}",
        editors="ред. {}",
        translators="пер. {}",
        accessed="дата обращения: {}",
        edition="(редакция {}, {})",
        undated="б. г.",
        locators={
            "page": "с. {}",
            "chapter": "гл. {}",
            "folio": "л. {}",
            "volume": "т. {}",
            "line": "строка {}",
            "timestamp": "{}",
            "column": "стб. {}",
            "paragraph": "абз. {}",
        },
    ),
    "ja": Wording(
        within="{}所収",
        quoted_in="{}所引",
        editors="{}編",
        translators="{}訳",
        accessed="{}閲覧",
        edition="（第{}版、{}）",
        undated="刊行年不明",
        comma="、",
        colon="：",
        brackets="（{}）",
        stop="。",
        locators={
            "page": "{}頁",
            "chapter": "第{}章",
            "folio": "{}葉",
            "volume": "第{}巻",
            "line": "{}行",
            "column": "{}段",
            "paragraph": "第{}段落",
        },
    ),
}


def wording_of(language: str) -> Wording:
    """Return the words of a language, English ones for those that the style does not speak."""
    return WORDINGS.get(language_of(language), WORDINGS["en"])


class Neutral:
    """The archive's own style, until a reader chooses another."""

    name = "neutral"
    label = "Testimonia"
    is_note = True

    def cite(self, reference: Reference, locale: str = "") -> RichText:
        """Return the citation as one line."""
        wording = wording_of(locale or "en")
        cited = _chain(reference, wording).rstrip(".。")
        return RichText((" ".join(filter(None, (f"{cited}{wording.stop}", *_kept(reference, wording)))),))

    def cite_words(self, reference: Reference, locale: str = "") -> RichText:
        """Return speaker, words, permanent address and edition as one line."""
        wording, quoted = wording_of(locale or "en"), reference.quotation
        said = wording.colon.join(filter(None, (str(quoted.speaker or ""), quoted.words)))
        stop = "" if said.endswith(STOPS) else wording.stop
        parts = (f"{said}{stop}", f"{self.label}{wording.stop}", *_kept(reference, wording))
        return RichText((" ".join(filter(None, parts)),))

    def bibliography(self, references: Iterable[Reference], locale: str = "") -> list[RichText]:
        """Return a line for each reference, in the order of the alphabet."""
        return sorted((self.cite(reference, locale) for reference in references), key=str)


def _kept(reference: Reference, wording: Wording) -> tuple[str, ...]:
    """Return the permanent address, and the edition that was read with its date."""
    quoted = reference.quotation
    if not quoted:
        return ()
    edition = wording.edition.format(quoted.edition, quoted.edition_date) if quoted.edition_date else ""
    return quoted.address, edition


def _chain(reference: Reference, wording: Wording) -> str:
    """Return a source, and the one in which it is quoted, and so on; a speaker who is not its author comes first."""
    speaker = reference.quotation.speaker if reference.quotation else None
    if speaker and speaker not in reference.names.get("author", ()):
        unsaid = replace(reference, quotation=replace(reference.quotation, speaker=None))
        nearest = wording.quoted_in.format(_source(unsaid, wording))
        return wording.comma.join((str(speaker), nearest, *_witnesses(unsaid, wording)))
    return wording.comma.join(filter(None, (_source(reference, wording), *_witnesses(reference, wording))))


def _witnesses(reference: Reference, wording: Wording) -> Iterator[str]:
    """Each on its own, one after the other: within each other, 所引 would heap up at the end."""
    for tie in reference.related:
        if tie.relation == "quoted-in":
            yield wording.quoted_in.format(_source(tie.reference, wording))
            yield from _witnesses(tie.reference, wording)


def _source(reference: Reference, wording: Wording) -> str:
    said = reference.variables
    container = str(said.get("container-title", ""))
    parts = [
        _names(reference.names.get("author", ()), wording),
        reference.title,
        _named(wording.translators, reference.names.get("translator", ()), wording),
        wording.within.format(container) if container else "",
        _named(wording.editors, reference.names.get("editor", ()), wording),
    ]
    head = wording.comma.join(filter(None, parts))
    return wording.comma.join(filter(None, (head + _imprint(reference, wording), _locator(reference, wording))))


def _names(names: tuple[Name, ...], wording: Wording) -> str:
    return wording.comma.join(map(str, names))


def _named(pattern: str, names: tuple[Name, ...], wording: Wording) -> str:
    return pattern.format(_names(names, wording)) if names else ""


def _imprint(reference: Reference, wording: Wording) -> str:
    """Return place, publisher and date in brackets."""
    published = (str(reference.variables.get(name, "")) for name in ("publisher-place", "publisher"))
    house = wording.colon.join(filter(None, published))
    issued = _date(reference.dates["issued"]) if "issued" in reference.dates else ""
    inside = wording.comma.join(filter(None, (house, issued or wording.undated)))
    return wording.brackets.format(inside)


def _date(date: Date) -> str:
    """Return a date as figures: 1930, or 1918-03-03, which every language reads."""
    ends = ["-".join(f"{number:02}" for number in part) for part in date.parts]
    return date.literal or "/".join(ends) or date.raw


def _locator(reference: Reference, wording: Wording) -> str:
    quoted = reference.quotation
    return wording.located(quoted.locator_label, quoted.locator) if quoted else ""
