"""The last pass over a stream: colliding punctuation, quotation marks, flip-flopping formats."""

from .streams import CLOSE, OPEN, Affix, Beginning, Close, Ending, Flip, Joint, Open, Quote, Stream, Wall

# What becomes of two signs that meet, first by the left one (punctuation fixtures of the test suite).
COLLISIONS = {
    first + second: result
    for first, row in {
        ":": {":": ":", ".": ":", "!": "!", "?": "?"},
        ".": {".": "."},
        ";": {":": ";", ".": ";", ";": ";", "!": "!", "?": "?"},
        "!": {":": "!", ".": "!", "!": "!"},
        "?": {":": "?", ".": "?", "?": "?"},
        ",": {",": ","},
    }.items()
    for second, result in row.items()
}
MOVING_IN = frozenset(".,?!")
MOVING_OUT = frozenset(",:;")
QUOTED, FORMATTED, WALLED = 1, 2, 4
SILENT = frozenset({Wall, Joint})
WORDLESS = frozenset({Open, Close, Flip, Quote, Wall, Joint})
CROSSINGS = {Quote: QUOTED, Wall: WALLED}
SIGNS = frozenset(".,:;!? ")
MEETING = frozenset({*COLLISIONS, "  "})

FAMILIES = {
    "italic": "style",
    "oblique": "style",
    "upright": "style",
    "bold": "weight",
    "normal-weight": "weight",
    "small-caps": "variant",
    "normal-caps": "variant",
    "underline": "line",
    "no-underline": "line",
    "superscript": "height",
    "subscript": "height",
    "baseline": "height",
}
PLAIN = {
    "style": "upright",
    "weight": "normal-weight",
    "variant": "normal-caps",
    "line": "no-underline",
    "height": "baseline",
}
SPANS = frozenset({"nocase", "nodecor"})
PLAIN_NAMES = frozenset(PLAIN.values())
# The other plain formats are set only where there is something to undo (citeproc-js).
ALWAYS_SAID = frozenset({"no-underline", "baseline"})


def finish(stream: Stream, quotes: tuple[str, str, str, str], in_quote: bool) -> tuple[object, ...]:
    """Words and balanced marks. `quotes`: outer opening and closing, inner opening and closing."""
    marks = settle(stream, in_quote)
    return _Assembler(quotes).assemble(stream, marks)


def alternate_brackets(stream: Stream) -> None:
    """Parentheses that the style sets within parentheses become brackets, as notes are written (citeproc-js)."""
    depth = 0
    for at, part in enumerate(stream):
        if type(part) not in (Beginning, Ending) or not ("(" in part or ")" in part):
            continue
        signs = []
        for sign in part:
            if sign == "(":
                signs.append("[" if depth % 2 else sign)
                depth += 1
            elif sign == ")":
                signs.append("]" if depth % 2 == 0 else sign)
                depth -= 1
            else:
                signs.append(sign)
        _replace(stream, at, "".join(signs))


def settle(stream: Stream, in_quote: bool) -> list[int]:
    """Merge the signs that meet where two renderings touch; returns where the marks stand."""
    before, crossed = -1, 0
    marks: list[int] = []
    kept_out: list[tuple[int, str]] = []
    for at, part in enumerate(stream):
        kind = part.__class__
        if kind in WORDLESS:
            marks.append(at)
            if kind is Close:
                crossed |= FORMATTED
            elif kind is Joint:
                crossed &= ~FORMATTED
            elif kind is Wall or (kind is Quote and not part.opens):
                crossed |= CROSSINGS[kind]
        elif part:
            may_meet = part[0] in SIGNS and before >= 0 and not crossed & WALLED
            if may_meet and (crossed & QUOTED or stream[before][-1] + part[0] in MEETING):
                part = _meet(stream, before, at, crossed, in_quote, kept_out)
                if not part:
                    continue
            before, crossed = at, 0
    return _put_back(stream, kept_out) if kept_out else marks


def _put_back(stream: Stream, signs: list[tuple[int, str]]) -> list[int]:
    """Set the signs that stand before a closing quotation mark, but outside the formats that end there."""
    for place, sign in sorted(signs, key=lambda one: one[0], reverse=True):
        stream.insert(place, sign)
    return [at for at, part in enumerate(stream) if part.__class__ in WORDLESS]


def _meet(stream: Stream, before: int, at: int, crossed: int, in_quote: bool, kept_out: list[tuple[int, str]]) -> str:
    """Settle where the words at `before` touch those at `at`; returns what is left of the latter."""
    left, right = stream[before], stream[at]
    if crossed & QUOTED:
        return _meet_quote(stream, before, at, in_quote, kept_out)
    if right[0] == " ":
        both = left[-1] == " " and isinstance(left, Affix) and isinstance(right, Affix)
        return _replace(stream, at, right.lstrip(" ")) if both else right
    if len(right) == 1 and not isinstance(right, Affix) and not isinstance(left, Affix):
        return right
    pair = left[-1] + right[0]
    merged = COLLISIONS.get(pair)
    # Inside a format of its own, a sign only swallows its like, unless a group closes here (citeproc-js).
    if merged is None or (crossed & FORMATTED and pair[0] != pair[1] and not isinstance(right, Ending)):
        return right
    _replace(stream, before, left[:-1] + merged)
    return _replace(stream, at, right[1:])


def _meet_quote(stream: Stream, before: int, at: int, in_quote: bool, kept_out: list[tuple[int, str]]) -> str:
    """Signs move into the quotation marks, or out of them, as the locale says."""
    left, right = stream[before], stream[at]
    inner, sign = left[-1], right[0]
    if in_quote:
        if sign in MOVING_IN:
            rest = _replace(stream, at, right[1:])
            merged = COLLISIONS.get(inner + sign)
            place = next(n for n in range(before + 1, at) if type(stream[n]) is Quote)
            if merged is None and any(type(part) is Flip for part in stream[before:place]):
                # Formats of the words end before the sign, which is none of them.
                kept_out.append((place, sign))
            else:
                _replace(stream, before, left[:-1] + (merged or inner + sign))
            return rest
    elif inner in MOVING_OUT:
        _replace(stream, before, left[:-1])
        merged = COLLISIONS.get(inner + sign, inner + sign)
        return _replace(stream, at, merged + right[1:])
    return _replace(stream, at, right[1:]) if inner == sign and sign != " " else right


def _replace(stream: Stream, at: int, text: str) -> str:
    stream[at] = type(stream[at])(text)
    return text


# The marks that were set, the family of each, and what of it was on before.
Changes = tuple[tuple[str, str, str], ...]


class _Assembler:
    """Builds the final parts; knows the formats that are on and how deep the quotes are."""

    __slots__ = ("parts", "words", "formats", "stack", "quotes", "depth")

    def __init__(self, quotes: tuple[str, str, str, str]) -> None:
        self.parts: list[object] = []
        self.words = ""
        self.formats: dict[str, str] = {}
        self.stack: list[Changes] = []
        self.quotes, self.depth = quotes, 0

    def assemble(self, stream: Stream, marks: list[int]) -> tuple[object, ...]:
        """The parts of this stream, whose marks stand at these places."""
        start = 0
        for at in marks:
            mark = stream[at]
            kind = mark.__class__
            if at > start:
                self.words += "".join(stream[start:at])
            start = at + 1
            if kind is Quote:
                self._quote(mark)
                continue
            if kind in SILENT:
                continue
            if self.words:
                self.parts.append(self.words)
                self.words = ""
            if kind is Open or (kind is Flip and mark.opens):
                self.stack.append(self._open(mark.name, kind is Flip))
            elif self.stack:
                self._close(self.stack.pop())
        rest = self.words + "".join(stream[start:])
        return (*self.parts, rest) if rest else tuple(self.parts)

    def _quote(self, mark: Quote) -> None:
        if not mark.opens:
            self.depth = max(self.depth - 1, 0)
        place = (0 if mark.opens else 1) + (2 if self.depth % 2 else 0)
        self.words += self.quotes[place]
        if mark.opens:
            self.depth += 1

    def _open(self, name: str, flips: bool) -> Changes:
        family = FAMILIES.get(name)
        if family is None and name not in SPANS:
            self.parts.append(OPEN[name])
            return ((name, "", ""),)
        return tuple([self._set(mark, FAMILIES[mark]) for mark in self._wanted(name, family, flips)])

    def _set(self, mark: str, family: str) -> tuple[str, str, str]:
        before = self.formats.get(family, "")
        self.formats[family] = mark
        self.parts.append(OPEN[mark])
        return mark, family, before

    def _wanted(self, name: str, family: str | None, flips: bool) -> tuple[str, ...]:
        """The marks to set: none where nothing changes, the plain ones where a format turns round."""
        if family is not None:
            on = self.formats.get(family) or PLAIN[family]
            if on != name or name in ALWAYS_SAID:
                return (name,)
            return (PLAIN[family],) if flips else ()
        if name == "nodecor":
            return tuple(PLAIN[family] for family, on in self.formats.items() if on and on not in PLAIN_NAMES)
        return ()

    def _close(self, changes: Changes) -> None:
        for mark, family, previous in reversed(changes):
            if self.parts and self.parts[-1] is OPEN[mark]:
                self.parts.pop()
            else:
                self.parts.append(CLOSE[mark])
            if family:
                self.formats[family] = previous


__all__ = ["COLLISIONS", "Close", "finish", "settle"]
