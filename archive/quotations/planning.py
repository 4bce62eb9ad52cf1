"""Planning an import of quotations: what each row is to the archive, and which records it names."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from archive.quotations.finding import Finder, Found
from archive.quotations.models import Attribution, Quotation, Standing
from archive.quotations.rows import Read, Row, read
from sources import permanent
from sources.folding import folded_words
from sources.formats import UnreadableEntry
from sources.importing import Draft, Seen, keep, unreadable
from sources.matching import slices
from sources.models import ImportBatch, ImportEntry, ImportKind, Status
from sources.models.imports import FIRST
from sources.telling import in_words

COMPARED = ("language", "mode", "note", "translated_from", "words_before", "words_after")


def plan(
    stream: BinaryIO,
    batch: ImportBatch,
    encoding: str | None = None,
    most: int | None = None,
    progress: Callable[[int], None] = lambda count: None,
) -> ImportBatch:
    """Read a CSV or JSON Lines file and plan its import; raises UnreadableFile, with nothing kept."""
    batch.kind, batch.format = ImportKind.QUOTATIONS, "quotations"
    batch.save()
    try:
        return keep(batch, QuotationPlanner(), drafts(read(stream, encoding), batch), most, progress)
    except BaseException:
        batch.delete()
        raise


def drafts(rows: Iterable[Read | UnreadableEntry], batch: ImportBatch) -> Iterator[Draft]:
    """Yield the entries of a table in order."""
    for position, item in enumerate(rows, start=1):
        entry = ImportEntry(batch=batch, position=position, line=item.line)
        if isinstance(item, UnreadableEntry):
            yield Draft(unreadable(entry, item.line, in_words(item.saying), item.raw))
            continue
        entry.title = " ".join(filter(None, (item.row.speaker, item.row.words)))[:300]
        entry.raw = json.dumps(asdict(item.row), ensure_ascii=False)
        entry.problems = [_("column “%s” is not known, and left out") % name for name in item.row.unknown]
        yield Draft(entry, item.row)


def row_in(entry: ImportEntry) -> Row:
    """Return the row that an entry holds."""
    return Row(**json.loads(entry.raw))


class QuotationPlanner:
    """Says of each row what it is to the archive and to the rows before it."""

    def __init__(self) -> None:
        self.finder, self.seen = Finder(), Seen()

    def judge(self, chunk: list[Draft]) -> None:
        """Fill in status, reason and match of the entries of a chunk."""
        readable = [draft for draft in chunk if draft.reference]
        rows = [draft.reference for draft in readable]
        same = same_words(rows)
        for draft, found in zip(readable, self.finder.find(rows), strict=True):
            entry, row = draft.entry, draft.reference
            entry.problems = [*entry.problems, *found.remarks]
            known = same.get(_id_in(row.address), []) + same.get(folded_words(row.words), [])
            self._conclude(entry, row, found, known)
            entry.decision = FIRST[Status(entry.status)]

    def _conclude(self, entry: ImportEntry, row: Row, found: Found, known: Sequence[Quotation]) -> None:
        entry.same_as = self.seen.first_like(
            entry.position, [(folded_words(row.words), found.speaker or str(found.new_speaker))]
        )
        if wrong := misattributed(row, found, known):
            _refuse(entry, wrong)
        elif quotation := recorded(row, found, known):
            entry.status, entry.matched_id, entry.score = Status.KNOWN, quotation.pk, 1.0
            entry.reason = _("the same words, of the same speaker")
            entry.differences = _differences(quotation, row)
        elif known:
            entry.status, entry.matched_id, entry.score = Status.DOUBTFUL, known[0].pk, 0.8
            entry.reason = _("the same words are attributed to another: %s") % _speakers(known[0])
        elif entry.same_as:
            entry.status, entry.score = Status.DOUBTFUL, 1.0
            entry.reason = _("the same as entry %s of this file") % entry.same_as
        else:
            entry.status = Status.DOUBTFUL if found.doubts else Status.NEW
        entry.reason = "; ".join(filter(None, (entry.reason, *found.doubts)))


def _refuse(entry: ImportEntry, wrong: Attribution) -> None:
    entry.status, entry.matched_id, entry.score = Status.REFUSED, wrong.quotation_id, 1.0
    entry.reason = _("a known misattribution: see %(id)s; %(reason)s") % {
        "id": permanent.shown(wrong.quotation_id),
        "reason": wrong.reason,
    }


def same_words(rows: Iterable[Row]) -> dict[str, list[Quotation]]:
    """Return the quotations with the words of some rows, by folded words, or those that they give the address of."""
    rows = list(rows)
    found = defaultdict(list)
    wholes = Quotation.objects.prefetch_related("attributions__agent__names").order_by("pk")
    for part in slices({folded_words(row.words) for row in rows}):
        for quotation in wholes.filter(folded__in=part):
            found[quotation.folded].append(quotation)
    for part in slices({_id_in(row.address) for row in rows} - {""}):
        for quotation in wholes.filter(pk__in=part):
            found[quotation.pk].append(quotation)
    return found


def _id_in(address: str) -> str:
    try:
        return permanent.normalised(address.rstrip("/").rpartition("/")[2])
    except permanent.WrongId:
        return ""


def misattributed(row: Row, found: Found, known: Sequence[Quotation]) -> Attribution | None:
    """Return the record that says that this speaker did not say this; None where the row says so itself."""
    if row.standing == Standing.MISATTRIBUTED:
        return None
    claims = (claim for quotation in known for claim in quotation.attributions.all())
    return next((claim for claim in claims if claim.standing == Standing.MISATTRIBUTED and _is_of(claim, found)), None)


def recorded(row: Row, found: Found, known: Sequence[Quotation]) -> Quotation | None:
    """Return the quotation that has the same words of the same speaker, or of none where none is named."""
    for quotation in known:
        claims = list(quotation.attributions.all())
        if any(_is_of(claim, found) for claim in claims) or not (row.speaker or row.speaker_id):
            return quotation
    return None


def _is_of(claim: Attribution, found: Found) -> bool:
    return bool(found.speaker) and claim.agent_id == found.speaker


def _speakers(quotation: Quotation) -> str:
    said = ", ".join(str(claim.agent) for claim in quotation.attributions.all())
    return f"{said or '–'} ({quotation.shown_id})"


def _differences(quotation: Quotation, row: Row) -> dict[str, list[Any]]:
    """Return what a row says otherwise than the quotation, for the curator to see; an import does not change it."""
    pairs = {name: [getattr(quotation, name), getattr(row, name)] for name in COMPARED}
    pairs["date"] = [quotation.uttered_edtf, row.date]
    return {name: pair for name, pair in pairs.items() if pair[1] and pair[0] != pair[1]}
