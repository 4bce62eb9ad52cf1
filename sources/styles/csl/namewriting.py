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
    dress: Dress = Dress()
    particle_space: str = " "

    @property
    def is_plain(self) -> bool:
        return not self.family and not self.given


Atoms = tuple[object, ...]
Pieces = list[tuple[str, str]]  # a part of the name (family, given or none) and its words


class NameWriter:
    """Writes names in one form, and remembers what it wrote."""

    __slots__ = ("form", "_known", "_is_plain")

    def __init__(self, form: NameForm) -> None:
        self.form, self._is_plain = form, form.is_plain
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
            return self._literal(name.literal)
        if not self.form.dress:
            return self._written(name, inverted, level)
        atoms: list[object] = []
        self.form.dress.put(self._written(name, inverted, level), atoms)
        return tuple(atoms)

    def _literal(self, text: str) -> Atoms:
        """An organisation has the formats of a name and of a family name, without their affixes (citeproc-js)."""
        family = self.form.family
        atoms: list[object] = [*family.dress.opens, *self.form.dress.opens, *_rich(change_case(text, family.case))]
        return (*atoms, *self.form.dress.closes, *family.dress.closes)

    def _written(self, name: Name, inverted: bool, level: int) -> Atoms:
        if self.form.form == "short" and level == SHORT:
            return self._dressed(self._short(name, inverted))
        given = self._given(name, level)
        if not name.western:
            between = " " if name.spaced and given else ""
            return self._dressed([*self._family(name), ("", between), ("given", given)])
        if self._is_plain and given and not (name.dropping or name.non_dropping or name.suffix):
            return _rich(f"{name.family}{self.form.sort_separator}{given}" if inverted else f"{given} {name.family}")
        if inverted:
            return self._dressed(self._inverted(name, given))
        return self._dressed(self._straight(name, given))

    def _short(self, name: Name, inverted: bool) -> Pieces:
        if not (inverted and self.form.demotes and name.non_dropping and name.western):
            return self._family(name)
        return [("family", name.family), ("", self.form.sort_separator), ("family", name.non_dropping)]

    def _suffix(self, name: Name) -> str:
        """The suffix; an abbreviation takes the mark of initials (citeproc-js)."""
        mark = self.form.initialize_with
        return name.suffix if mark is None or not name.suffix else normalise_initials(name.suffix, mark)

    def _given(self, name: Name, level: int) -> str:
        form = self.form
        given = name.given
        if level == INITIALS and form.initialize_with is None and form.form == "short":
            return initialise(given, "", form.keeps_hyphen)
        if form.initialize_with is None or level == FULL:
            return given
        if form.initialize:
            return initialise(given, form.initialize_with, form.keeps_hyphen)
        return normalise_initials(given, form.initialize_with)

    def _inverted(self, name: Name, given: str) -> Pieces:
        separator = self.form.sort_separator
        pieces = [("family", name.family)] if self.form.demotes else self._family(name)
        rest = [("given", part) for part in (given, name.dropping) if part]
        if self.form.demotes and name.non_dropping:
            rest.append(("family", name.non_dropping))
        tail = _spaced(rest)
        if tail:
            pieces = [*pieces, ("", separator), *tail]
        if name.suffix:
            pieces = [*pieces, ("", separator), ("", self._suffix(name))]
        return pieces

    def _straight(self, name: Name, given: str) -> Pieces:
        head = _spaced([("given", part) for part in (given, name.dropping) if part])
        family = self._family(name)
        if head:
            gap = self._gap(name.dropping) if name.dropping else " "
            if name.dropping and not gap:
                # An elided particle (d’) is written with the family name, inside its affixes.
                particle = head.pop()[1]
                head = head[:-1]
                family = [("family", particle + family[0][1]), *family[1:]]
                gap = " " if head else ""
            head.append(("", gap))
        pieces = [*head, *family]
        if name.suffix:
            pieces += [("", ", " if name.comma_suffix else " "), ("", self._suffix(name))]
        return pieces

    def _family(self, name: Name) -> Pieces:
        if not name.non_dropping:
            return [("family", name.family)]
        gap = " " if self.form.parts_particles else self._gap(name.non_dropping)
        return [("family", name.non_dropping), ("+", gap), ("family", name.family)]

    def _gap(self, particle: str) -> str:
        return "" if JOINING.search(particle) or particle[-1:].isspace() else self.form.particle_space

    def _dressed(self, pieces: Pieces) -> Atoms:
        pieces = [(kind, text) for kind, text in pieces if text]
        if self._is_plain:
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


def _spaced(pieces: Pieces) -> Pieces:
    result: Pieces = []
    for piece in pieces:
        if result:
            result.append(("+", " "))
        result.append(piece)
    return result
