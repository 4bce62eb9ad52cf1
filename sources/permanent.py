"""Permanent ids: eight characters that a person can copy from paper, the last of which checks the others.

The alphabet is Crockford's base32. The check is linear over the field of 32 elements, with a weight
of its own for each place, so it finds every single wrong character, every exchange of two characters
(neighbours or not), and every pair of equal characters mistaken for another pair.
"""

import secrets
import unicodedata
from collections.abc import Iterator

from sources.complaints import Complaint, Saying

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8
LONGEST = 64
POLYNOMIAL = 0b100101  # x⁵ + x² + 1, primitive: the powers of 2 are all 31 elements but zero

VALUES = {character: value for value, character in enumerate(ALPHABET)}
ALIKE = str.maketrans("OILАВСЕНКМОРТХ", "011ABCEHKM0PTX")  # the letters after L are Cyrillic
DASHES = frozenset("−ー_·・")  # what is typed for a dash and is not one to Unicode


class WrongId(Complaint):
    """A text that is no permanent id, with those that a single slip would explain."""

    def __init__(self, reason: Saying, near: tuple[str, ...] = ()) -> None:
        super().__init__(reason)
        self.near = near


def _times(a: int, b: int) -> int:
    """Multiply in the field of 32 elements."""
    product = 0
    for bit in range(5):
        if b >> bit & 1:
            product ^= a << bit
    for bit in range(8, 4, -1):
        if product >> bit & 1:
            product ^= POLYNOMIAL << (bit - 5)
    return product


def _weights() -> tuple[int, ...]:
    weights = [1]
    while len(weights) < LENGTH:
        weights.insert(0, _times(weights[0], 2))
    return tuple(weights)


WEIGHTS = _weights()  # the check character weighs 1
# What each character adds to the sum, place by place: a multiplication that is done once.
SHARES = tuple({character: _times(weight, value) for character, value in VALUES.items()} for weight in WEIGHTS)


def _sum(characters: str) -> int:
    total = 0
    for shares, character in zip(SHARES, characters, strict=False):
        total ^= shares[character]
    return total


def is_valid(characters: str) -> bool:
    """Are these eight characters of the alphabet, with the right check character?"""
    return len(characters) == LENGTH and set(characters) <= VALUES.keys() and _sum(characters) == 0


def with_check(payload: str) -> str:
    """Return seven characters with their check character."""
    return payload + ALPHABET[_sum(payload)]


def new_id() -> str:
    """Return a random id, one of 32⁷ (34 thousand million)."""
    return with_check("".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1)))


def shown(identifier: str) -> str:
    """Return an id as it is printed: K7M2-9XQ4."""
    return f"{identifier[:4]}-{identifier[4:]}"


def normalised(text: str) -> str:
    """Return the id that a person typed, whatever its case, dashes, spaces and look-alike letters.

    Raises WrongId, with the ids that are near, if it is none; it never guesses.
    """
    typed = _typed(text)
    if not typed:
        raise WrongId(Saying("no id is given"))
    if len(typed) != LENGTH:
        raise WrongId(
            Saying("an id has %(length)s characters, and this has %(count)s", length=LENGTH, count=len(typed)),
            near(text),
        )
    foreign = sorted(set(typed) - VALUES.keys())
    if foreign:
        raise WrongId(Saying("“%(character)s” is in no id", character=foreign[0]), near(text))
    if not is_valid(typed):
        raise WrongId(Saying("a character is wrong, or two have changed places"), near(text))
    return typed


def near(text: str) -> tuple[str, ...]:
    """Return the ids that a single slip explains.

    A slip is an exchange of neighbours, or one wrong, missing or additional character. The ids are at
    most 15, exchanges first, otherwise in the order of the place of the slip.
    """
    typed = _typed(text)
    slips = {LENGTH: (_exchanged, _replaced), LENGTH - 1: (_inserted,), LENGTH + 1: (_removed,)}
    found = (slip for mend in slips.get(len(typed), ()) for slip in mend(typed))
    return tuple(dict.fromkeys(identifier for identifier in found if identifier != typed and is_valid(identifier)))


def _typed(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text[:LONGEST]).upper().translate(ALIKE)
    return "".join(character for character in plain if not _is_filling(character))


def _is_filling(character: str) -> bool:
    return character in DASHES or unicodedata.category(character) in ("Pd", "Zs", "Zl", "Zp", "Cc", "Cf")


def _exchanged(typed: str) -> Iterator[str]:
    for place in range(len(typed) - 1):
        yield typed[:place] + typed[place + 1] + typed[place] + typed[place + 2 :]


def _replaced(typed: str) -> Iterator[str]:
    for place in range(len(typed)):
        yield from (typed[:place] + character + typed[place + 1 :] for character in ALPHABET)


def _inserted(typed: str) -> Iterator[str]:
    for place in range(len(typed) + 1):
        yield from (typed[:place] + character + typed[place:] for character in ALPHABET)


def _removed(typed: str) -> Iterator[str]:
    for place in range(len(typed)):
        yield typed[:place] + typed[place + 1 :]
