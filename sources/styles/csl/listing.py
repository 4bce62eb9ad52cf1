"""Lists of names: delimiters, and, et al."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from .dressing import Dress, read_dress
from .locales import Locale
from .markup import has_markup, read_markup
from .people import Name
from .reading import Element
from .streams import Affix, Stream


class NameList(NamedTuple):
    """The names to write, as atoms, out of how many; and the atoms of the last one, for `et-al-use-last`."""

    kept: tuple[Name, ...]
    atoms: list[tuple[object, ...]]
    total: int
    last_atoms: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class EtAl:
    """The term that stands for the names left out, and its dress."""

    words: tuple[object, ...] = ()
    dress: Dress = Dress()


@dataclass(frozen=True, slots=True)
class ListForm:
    """How a names element joins its names."""

    delimiter: str
    joint: str
    before_last: str
    before_et_al: str
    order: str
    et_al: EtAl
    least: int
    first: int
    subsequent_least: int
    subsequent_first: int
    uses_last: bool

    def shown(self, total: int, subsequent: bool, limits: tuple[int, int, bool] | None = None) -> int:
        """How many of so many names are written."""
        least, first = (self.subsequent_least, self.subsequent_first) if subsequent else (self.least, self.first)
        if limits is not None:
            least, first = limits[:2]
        return min(first, total) if least and first >= 0 and total >= least else total

    def inverts(self, at: int) -> bool:
        return self.order == "all" or (self.order == "first" and at == 0)

    def write(self, names: NameList, out: Stream) -> list[tuple[int, int]]:
        """Write the list; returns where each name stands in the stream."""
        spans: list[tuple[int, int]] = []
        count = len(names.atoms)
        abbreviated = count < names.total
        for at, atoms in enumerate(names.atoms):
            if at:
                last = at == count - 1 and not abbreviated
                out += self._between(names, at) if last else (Affix(self.delimiter),)
            start = len(out)
            out += atoms
            spans.append((start, len(out)))
        if abbreviated:
            self._write_rest(names, out)
        return spans

    def _is_inverted(self, names: NameList, at: int) -> bool:
        name = names.kept[at]
        return self.inverts(at) and name.western and not name.literal

    def _between(self, names: NameList, at: int) -> tuple[object, ...]:
        """What stands before the last name."""
        if not self.joint:
            return (Affix(self.delimiter),)
        rule = self.before_last
        if names.kept[at].literal and rule in ("always", "never"):
            # Before an organisation the delimiter depends on the number of names alone (citeproc-js).
            rule = "contextual"
        delimited = _applies(rule, at > 1, self._is_inverted(names, at - 1))
        # A term that ends in a punctuation space is a prefix, as the Hebrew "and" is.
        gap = "" if self.joint[:1].isspace() or self.joint[-1:] == "\u2008" else " "
        return (Affix(f"{self.delimiter if delimited else gap}{self.joint}"),)

    def _write_rest(self, names: NameList, out: Stream) -> None:
        count = len(names.atoms)
        if self.uses_last and names.total >= count + 2 and count:
            out += (Affix(self.delimiter), "… ")
            out += names.last_atoms
            return
        if not self.et_al.words or not count:
            return
        delimited = _applies(self.before_et_al, count > 1, self._is_inverted(names, count - 1))
        out.append(Affix(self.delimiter if delimited else self._gap()))
        self.et_al.dress.put(self.et_al.words, out)

    def _gap(self) -> str:
        first = self.et_al.words[0]
        return "" if isinstance(first, str) and (first[:1].isspace() or first[:1] > "\u2e80") else " "


def _applies(rule: str, in_context: bool, after_inverted: bool) -> bool:
    if rule == "always":
        return True
    if rule == "never":
        return False
    return after_inverted if rule == "after-inverted-name" else in_context


def list_form(attributes: Mapping[str, str], et_al: Element | None, locale: Locale) -> ListForm:
    least, first = _number(attributes, "et-al-min"), _number(attributes, "et-al-use-first", -1)
    return ListForm(
        attributes.get("delimiter", ", "),
        _joint(attributes.get("and", ""), locale),
        attributes.get("delimiter-precedes-last", "contextual"),
        attributes.get("delimiter-precedes-et-al", "contextual"),
        attributes.get("name-as-sort-order", ""),
        _read_et_al(et_al, locale),
        least,
        first,
        _number(attributes, "et-al-subsequent-min", least),
        _number(attributes, "et-al-subsequent-use-first", first),
        attributes.get("et-al-use-last") == "true",
    )


def _number(attributes: Mapping[str, str], key: str, default: int = 0) -> int:
    value = attributes.get(key, "").strip()
    return int(value) if value.isdigit() and len(value) < 7 else default


def _joint(kind: str, locale: Locale) -> str:
    if kind not in ("text", "symbol"):
        return ""
    words = locale.words("and", "long" if kind == "text" else "symbol") or ("&" if kind == "symbol" else "")
    return f"{words} " if words and not words[-1].isspace() else words


def _read_et_al(element: Element | None, locale: Locale) -> EtAl:
    name = element.get("term", "et-al") if element is not None else "et-al"
    words = locale.words(name)
    worn = read_dress(element.attrib) if element is not None else Dress()
    if not words:
        return EtAl((), worn)
    return EtAl(read_markup(words) if has_markup(words) else (words,), worn)
