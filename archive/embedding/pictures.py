"""Pictures: of editions, drawn once and kept as long as there is room."""

from django.core.cache import caches
from django.utils.translation import get_language

from archive.editions.frozen import FrozenQuotation
from archive.editions.models import Edition
from archive.embedding.breaking import DOTS, ELLIPSIS
from archive.embedding.drawing import DESIGN, Drawn, picture
from archive.quotations.typesetting import set_words
from sources.labels import language_of

EAST_ASIAN = ("ja", "zh", "ko")


def key_of(edition: Edition) -> str:
    """Return what a picture depends on: the edition, the reader's language, and the design."""
    return f"{edition.hash}-{get_language()}-{DESIGN}"


def picture_of(edition: Edition) -> bytes:
    """Return the picture of an edition in the reader's language, as PNG."""
    kept = caches["pictures"]
    found: bytes | None = kept.get(key_of(edition))
    if found is None:
        found = picture(drawn_of(FrozenQuotation(edition.parsed)))
        kept.set(key_of(edition), found)
    return found


def drawn_of(quotation: FrozenQuotation) -> Drawn:
    """Return what the picture of a quotation says."""
    typeset = set_words(quotation.parsed, quotation.language, quotation.in_quotation_marks)
    speaker, source = quotation.attribution, quotation.witness
    doubt = f" ({speaker.get_standing_display()})" if speaker and speaker.standing != "attested" else ""
    words = f"{typeset.opening}{typeset.words.reading()}{typeset.closing}"
    return Drawn(
        words=words if language_of(quotation.language) in EAST_ASIAN else words.replace(ELLIPSIS, DOTS),
        speaker=f"{speaker.agent}{doubt}" if speaker else "",
        source=source.source.title if source else "",
        name=f"Testimonia · {quotation.shown_id}",
    )
