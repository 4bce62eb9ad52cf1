"""Names of people as CSL-JSON gives them: parts, particles and scripts."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

# Lower-case words at the head of a family name, or with an apostrophe or hyphen that joins them to it.
FAMILY_PARTICLE = re.compile(
    r"(?P<particle>(?:[^\W\d_A-Z][^\W\d_]*\.?\s+|['’]?[^\W\d_]{1,4}\.?\s+)*"
    r"(?:[^\W\d_]+\.?\s+|(?:[^\W\d_]\.)+\s+|['’][^\W\d_]+\s+|[^\W\d_]{1,4}['’]\s*|['’]?(?:al|el|as|ad|an|ar|at|az|es|s|t)-))"
    r"(?P<family>\S.*)\Z"
)
GIVEN_PARTICLE = re.compile(r"(?P<given>.*\S)\s+(?P<particle>(?:[^\W\d_]+\.?['’]?\s+)*['’]?[^\W\d_]+['’.]?)\Z")
JOINING = re.compile(r"['’\-\u2010]\Z")
WESTERN = re.compile(
    "[A-Za-z\u00aa-\u02af\u0300-\u052f\u0590-\u06ff\u0750-\u077f\u1e00-\u1fff\u2c60-\u2c7f\ua720-\ua7ff]"
)

STARTS_WESTERN = re.compile(f"&|{WESTERN.pattern}")


class Name(NamedTuple):
    """One name; `literal` stays whole. `western` names are written given name first."""

    family: str = ""
    given: str = ""
    dropping: str = ""
    non_dropping: str = ""
    suffix: str = ""
    comma_suffix: bool = False
    literal: str = ""
    western: bool = True
    spaced: bool = True

    @property
    def whole_family(self) -> str:
        return join_particle(self.non_dropping, self.family)


def join_particle(particle: str, rest: str) -> str:
    """A particle and what follows it, with a space unless the particle is joined by its last sign."""
    if not particle or not rest:
        return particle or rest
    return particle + rest if JOINING.search(particle) else f"{particle} {rest}"


def read_names(value: object) -> tuple[Name, ...]:
    """The names of a CSL-JSON field; what is no name is left out."""
    if isinstance(value, dict):
        value = [value]
    if isinstance(value, str):
        value = [{"literal": value}]
    if not isinstance(value, (list, tuple)):
        return ()
    return tuple([name for one in value if (name := read_name(one)) is not None])


def _field(source: dict[str, object], key: str) -> str:
    value = source.get(key)
    return value.strip() if isinstance(value, str) else "" if value is None else str(value)


def read_name(source: object) -> Name | None:
    if source.__class__ is dict and len(source) == 2:
        # Most names are a family name and a given name, and nothing else.
        family, given = source.get("family"), source.get("given")
        if family.__class__ is str and given.__class__ is str and (family := family.strip()) and given.strip():
            return _parts(family, given.strip())
    if isinstance(source, str):
        source = {"literal": source}
    if not isinstance(source, dict):
        return None
    literal = _field(source, "literal")
    family, given = _field(source, "family"), _field(source, "given")
    if not literal and source.get("isInstitution"):
        literal = family
    if literal and not (family and given):
        return Name(literal=literal)
    if not family and not given:
        return None
    if not family:
        return Name(literal=given)
    return _person(source, family, given)


def _person(source: dict[str, object], family: str, given: str) -> Name:
    if len(source) == 2:
        return _parts(family, given)
    return _parts(
        family,
        given,
        _field(source, "dropping-particle"),
        _field(source, "non-dropping-particle"),
        _field(source, "suffix"),
        bool(source.get("comma-suffix")),
        bool(source.get("static-ordering")),
        bool(source.get("parse-names", True)),
    )


@lru_cache(maxsize=4096)
def _parts(
    family: str,
    given: str,
    dropping: str = "",
    non_dropping: str = "",
    suffix: str = "",
    comma: bool = False,
    is_static: bool = False,
    parses: bool = True,
) -> Name:
    if parses:
        if not non_dropping and given:
            non_dropping, family = split_family(family)
        if not suffix:
            given, suffix, forced = split_suffix(given)
            comma = comma or forced
        if not dropping:
            given, dropping = split_given(given)
    family = _unquote(family)
    western, spaced = _script(family, given, is_static)
    return Name(family, given, dropping, non_dropping, suffix, comma, "", western, spaced)


def _unquote(text: str) -> str:
    """Quotation marks around a family name keep its particle from being read (citeproc-js)."""
    if len(text) > 1 and text[0] == text[-1] == '"':
        return text[1:-1]
    return text


def split_family(family: str) -> tuple[str, str]:
    if family[:1].isupper():
        return "", family
    found = FAMILY_PARTICLE.match(family)
    if not found or family.startswith('"'):
        return "", family
    particle = found["particle"]
    words = particle.split()
    if not all(_is_particle(word) for word in words):
        return _split_leading(family)
    # An elided particle that is written apart ("de' Frinkle") keeps its space.
    apart = particle if JOINING.search(particle.strip()) and particle[-1:].isspace() else particle.strip()
    return apart, found["family"]


def _split_leading(family: str) -> tuple[str, str]:
    """The lower-case words at the head only: "van der Meer de Walcheren" keeps its second part."""
    words = family.split(" ")
    count = 0
    while count < len(words) - 1 and _is_particle(words[count]):
        count += 1
    return " ".join(words[:count]), " ".join(words[count:])


def _is_particle(word: str) -> bool:
    return word.islower()


def split_given(given: str) -> tuple[str, str]:
    """The given name without the lower-case words at its end, and these words."""
    words = given.split(" ")
    if len(words) == 1 or words[-1][:1].isupper() or not GIVEN_PARTICLE.match(given):
        return given, ""
    count = len(words)
    while count > 1 and _is_particle(words[count - 1]) and words[count - 1].rstrip(".") not in ("jr", "sr"):
        count -= 1
    return " ".join(words[:count]).strip(), " ".join(words[count:]).strip()


def split_suffix(given: str) -> tuple[str, str, bool]:
    """A suffix after a comma ("John, Jr." or "John,! Jr."): given name, suffix, keeps its comma."""
    head, comma, tail = given.partition(",")
    if not comma or not tail.strip():
        return given, "", False
    forced = tail.startswith("!")
    suffix = tail.lstrip("!").strip()
    return head.strip(), suffix, forced or (suffix.lower().rstrip(".") in ("jr", "sr") and forced)


def _script(family: str, given: str, static: bool) -> tuple[bool, bool]:
    """Whether the name is written given name first, by the script of the family name, and whether a space parts it."""
    if WESTERN.search(family):
        return not static, True
    return False, bool(STARTS_WESTERN.match(given))


def fold(text: str) -> str:
    """Letters without accents and case, for comparing."""
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).casefold()
