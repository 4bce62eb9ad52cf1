"""One name on paper: order, particles, initials, the formatting of its parts."""

from dataclasses import dataclass

from .casing import change_case
from .dressing import Dress
from .initials import initialise, normalise_initials
from .markup import has_markup, read_markup
from .people import JOINING, Name

SHORT, INITIALS, FULL = 0, 1, 2
CACHE_LIMIT = 2000


@dataclass(frozen=True, slots=True)
class PartStyle:
    """What a `name-part` element asks for."""

    dress: Dress = Dress()
    case: str = ""

    def __bool__(self) -> bool:
        return bool(self.dress) or bool(self.case)


@dataclass(frozen=True, slots=True)
class NameForm:
    """How a names element writes each of its names."""

    form: str = "long"
    initialize: bool = True
    initialize_with: str | None = None
    keeps_hyphen: bool = True
    sort_separator: str = ", "
    demotes: bool = False
    family: PartStyle = PartStyle()
    given: PartStyle = PartStyle()
    parts_particles: bool = False

    @property
    def is_plain(self) -> bool:
        return not self.family and not self.given


Atoms = tuple[object, ...]
Pieces = list[tuple[str, str]]  # a part of the name (family, given or none) and its words


class NameWriter:
    """Writes names in one form, and remembers what it wrote."""

    __slots__ = ("form", "_known")

    def __init__(self, form: NameForm) -> None:
        self.form = form
        self._known: dict[tuple[Name, bool, int], Atoms] = {}

    def write(self, name: Name, inverted: bool, level: int) -> Atoms:
        key = (name, inverted, level)
        found = self._known.get(key)
        if found is None:
            if len(self._known) > CACHE_LIMIT:
                self._known.clear()
            found = self._known[key] = self._write(name, inverted, level)
        return found

    def _write(self, name: Name, inverted: bool, level: int) -> Atoms:
        if name.literal:
            return self._dressed([("family", name.literal)])
        if self.form.form == "short" and level == SHORT:
            return self._dressed(self._short(name, inverted))
        given = self._given(name, level)
        if not name.western:
            between = " " if name.spaced and given else ""
            return self._dressed([*_family(name), ("", between), ("given", given)])
        if inverted:
            return self._dressed(self._inverted(name, given))
        return self._dressed(_straight(name, given, self._suffix(name)))

    def _short(self, name: Name, inverted: bool) -> Pieces:
        if not (inverted and self.form.demotes and name.non_dropping and name.western):
            return _family(name, self.form.parts_particles)
        return [("family", name.family), ("", self.form.sort_separator), ("family", name.non_dropping)]

    def _suffix(self, name: Name) -> str:
        """The suffix, without its period where initials have none."""
        return name.suffix.replace(".", "") if self.form.initialize_with == "" else name.suffix

    def _given(self, name: Name, level: int) -> str:
        form = self.form
        given = name.given
        if form.initialize_with is None or level == FULL:
            return given
        if form.initialize:
            return initialise(given, form.initialize_with, form.keeps_hyphen)
        return normalise_initials(given, form.initialize_with)

    def _inverted(self, name: Name, given: str) -> Pieces:
        separator = self.form.sort_separator
        pieces = [("family", name.family)] if self.form.demotes else _family(name, self.form.parts_particles)
        rest = [("given", part) for part in (given, name.dropping) if part]
        if self.form.demotes and name.non_dropping:
            rest.append(("family", name.non_dropping))
        tail = _spaced(rest)
        if tail:
            pieces = [*pieces, ("", separator), *tail]
        if name.suffix:
            pieces = [*pieces, ("", separator), ("", self._suffix(name))]
        return pieces

    def _dressed(self, pieces: Pieces) -> Atoms:
        pieces = [(kind, text) for kind, text in pieces if text]
        if self.form.is_plain:
            return _rich("".join([text for _, text in pieces]))
        atoms: list[object] = []
        for kind, run in _runs(pieces):
            style = self._style(kind)
            worn = style.dress if style else Dress()
            content: list[object] = []
            for part, text in run:
                self._write_piece(part, text, content)
            Dress(worn.prefix, worn.suffix).put(content, atoms)
        return tuple(atoms)

    def _style(self, kind: str) -> PartStyle | None:
        return {"family": self.form.family, "given": self.form.given}.get(kind[:6].rstrip("+"))

    def _write_piece(self, kind: str, text: str, out: list[object]) -> None:
        style = self._style(kind)
        if not style or not text.strip():
            out += _rich(text)
            return
        Dress((), (), style.dress.opens, style.dress.closes).put(_rich(change_case(text, style.case)), out)


def _runs(pieces: Pieces) -> list[tuple[str, Pieces]]:
    """Pieces that share one pair of affixes: a name with its particle. A "+" joins a piece to its neighbour."""
    runs: list[tuple[str, Pieces]] = []
    for kind, text in pieces:
        if (runs and kind.endswith("+")) or (runs and runs[-1][1][-1][0].endswith("+") and kind):
            runs[-1][1].append((kind, text))
        else:
            runs.append((kind.rstrip("+"), [(kind, text)]))
    return runs


def _rich(text: str) -> Atoms:
    if has_markup(text):
        return read_markup(text)
    return (text,) if text else ()


def _family(name: Name, parts_particles: bool = False) -> Pieces:
    if not name.non_dropping:
        return [("family", name.family)]
    gap = " " if parts_particles else _gap(name.non_dropping)
    return [("family", name.non_dropping), ("+", gap), ("family", name.family)]


def _gap(particle: str) -> str:
    return "" if JOINING.search(particle) or particle[-1:].isspace() else " "


def _spaced(pieces: Pieces) -> Pieces:
    result: Pieces = []
    for piece in pieces:
        if result:
            result.append(("+", " "))
        result.append(piece)
    return result


def _straight(name: Name, given: str, suffix: str) -> Pieces:
    head = _spaced([("given", part) for part in (given, name.dropping) if part])
    family = _family(name)
    if head:
        gap = _gap(name.dropping) if name.dropping else " "
        if name.dropping and not gap:
            # An elided particle (d’) is written with the family name, inside its affixes.
            particle = head.pop()[1]
            head = head[:-1]
            family = [("family", particle + family[0][1]), *family[1:]]
            gap = " " if head else ""
        head.append(("", gap))
    pieces = [*head, *family]
    if suffix:
        pieces += [("", ", " if name.comma_suffix else " "), ("", suffix)]
    return pieces
