"""Accepting: which of the media types that are offered a client wants most (RFC 9110, section 12.5.1)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.http.request import MediaType

LONGEST = 4096  # characters of an Accept header that are read
MOST_RANGES = 64


@dataclass(frozen=True)
class Chosen:
    """The media type that a client wants most, and the parameters that it wrote beside it."""

    media_type: str
    parameters: Mapping[str, str] = field(default_factory=dict)


def ranges_of(header: str) -> list[MediaType]:
    """Return the media ranges of an Accept header; what cannot be read is passed over.

    Where nothing is left, anything is welcome, as if the header were not there.
    """
    tokens = header[:LONGEST].split(",")[:MOST_RANGES]
    return list(_readable(tokens)) or [MediaType("*/*")]


def _readable(tokens: Sequence[str]) -> Iterator[MediaType]:
    for token in tokens:
        try:
            found = MediaType(token)
        except (ValueError, TypeError, LookupError, AttributeError):  # such as an unknown charset of RFC 2231
            continue
        is_named = found.main_type and found.sub_type and "/" not in found.sub_type
        is_range = is_named and (found.main_type != "*" or found.sub_type == "*")
        if is_range and 0 <= found.quality <= 1:  # "nan" is a number to Python
            yield found


def preferred(header: str, offered: Sequence[str]) -> Chosen | None:
    """Return which of the offered types is wanted most; None where none is acceptable.

    The quality of a type is that of the most specific range that it falls in, so `text/html;q=0, */*`
    wants anything but HTML. Among equals the one that is named comes before one that falls in a
    wildcard, then what the client names first, then what is offered first. Parameters of a range are
    wishes, never conditions.
    """
    ranges = ranges_of(header)
    ranked = []
    for place, media_type in enumerate(offered):
        matching = [(at, one) for at, one in enumerate(ranges) if _falls_in(media_type, one)]
        if not matching:
            continue
        at, best = max(matching, key=lambda found: (_closeness(found[1]), found[1].quality, -found[0]))
        if best.quality > 0:
            ranked.append(((best.quality, _closeness(best), -at, -place), Chosen(media_type, best.range_params)))
    return max(ranked, key=lambda found: found[0])[1] if ranked else None


def wants_before_all(header: str, media_type: str) -> bool:
    """Return whether a client wants this type most, whatever else may be offered beside it."""
    ranges = ranges_of(header)
    others = [f"{one.main_type}/{one.sub_type}".replace("*", "x-any") for one in ranges]
    chosen = preferred(header, [media_type, *others])
    return chosen is not None and chosen.media_type == media_type


def _falls_in(media_type: str, wanted: MediaType) -> bool:
    main_type, _slash, sub_type = media_type.partition("/")
    return wanted.main_type in ("*", main_type) and wanted.sub_type in ("*", sub_type)


def _closeness(wanted: MediaType) -> int:
    """Return how close a range comes to naming a type: 2 by its name, 1 by its main type, 0 not at all."""
    return (wanted.main_type != "*") + (wanted.sub_type != "*")
