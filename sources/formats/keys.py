"""Cite keys that a format can hold: ASCII, deterministic and unique within one file."""

import re
import unicodedata
from dataclasses import dataclass, field
from hashlib import sha256

from sources.reference import Reference

# What BibTeX, biber, RIS and XML ids all accept; a comma, brace, quote, hash, percent or space ends or breaks a key.
UNSAFE = re.compile(r"[^A-Za-z0-9:._/+-]+")


@dataclass(slots=True)
class Keys:
    """
    The keys given out in one file.

    A key that had to be changed ends in a digest of the whole one; the second of two equal keys ends in `-2`. Eight
    bytes of each key are remembered, which is all that a stream keeps.
    """

    seen: set[int] = field(default_factory=set)

    def key(self, reference: Reference) -> str:
        wanted = safe_key(reference.id) if reference.id else made_key(reference)
        key, count = wanted, 1
        while fingerprint(key) in self.seen:
            count += 1
            key = f"{wanted}-{count}"
        self.seen.add(fingerprint(key))
        return key


def safe_key(key: str) -> str:
    """The key itself if every format can hold it; otherwise what of it can be held, and a digest of it all."""
    if key and not UNSAFE.search(key):
        return key
    plain = unicodedata.normalize("NFKD", key).encode("ascii", "ignore").decode()
    return "-".join(part for part in (UNSAFE.sub("", plain), digest(key)) if part)


def made_key(reference: Reference) -> str:
    """A key for a reference that has none, from its first author, year and title."""
    names = next(iter(reference.names.values()), ())
    year = reference.dates["issued"].year if "issued" in reference.dates else None
    first = (names[0].family or names[0].literal) if names else ""
    return safe_key("".join([first, str(year or "")]) + f"-{digest(repr(reference.to_csl()))}")


def digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def fingerprint(key: str) -> int:
    # BibTeX compares keys without regard to case.
    return int.from_bytes(sha256(key.lower().encode()).digest()[:8])


def xml_id(key: str) -> str:
    """The key as an XML id, which holds no `:`, `/` or `+` and begins with a letter."""
    plain = re.sub(r"[^A-Za-z0-9._-]+", "_", key)
    plain = plain if plain[:1].isalpha() else f"k_{plain}"
    return plain if plain == key else f"{plain}-{digest(key)}"
