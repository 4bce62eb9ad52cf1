"""BibTeX's lists of names: where one ends, and which of its words are given name, particle, family and suffix."""

import re
from functools import lru_cache

from sources.formats.bibtex.latex import plain_text
from sources.reference import Name

AND = re.compile(r"\s+and(?=\s|$)|^and(?=\s)", re.IGNORECASE)
BRACES = re.compile(r"[{}]")
# What may stand between two words of a name.
GAP = re.compile(r"[\s~]+")
EXTENDED = re.compile(
    r"\s*(family|given|prefix|suffix|useprefix|id|(?:family|given|prefix|suffix)-i)\s*=\s*(.*)", re.DOTALL
)
LETTER = re.compile(r"\\[a-zA-Z]+|[^\W\d_]")
LETTER_COMMANDS = frozenset("i j o l ae oe aa ss dh th dj ng O L AE OE AA DH TH DJ NG".split())
SUFFIX = re.compile(r"(?:jr|sr|junior|senior|[ivx]+|[2-9](?:nd|rd|th))\.?", re.IGNORECASE)


@lru_cache(maxsize=8192)
def read_names(text: str) -> tuple[tuple[Name, ...], bool]:
    """The people of a BibTeX name list, and whether it ends in "and others"."""
    pieces = [piece.strip() for piece in split_outside_braces(text, AND)]
    pieces = [piece for piece in pieces if piece.strip("{}, \t\n~")]
    others = bool(pieces) and pieces[-1].strip("{}").lower() == "others"
    return tuple(read_name(piece) for piece in (pieces[:-1] if others else pieces)), others


def split_outside_braces(text: str, mark: re.Pattern[str]) -> list[str]:
    """The parts of a text between marks that stand in no braces."""
    if "{" not in text:
        return mark.split(text)
    depths, depth, parts, start = brace_depths(text), 0, [], 0
    brace = next(depths, None)
    for found in mark.finditer(text):
        while brace and brace[0] <= found.start():
            depth, brace = brace[1], next(depths, None)
        if depth == 0:
            parts.append(text[start : found.start()])
            start = found.end()
    return [*parts, text[start:]]


def brace_depths(text: str):
    """Yields each brace's position and the depth after it; an escaped brace counts, as it does for BibTeX."""
    depth = 0
    for brace in BRACES.finditer(text):
        depth = depth + 1 if brace[0] == "{" else max(depth - 1, 0)
        yield brace.start(), depth


def read_name(text: str) -> Name:
    if is_braced(text):
        return Name(literal=plain_text(text))
    parts = [part.strip() for part in split_outside_braces(text, re.compile(","))]
    if len(parts) > 1 and all(EXTENDED.fullmatch(part) for part in parts):
        return extended_name(parts)
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    if len(parts) == 1:
        return spoken_name(words_of(parts[0]))
    return listed_name(parts)


def is_braced(text: str) -> bool:
    """True if one pair of braces holds it all: a body, not a person."""
    depths = list(brace_depths(text)) if text.startswith("{") and text.endswith("}") else []
    # {\'E}mile and {\AA}sa begin with a brace as well, but do not end in it.
    return bool(depths) and all(depth for _, depth in depths[:-1]) and not re.fullmatch(r"\{\\[^{}]*\}", text)


def words_of(text: str) -> list[str]:
    return [word for word in split_outside_braces(text, GAP) if word]


def extended_name(parts: list[str]) -> Name:
    """BibLaTeX's `given=…, family=…` form."""
    said = {found[1]: unquoted(found[2]) for part in parts if (found := EXTENDED.fullmatch(part))}
    particle = said.get("prefix", "")
    dropping = said.get("useprefix", "").lower() == "false"
    return Name(
        family=said.get("family", ""),
        given=said.get("given", ""),
        suffix=said.get("suffix", ""),
        dropping_particle=particle if dropping else "",
        non_dropping_particle="" if dropping else particle,
    )


def unquoted(text: str) -> str:
    return plain_text(text.strip().strip('"'))


def spoken_name(words: list[str]) -> Name:
    """`Ludwig van Beethoven`: the particle is what stands between given name and family in small letters."""
    if len(words) == 1:
        return Name(literal=plain_text(words[0]))
    small = [at for at, word in enumerate(words[:-1]) if is_small(word)]
    if not small:
        return made(words[:-1], [], words[-1:])
    return made(words[: small[0]], words[small[0] : small[-1] + 1], words[small[-1] + 1 :])


def listed_name(parts: list[str]) -> Name:
    """`van Beethoven, Ludwig` and `von Hicks, III, Michael`."""
    words = words_of(parts[0])
    small = 0
    while small < len(words) - 1 and is_small(words[small]):
        small += 1
    given, suffix = parts[-1], ", ".join(parts[1:-1])
    # «Purnell, Jr., Herbert» is BibTeX's order, but «Purnell, Herbert, Jr.» is what people write.
    if len(parts) == 3 and SUFFIX.fullmatch(parts[2]) and not SUFFIX.fullmatch(parts[1]):
        given, suffix = parts[1], parts[2]
    return made([given], words[:small], words[small:], suffix)


def made(given: list[str], particle: list[str], family: list[str], suffix: str = "") -> Name:
    texts = (" ".join(map(plain_text, words)) for words in (family, given, particle))
    said_family, said_given, said_particle = texts
    return Name(said_family, said_given, plain_text(suffix), non_dropping_particle=said_particle)


def is_small(word: str) -> bool:
    """
    True if a word of a name is a particle: its first letter outside braces is small.

    A brace that opens with a command ({\\'e}) counts by its letter, any other braced word by nothing.
    """
    if word.startswith("{") and not word.startswith("{\\"):
        return False
    for found in LETTER.finditer(word):
        if not found[0].startswith("\\"):
            return found[0].islower()
        if found[0][1:] in LETTER_COMMANDS:
            return found[0][1].islower()
    return False
