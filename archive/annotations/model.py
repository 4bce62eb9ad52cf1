"""W3C Web Annotations: for each witness that has an address on the web, its words there, with those around them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from archive.addresses import permanent_address
from archive.quotations.models import Attestation, Quotation
from sources.labels import language_of
from sources.marks import Omission, Segment, Words

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MEDIA_TYPE = f'application/ld+json; profile="{CONTEXT}"'
AROUND = 64  # characters before and after by which words are found again
Json = dict[str, Any]


@dataclass(frozen=True)
class Annotated:
    """A quotation with the passage that it translates, if everybody may read that, as a request reaches it."""

    request: HttpRequest
    quotation: Quotation
    original: Quotation | None

    @property
    def address(self) -> str:
        """The address of all its annotations, in no reader's language."""
        return f"{permanent_address(self.request, self.quotation)}/annotations"

    def annotations(self) -> list[Json]:
        """Return an annotation for each witness that has an address."""
        return [self._annotation(row) for row in self.quotation.attestations.all() if row.source.url]

    def _annotation(self, witness: Attestation) -> Json:
        told: Json = {
            "id": f"{self.address}/{witness.position}",
            "type": "Annotation",
            "motivation": "linking",
            "generator": {"id": self.request.build_absolute_uri("/"), "type": "Software", "name": "Testimonia"},
            "body": {
                "id": permanent_address(self.request, self.quotation),
                "type": "Text",
                "format": "text/html",
                "language": self.quotation.language,
            },
            "target": targets(witness, self.words_of(witness)),
        }
        if self.quotation.state_at:
            told["created"] = self.quotation.state_at.strftime("%Y-%m-%dT%H:%M:%SZ")
        return told

    def words_of(self, witness: Attestation) -> Quotation | None:
        """Return the passage in the language of the witness: the words, or those that they translate; None for others."""
        language = language_of(witness.source.language)
        passages = (self.quotation, *((self.original,) if self.original else ()))
        return next((one for one in passages if not language or language_of(one.language) == language), None)

    def page(self) -> Json:
        """Return the one page on which all of them are."""
        items = self.annotations()
        return {"id": f"{self.address}?page=0", "type": "AnnotationPage", "startIndex": 0, "items": items}

    def collection(self) -> Json:
        """Return the collection, with its first page in it."""
        page = self.page()
        return {
            "@context": CONTEXT,
            "id": self.address,
            "type": "AnnotationCollection",
            "label": f"Where the words of {self.quotation.shown_id} stand on the web",
            "total": len(page["items"]),
            "first": page,
            "last": page["id"],
        }


def targets(witness: Attestation, passage: Quotation | None) -> Json | list[Json]:
    """Return where a witness has the words; what we omitted parts them, so that each piece is a target.

    Where its language has no words of ours, the target is the whole document.
    """
    whole: Json = {"source": witness.source.url, "type": "SpecificResource"}
    if passage is None:
        return whole
    language = {"language": passage.language}
    found = [whole | {"selector": selector | language} for selector in selectors(passage)]
    return found[0] if len(found) == 1 else found


def selectors(passage: Quotation) -> list[Json]:
    """Return a TextQuoteSelector for each unbroken piece of the words, the outer ones with what is known around them."""
    pieces = list(unbroken(passage.parsed))
    found: list[Json] = [{"type": "TextQuoteSelector", "exact": piece} for piece in pieces]
    if found and passage.words_before and not _is_omission(passage.parsed, 0):
        found[0]["prefix"] = passage.words_before[-AROUND:]
    if found and passage.words_after and not _is_omission(passage.parsed, -1):
        found[-1]["suffix"] = passage.words_after[:AROUND]
    return found


def unbroken(words: Words) -> Iterator[str]:
    """Yield the speaker's own words between our omissions, without what we supplied."""
    piece: list[Segment] = []
    for segment in (*words.segments, Omission()):
        if not isinstance(segment, Omission):
            piece.append(segment)
            continue
        if text := Words(tuple(piece)).plain().strip():
            yield text
        piece = []


def _is_omission(words: Words, place: int) -> bool:
    return isinstance(words.segments[place], Omission)
