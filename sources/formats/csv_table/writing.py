"""Writes one row for each reference; columns are CSL's names, and cells that a spreadsheet would run are defused."""

import csv
import re
from collections.abc import Iterable, Iterator
from io import StringIO

from sources.formats.datewriting import edtf, spoken
from sources.formats.ledger import Ledger, divided, tied
from sources.formats.problems import Problem
from sources.reference import DATE_VARIABLES, NAME_ROLES, Name, Quotation, Reference

VARIABLES = (
    "title title-short container-title container-title-short collection-title collection-number volume issue"
    " number number-of-volumes number-of-pages page edition version chapter-number section genre medium publisher"
    " publisher-place event-title event-place original-title original-publisher original-publisher-place archive"
    " archive_location archive-place call-number source DOI ISBN ISSN PMID PMCID URL language abstract annote"
).split()
QUOTATION = (
    "words words-language translation translation-language speaker standing said calendar locator-label locator address"
    " quotation-edition quotation-edition-date"
).split()
ENDS = ("keywords", "related", "notes", "further")
COLUMNS = ("id", "type", *sorted(NAME_ROLES), *sorted(DATE_VARIABLES), *VARIABLES, *QUOTATION, *ENDS)
# A cell that begins like this is a formula to a spreadsheet; an apostrophe in front makes it text (OWASP).
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

UNWRITABLE = re.compile("[\x00\ud800-\udfff]")


def write(references: Iterable[Reference]) -> Iterator[str | Problem]:
    """Yields the header and one row for each reference."""
    yield row(COLUMNS)
    for reference in references:
        cells = cells_of(reference)
        yield row(cells.get(column, "") for column in COLUMNS)


def row(cells: Iterable[str]) -> str:
    line = StringIO()
    csv.writer(line).writerow([defused(cell) for cell in cells])
    return line.getvalue()


def defused(cell: str) -> str:
    cell = UNWRITABLE.sub("", cell)
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def cells_of(reference: Reference) -> dict[str, str]:
    """The cells by column; names and notes of one cell are divided by `; ` and blank lines."""
    ledger = Ledger(reference)
    cells = {"id": reference.id, "type": reference.type}
    cells |= {role: names_cell(ledger.take_names(role), role in ledger.others) for role in NAME_ROLES}
    cells |= {name: date_cell(ledger, name) for name in DATE_VARIABLES}
    cells |= {variable: ledger.take(variable) for variable in VARIABLES}
    cells |= quotation_cells(reference.quotation) if reference.quotation else {}
    cells |= {"keywords": "; ".join(reference.keywords), "notes": "\n\n".join(reference.notes)}
    return cells | {"related": "\n".join(map(tied, reference.related)), "further": "\n".join(ledger.carried())}


def names_cell(names: tuple[Name, ...], others: bool) -> str:
    return "; ".join([*map(divided, names), *(["and others"] if others else [])])


def quotation_cells(quotation: Quotation) -> dict[str, str]:
    return {
        "words": quotation.words,
        "words-language": quotation.language,
        "translation": quotation.translation,
        "translation-language": quotation.translation_language,
        "speaker": divided(quotation.speaker) if quotation.speaker else "",
        "standing": quotation.standing,
        "said": quotation.said,
        "calendar": quotation.calendar,
        "locator-label": quotation.locator_label,
        "locator": quotation.locator,
        "address": quotation.address,
        "quotation-edition": quotation.edition,
        "quotation-edition-date": quotation.edition_date,
    }


def date_cell(ledger: Ledger, variable: str) -> str:
    date = ledger.take_date(variable)
    return edtf(date) or spoken(date) if date else ""
