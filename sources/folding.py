"""Folding: what titles and identifiers have in common, however they are written; plain Python."""

import re
from hashlib import sha256

from sources import marks, names

LONGEST = 200
TAG = re.compile(r"<[^<>]{0,80}>")
SUBTITLE = re.compile(r"\s*(?::|\. |[—–―：]|\s-\s)\s*")
ARTICLES = frozenset("the a an der die das le la les el los il lo un une".split())
DOI_PREFIX = re.compile(r"\A(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
# So short a main title names too many works; the subtitle goes with it then.
TELLING = 10


def words_of(text: str) -> list[str]:
    """Return the folded words of a text, without tags, signs and a leading article."""
    found = re.findall(r"\w+", names.folded(TAG.sub("", text)))
    return found[1:] if len(found) > 1 and found[0] in ARTICLES else found


def folded_title(title: str) -> str:
    """Return the whole title for comparing."""
    return " ".join(words_of(title))


def title_key(title: str) -> str:
    """Return what editions and spellings of one title share, by which they are looked up; at most 200 characters."""
    main = folded_title(SUBTITLE.split(title.strip(), maxsplit=1)[0])
    return (main if len(main) >= TELLING else folded_title(title))[:LONGEST].rstrip()


def folded_identifier(scheme: str, value: str) -> str:
    """Return an identifier as it is compared: a DOI without its address, an ISBN as 13 digits."""
    if scheme == "DOI":
        return DOI_PREFIX.sub("", value.strip()).casefold()
    if scheme == "ISBN":
        return isbn_13(re.sub(r"[^0-9Xx]", "", value))
    if scheme == "ISSN":
        return re.sub(r"[^0-9Xx]", "", value).upper()
    return " ".join(value.split()).casefold()


def isbn_13(digits: str) -> str:
    """Return an ISBN of ten digits as one of thirteen; anything else as it is."""
    if not re.fullmatch(r"[0-9]{9}[0-9Xx]", digits):
        return digits.upper()
    stem = f"978{digits[:9]}"
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(stem))
    return f"{stem}{-total % 10}"


def folded_words(words: str) -> str:
    """Return a key of quoted words that is the same whatever their marks, signs, case, width and spaces."""
    try:
        said = marks.parse(words).plain()
    except marks.WrongMark:
        said = words
    return sha256("".join(re.findall(r"\w+", names.folded(said))).encode()).hexdigest()
