"""Telling: what an edition says, field by field as its readers see it, and how two editions differ."""

from collections.abc import Iterable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from archive.editions.frozen import Claim, FrozenQuotation, Witness
from archive.revisions.differing import Difference, differences
from sources import dates, labels
from sources.richtext import BACK_ENDS
from sources.styles import STYLES

FIELDS: dict[str, str | Promise] = {
    "words": _("words"),
    "before": _("words before"),
    "after": _("words after"),
    "language": _("language"),
    "mode": _("mode"),
    "translated_from": _("translated from"),
    "original": _("The original"),
    "speakers": _("Who said it"),
    "uttered": _("uttered"),
    "place": _("place of utterance"),
    "witnesses": _("Where it is found"),
    "events": _("Events"),
    "mentions": _("People spoken of"),
    "topics": _("Topics"),
    "rights": _("Rights"),
    "note": _("Note"),
    "citation": _("Citation"),
}


def told(quotation: FrozenQuotation) -> dict[str, str]:
    """Return what an edition says as plain text by field, in the page's language."""
    language = get_language() or "en"
    return {
        "words": quotation.reading,
        "before": quotation.words_before,
        "after": quotation.words_after,
        "language": labels.language_name(quotation.language, language),
        "mode": quotation.get_mode_display(),
        "translated_from": labels.language_name(quotation.translated_from, language)
        if quotation.translated_from
        else "",
        "original": quotation.translation_of,
        "speakers": _lines(_speaker(row, language) for row in quotation.attributions),
        "uttered": _date(quotation.uttered, language),
        "place": quotation.place.label_in(language).text if quotation.place else "",
        "witnesses": _lines(_witness(row) for row in quotation.attestations),
        "events": _lines(
            f"{row.get_kind_display()}: {_listed(row.event.label_in(language).text, _date(row.event.date, language))}"
            for row in quotation.public_links
        ),
        "mentions": _lines(map(str, quotation.mentions)),
        "topics": _lines(row.label_in(language).text for row in quotation.topics),
        "rights": quotation.get_rights_display(),
        "note": quotation.note,
        "citation": _citation(quotation, language),
    }


def told_differences(old: FrozenQuotation, new: FrozenQuotation) -> list[tuple[str | Promise, Difference]]:
    """Return what a reader of this language sees change between two editions, each with the name of its field."""
    return [(FIELDS[found.name], found) for found in differences(told(old), told(new))]


def _speaker(row: Claim, language: str) -> str:
    role = labels.choose(row.role.titles, language).text if row.role else ""
    rests = " ".join(f"→ {witness.position}" for witness in row.rests_on)
    return _listed(str(row.agent), role, row.get_standing_display(), row.reason, rests)


def _witness(row: Witness) -> str:
    through = f"← {row.quoted_in}" if row.quoted_in else ""
    located = f"{row.get_locator_label_display()} {row.locator}" if row.locator else ""
    authors = (author.name_in(author.source.language) for author in row.source.contributions)
    seen = row.seen_on.isoformat() if row.seen_on else ""
    return f"{row.position}. " + _listed(
        *authors, row.source.title, located, row.get_kind_display(), through, f"✓ {seen}" if seen else "", row.note
    )


def _citation(quotation: FrozenQuotation, language: str) -> str:
    style: Any = next(iter(STYLES.values()))
    return BACK_ENDS["text"](style.cite(quotation.reference, language).parts).strip()


def _date(date: dates.HistoricalDate | None, language: str) -> str:
    return dates.display(date, language) if date else ""


def _listed(*texts: str) -> str:
    return ", ".join(filter(None, texts))


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(texts)
