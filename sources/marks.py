"""Editorial marks in quoted words: what we left out, what we supplied, what is so in the source.

`[…]` is our omission, `[word]` is supplied by us, `[sic]` says that the source has it so. A literal
bracket is written `\\[` or `\\]`, a literal backslash `\\\\`. The printed page's own … and (…) are text.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from sources.complaints import Complaint, Saying

OMISSION_SIGNS = frozenset({"…", "...", "……", ". . ."})
SPOKEN_OMISSION = {"en": "(omission)", "ru": "(пропуск)", "ja": "（中略）"}
SPOKEN_SIC = {"en": "(so in the source)", "ru": "(так в источнике)", "ja": "（原文のまま）"}
SPECIAL = re.compile(r"[\[\]\\]")
TOKEN = re.compile(r"\\(?P<literal>[\[\]\\])|(?P<bracket>[\[\]])|(?P<plain>[^\[\]\\]+|\\)")
CLOSING = tuple(".,;:!?…»”’)")


class WrongMark(Complaint):
    """Brackets that are not an editorial mark; `position` counts characters from 0."""

    def __init__(self, position: int, reason: Saying) -> None:
        self.position, self.reason = position, reason
        super().__init__(
            Saying(
                "%(reason)s (character %(place)s); a bracket of the text itself is written \\[ or \\]",
                reason=reason,
                place=position + 1,
            )
        )


@dataclass(frozen=True)
class Text:
    """The speaker's own words, as the source has them."""

    text: str

    def __str__(self) -> str:
        return escaped(self.text)


@dataclass(frozen=True)
class Omission:
    """Words that we left out."""

    def __str__(self) -> str:
        return "[…]"


@dataclass(frozen=True)
class Supplied:
    """Words that we supplied; raises WrongMark where they would read as another mark."""

    text: str

    def __post_init__(self) -> None:
        if not self.text.strip() or standing_mark(self.text):
            raise WrongMark(
                0, Saying("“%(text)s” cannot be supplied, because it reads as another mark", text=self.text)
            )

    def __str__(self) -> str:
        return f"[{escaped(self.text)}]"


@dataclass(frozen=True)
class Sic:
    """Our assurance that the words before are so in the source."""

    def __str__(self) -> str:
        return "[sic]"


Segment = Text | Omission | Supplied | Sic


def standing_mark(inside: str) -> Omission | Sic | None:
    """Return the mark that certain words in brackets are, or None for words that we supply."""
    word = inside.strip()
    if word in OMISSION_SIGNS:
        return Omission()
    return Sic() if word.casefold() == "sic" else None


@dataclass(frozen=True)
class Words:
    """Quoted words as segments; neighbouring texts are one."""

    segments: tuple[Segment, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "segments", tuple(_joined(self.segments)))

    def __str__(self) -> str:
        """Write the words back in the form that `parse` reads."""
        return "".join(map(str, self.segments))

    def plain(self) -> str:
        """Return the speaker's own words alone, for search and matching.

        What we supplied is left out; an omission leaves a space, so that no false word arises.
        """
        return _closed_up(self.segments)

    def completed(self) -> str:
        """Return the words with what we supplied, but without the marks."""
        return _closed_up(Text(part.text) if isinstance(part, Supplied) else part for part in self.segments)

    def reading(self) -> str:
        """Return plain text with the marks visible, for citations; literal brackets stand unescaped."""
        return "".join(_visible(part) for part in self.segments)

    def html(self, language: str) -> str:
        """Return HTML, all text escaped; what a screen reader says for a mark is in the page's language."""
        tag = language.lower().partition("-")[0]
        return "".join(_html(part, tag if tag in SPOKEN_SIC else "en") for part in self.segments)


def parse(text: str) -> Words:
    """Return the structure of words with inline marks.

    Raises WrongMark for brackets that are not closed, not opened, nested or empty.
    """
    segments: list[Segment] = []
    inside, opened_at = "", -1
    for token in TOKEN.finditer(text):
        if token["bracket"] == "[":
            if opened_at >= 0:
                raise WrongMark(token.start(), Saying("a bracket opens inside another"))
            opened_at = token.start()
        elif token["bracket"]:
            if opened_at < 0:
                raise WrongMark(token.start(), Saying("a bracket closes that was not opened"))
            segments.append(_mark(inside, opened_at))
            inside, opened_at = "", -1
        elif opened_at >= 0:
            inside += token["literal"] or token["plain"]
        else:
            segments.append(Text(token["literal"] or token["plain"]))
    if opened_at >= 0:
        raise WrongMark(opened_at, Saying("a bracket opens that is not closed"))
    return Words(tuple(segments))


def escaped(text: str) -> str:
    """Return a text in which brackets and backslashes are literal."""
    return SPECIAL.sub(r"\\\g<0>", text)


def _mark(inside: str, position: int) -> Segment:
    if not inside.strip():
        raise WrongMark(position, Saying("nothing stands between the brackets"))
    return standing_mark(inside) or Supplied(inside)


def _joined(segments: Iterable[Segment]) -> Iterator[Segment]:
    """Yield the segments with neighbouring texts made one, and empty texts left out."""
    text = ""
    for part in segments:
        if isinstance(part, Text):
            text += part.text
            continue
        if text:
            yield Text(text)
        text = ""
        yield part
    if text:
        yield Text(text)


def _closed_up(segments: Iterable[Segment]) -> str:
    """Return the texts alone, without the doubled spaces that marks leave behind."""
    out, after_mark, after_gap = "", False, False
    for part in segments:
        if not isinstance(part, Text):
            after_mark, after_gap = True, after_gap or isinstance(part, Omission)
            continue
        out = _appended(out, part.text, after_gap) if after_mark else out + part.text
        after_mark = after_gap = False
    return out.rstrip() if after_mark else out


def _appended(out: str, text: str, with_gap: bool) -> str:
    """Return two texts between which marks stood."""
    if not out or out[-1].isspace():
        text = text.lstrip(" ")
    if text.startswith(CLOSING):
        out = out.rstrip(" ")
    elif with_gap and out and not out[-1].isspace() and not text[:1].isspace():
        out += " "
    return out + text


def _visible(part: Segment) -> str:
    if isinstance(part, Text):
        return part.text
    return f"[{part.text}]" if isinstance(part, Supplied) else str(part)


def _html(part: Segment, language: str) -> str:
    if isinstance(part, Text):
        return escape(part.text).replace("\n", "<br>\n")
    if isinstance(part, Supplied):
        return f'<ins class="supplied">[{escape(part.text)}]</ins>'
    kind, spoken = ("omission", SPOKEN_OMISSION) if isinstance(part, Omission) else ("sic", SPOKEN_SIC)
    hidden = f'<span class="visually-hidden" lang="{language}">{spoken[language]}</span>'
    return f'<span class="{kind}"><span aria-hidden="true">{part}</span>{hidden}</span>'
