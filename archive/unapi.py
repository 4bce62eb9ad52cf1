"""unAPI (version 1): by which Zotero takes the cited works of a page, of one quotation or of a list."""

import re
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from archive.addresses import find
from archive.conditional import conditional
from archive.downloading import written
from archive.editions.absence import Gone, Merged
from archive.editions.citing import reference_of_edition, references_to
from archive.editions.frozen import FrozenQuotation
from archive.editions.models import Edition
from archive.publishing import public_sources
from archive.quotations.models import Quotation
from archive.quotations.reading import cited_whole
from sources.citing import needed, reference_of
from sources.formats import format_named
from sources.formats.markup import DECLARATION, Element, text_of
from sources.reference import Reference

# By the names that Zotero's translator looks for, the one that says most first.
FORMATS = {"rdf_zotero": "zotero-rdf", "mods": "mods", "ris": "ris", "bibtex": "bibtex"}
DOCS = {
    "rdf_zotero": "https://www.zotero.org/support/kb/importing_formats",
    "mods": "http://www.loc.gov/standards/mods/",
    "ris": "http://www.refman.com/support/risformat_intro.asp",
    "bibtex": "https://www.bibtex.org/Format/",
}
# An id, or the whole address of a record.
IDENTIFIER = re.compile(
    r"(https?://[^/]+/([a-z]{2}/)?)?"
    r"(s/(?P<source>[^/]+)|(q/)?(?P<quotation>[^/]+)(/v(?P<number>[1-9][0-9]{0,8}))?)"
)


@require_safe
@conditional
def unapi(request: HttpRequest) -> HttpResponse:
    """Answer with the formats, with those of an id (300), or with a record in a format."""
    identifier, name = request.GET.get("id", ""), request.GET.get("format", "")
    if not identifier:
        return _formats()
    reference = _reference(request, identifier)
    if reference is None:
        return _refused("There is no public record with this id.", status=404)
    if not name:
        return _formats(identifier, status=300)
    if name not in FORMATS:
        return _refused(f"The formats are: {', '.join(FORMATS)}.", status=406)
    known = format_named(FORMATS[name])
    text = "".join(written([reference], known)).encode("utf-8", "backslashreplace")
    return HttpResponse(text, content_type=f"{known.media_type}; charset=utf-8")


def _formats(identifier: str = "", status: int = 200) -> HttpResponse:
    known = [
        Element("format", (), {"name": name, "type": format_named(own).media_type, "docs": DOCS[name]})
        for name, own in FORMATS.items()
    ]
    listed = Element("formats", tuple(known), {"id": identifier} if identifier else {})
    return HttpResponse(DECLARATION + text_of(listed, 0), content_type="application/xml; charset=utf-8", status=status)


def _refused(reason: str, status: int) -> HttpResponse:
    return HttpResponse(f"{reason}\n", content_type="text/plain; charset=utf-8", status=status)


def _reference(request: HttpRequest, identifier: str) -> Reference | None:
    """Return the reference of an id: K7M2-9XQ4 and K7M2-9XQ4/v3 are quotations, s/K7M2-9XQ4 is a source."""
    asked = IDENTIFIER.fullmatch(identifier)
    if asked is None:
        return None
    if asked["source"]:
        found = _found(public_sources().prefetch_related(*needed()), asked["source"])
        return reference_of(found) if found else None
    quotation = _found(cited_whole(), asked["quotation"])
    if quotation is None:
        return None
    return (
        _of_edition(request, quotation, asked["number"]) if asked["number"] else references_to(request, [quotation])[0]
    )


def _found(records: QuerySet[Any], shown: str) -> Any:
    """Return a public record, or the one that it was merged into: no id of a page may lead nowhere."""
    try:
        return find(records, shown)
    except Merged as merged:
        return records.filter(pk=merged.survivor.pk).first()
    except (Http404, Gone):
        return None


def _of_edition(request: HttpRequest, quotation: Quotation, number: str) -> Reference | None:
    edition = Edition.objects.of(quotation.pk).filter(number=number).first()
    return reference_of_edition(request, edition, FrozenQuotation(edition.parsed)) if edition else None
