"""Drawing: a quotation as a picture of the size that shared links are shown in."""

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

import pylopdf_fonts_jp
from PIL import Image, ImageDraw, ImageFont

from archive.embedding.breaking import broken, shortened

DESIGN = 1  # counted up when pictures come to look otherwise
WIDTH, HEIGHT = 1200, 630
LEFT, RIGHT, TOP = 90, 1130, 70
FOOT = 460  # where the words end
SIZES = (64, 56, 50, 44, 39, 35)
LEADING = 1.45
PAPER, INK, SOFT, ACCENT, RULE = "#fbf8f1", "#23201b", "#655d50", "#8a2d1a", "#d8cebb"
MOST_CHARACTERS = 700  # more are never legible here
COLOURS = 32


@dataclass(frozen=True)
class Drawn:
    """What a picture says: the words, who said them, where they are found, and the name of the record."""

    words: str
    speaker: str
    source: str
    name: str


@lru_cache(maxsize=32)
def font_of(size: int) -> ImageFont.FreeTypeFont:
    """Return Noto Serif JP, which has kana, kanji, Cyrillic and Latin."""
    return ImageFont.truetype(pylopdf_fonts_jp.serif_path(), size, layout_engine=ImageFont.Layout.BASIC)


def picture(drawn: Drawn) -> bytes:
    """Return the picture as PNG."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 17, HEIGHT), fill=ACCENT)
    _words(draw, drawn.words)
    _foot(draw, drawn)
    stream = BytesIO()
    image.quantize(COLOURS).save(stream, "PNG", optimize=True)
    return stream.getvalue()


def _words(draw: ImageDraw.ImageDraw, words: str) -> None:
    size, lines = fitted(words)
    height = len(lines) * size * LEADING
    y = TOP + max(0.0, (FOOT - TOP - height) / 2)
    for line in lines:
        draw.text((LEFT, y), line, font=font_of(size), fill=INK)
        y += size * LEADING


def fitted(words: str) -> tuple[int, list[str]]:
    """Return the largest size in which the words have room, and their lines; in the smallest they are shortened."""
    text = words if len(words) <= MOST_CHARACTERS else f"{words[:MOST_CHARACTERS]}…"
    for size in SIZES:
        lines = broken(text, RIGHT - LEFT, font_of(size).getlength)
        most = int((FOOT - TOP) // (size * LEADING))
        if len(lines) <= most:
            return size, lines
    return SIZES[-1], shortened(lines, most, RIGHT - LEFT, font_of(SIZES[-1]).getlength)


def _foot(draw: ImageDraw.ImageDraw, drawn: Drawn) -> None:
    draw.line((LEFT, 490, RIGHT, 490), fill=RULE, width=2)
    draw.text((LEFT, 505), _one_line(drawn.speaker, 34, RIGHT - LEFT), font=font_of(34), fill=ACCENT)
    name_width = font_of(24).getlength(drawn.name)
    draw.text((RIGHT - name_width, 566), drawn.name, font=font_of(24), fill=SOFT)
    draw.text((LEFT, 566), _one_line(drawn.source, 24, RIGHT - LEFT - name_width - 40), font=font_of(24), fill=SOFT)


def _one_line(text: str, size: int, width: float) -> str:
    measure = font_of(size).getlength
    return next(iter(shortened(broken(text[:200], width, measure), 1, width, measure)), "")
