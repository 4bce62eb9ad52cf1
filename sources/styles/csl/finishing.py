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
SILENT = (Wall, Joint)
CROSSINGS = {Quote: QUOTED, Close: FORMATTED, Wall: WALLED}
SIGNS = frozenset(".,:;!? ")

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
PLAIN_NAMES = frozenset(PLAIN.values())
# The other plain formats are set only where there is something to undo (citeproc-js).
ALWAYS_SAID = frozenset({"no-underline", "baseline"})


def finish(stream: Stream, quotes: tuple[str, str, str, str], in_quote: bool) -> tuple[object, ...]:
    """Words and balanced marks. `quotes`: outer opening and closing, inner opening and closing."""
    settle(stream, in_quote)
    return _Assembler(quotes).assemble(stream)


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


def settle(stream: Stream, in_quote: bool) -> None:
    """Merge the signs that meet where two renderings touch."""
    before, crossed, at = -1, 0, -1
    while (at := at + 1) < len(stream):
        part = stream[at]
        if not isinstance(part, str):
            if part.__class__ is Joint:
                crossed &= ~FORMATTED
            elif part.__class__ is not Quote or not part.opens:
                crossed |= CROSSINGS.get(part.__class__, 0)
            continue
        if not part:
            continue
        if part[0] in SIGNS and before >= 0 and not crossed & WALLED:
            size = len(stream)
            part = _meet(stream, before, at, crossed, in_quote)
            at += len(stream) - size
            if not part:
                continue
        before, crossed = at, 0


def _meet(stream: Stream, before: int, at: int, crossed: int, in_quote: bool) -> str:
    """Settle where the words at `before` touch those at `at`; returns what is left of the latter."""
    left, right = stream[before], stream[at]
    if crossed & QUOTED:
        return _meet_quote(stream, before, at, in_quote)
    if right[0] == " ":
        both = isinstance(left, Affix) and isinstance(right, Affix) and left[-1] == " "
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


def _meet_quote(stream: Stream, before: int, at: int, in_quote: bool) -> str:
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
                stream.insert(place, sign)
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


class _Assembler:
    """Builds the final parts; knows the formats that are on and how deep the quotes are."""

    __slots__ = ("parts", "words", "formats", "stack", "quotes", "depth")

    def __init__(self, quotes: tuple[str, str, str, str]) -> None:
        self.parts: list[object] = []
        self.words: list[str] = []
        self.formats: dict[str, str] = {}
        self.stack: list[tuple[str, list[tuple[str, str]]]] = []
        self.quotes, self.depth = quotes, 0

    def assemble(self, stream: Stream) -> tuple[object, ...]:
        for part in stream:
            if isinstance(part, str):
                if part:
                    self.words.append(part)
            elif type(part) is Quote:
                self._quote(part)
            elif type(part) is Open or (type(part) is Flip and part.opens):
                self._open(part.name, type(part) is Flip)
            elif self.stack and type(part) not in SILENT:
                self._close()
        self._flush()
        return tuple(self.parts)

    def _flush(self) -> None:
        if self.words:
            self.parts.append("".join(self.words))
            self.words = []

    def _quote(self, mark: Quote) -> None:
        if not mark.opens:
            self.depth = max(self.depth - 1, 0)
        place = (0 if mark.opens else 1) + (2 if self.depth % 2 else 0)
        self.words.append(self.quotes[place])
        if mark.opens:
            self.depth += 1

    def _open(self, name: str, flips: bool) -> None:
        wanted = self._wanted(name, flips)
        self._flush()
        changed = []
        for mark in wanted:
            family = FAMILIES.get(mark, "")
            changed.append((mark, self.formats.get(family, "")))
            self.parts.append(OPEN[mark])
            if family:
                self.formats[family] = mark
        self.stack.append((name, changed))

    def _wanted(self, name: str, flips: bool) -> list[str]:
        """The marks to set: none where nothing changes, the plain ones where a format turns round."""
        if name == "nocase":
            return []
        if name == "nodecor":
            return [PLAIN[family] for family, on in self.formats.items() if on and on not in PLAIN_NAMES]
        family = FAMILIES.get(name)
        if family is None:
            return [name]
        on = self.formats.get(family) or PLAIN[family]
        if on == name and name not in ALWAYS_SAID:
            return [PLAIN[family]] if flips else []
        return [name]

    def _close(self) -> None:
        _, changed = self.stack.pop()
        self._flush()
        for mark, previous in reversed(changed):
            if self.parts and self.parts[-1] is OPEN[mark]:
                self.parts.pop()
            else:
                self.parts.append(CLOSE[mark])
            family = FAMILIES.get(mark)
            if family:
                self.formats[family] = previous


__all__ = ["COLLISIONS", "Close", "finish", "settle"]
