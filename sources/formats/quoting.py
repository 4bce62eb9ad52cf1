"""A quotation as a note: labelled lines that a person can read and a reader of ours can take back."""

import re
from dataclasses import replace

from sources.reference import Name, Quotation, Reference

LABELS = {
    "Speaker": "speaker",
    "Standing": "standing",
    "Said": "said",
    "Locator": "locator",
    "Address": "address",
    "Edition": "edition",
}
QUOTED = re.compile(r"^Quotation(?: \((?P<language>[^)\s]*)\))?: ")
TRANSLATED = re.compile(r"^Translation(?: \((?P<language>[^)\s]*)\))?: ")


def quotation_lines(quotation: Quotation | None) -> list[str]:
    """The words, who says them, where they stand and where they are kept: one labelled line each."""
    if not quotation:
        return []
    speaker = inverted(quotation.speaker) if quotation.speaker else ""
    return [
        *labelled("Quotation", quotation.words, quotation.language),
        *labelled("Translation", quotation.translation, quotation.translation_language),
        *labelled("Speaker", speaker),
        *labelled("Standing", quotation.standing),
        *labelled("Said", " ".join(filter(None, (quotation.said, bracketed(quotation.calendar))))),
        *labelled("Locator", " ".join(filter(None, (quotation.locator_label, quotation.locator)))),
        *labelled("Address", quotation.address),
        *labelled("Edition", " ".join(filter(None, (quotation.edition, bracketed(quotation.edition_date))))),
    ]


def quotation_note(quotation: Quotation | None) -> str:
    return "\n".join(quotation_lines(quotation))


def labelled(label: str, value: str, language: str = "") -> list[str]:
    if not value:
        return []
    # A line feed inside the words would begin a new field of the note.
    value = " ".join(value.split("\n")) if label not in ("Quotation", "Translation") else value.replace("\n", " / ")
    return [f"{label} ({language}): {value}" if language else f"{label}: {value}"]


def bracketed(text: str) -> str:
    return f"({text})" if text else ""


def quotation_from_note(note: str) -> Quotation | None:
    """What `quotation_note` wrote, taken back; None if this note is no quotation."""
    if not QUOTED.match(note):
        return None
    said: dict[str, str] = {}
    for line in note.splitlines():
        said |= read_line(line)
    return Quotation(**divide(said))


def read_line(line: str) -> dict[str, str]:
    for pattern, words, language in (
        (QUOTED, "words", "language"),
        (TRANSLATED, "translation", "translation_language"),
    ):
        if found := pattern.match(line):
            return {words: line[found.end() :], language: found["language"] or ""}
    label, mark, value = line.partition(": ")
    return {LABELS[label]: value} if mark and label in LABELS else {}


def divide(said: dict[str, str]) -> dict[str, str | Name]:
    """Parts the fields that share a line: label and locator, edition and its date, the day and its calendar."""
    parts: dict[str, str | Name] = dict(said)
    if "speaker" in said:
        parts["speaker"] = divided(said["speaker"])
    for field, bracket in (("edition", "edition_date"), ("said", "calendar")):
        if field in said:
            parts[field], parts[bracket] = unbracketed(said[field])
    label, space, locator = said.get("locator", "").partition(" ")
    if space and label.isalpha():
        parts |= {"locator_label": label, "locator": locator}
    return parts


def unbracketed(text: str) -> tuple[str, str]:
    before, mark, inside = text.rpartition("(")
    return (before.strip(), inside.removesuffix(")")) if mark and text.endswith(")") else (text, "")


def inverted(name: Name) -> str:
    """`Family, Given`; in braces if the name has a comma that divides nothing."""
    if name.literal:
        return f"{{{name.literal}}}" if "," in name.literal else name.literal
    family = " ".join(filter(None, (name.dropping_particle, name.non_dropping_particle, name.family)))
    return ", ".join([family, name.given, *([name.suffix] if name.suffix else [])])


def divided(text: str) -> Name:
    """A name as `inverted` wrote it."""
    family, *rest = text.split(", ")
    if text.startswith("{") or not rest:
        return Name(literal=text.removeprefix("{").removesuffix("}"))
    return Name(family=family, given=rest[0].strip(), suffix=", ".join(rest[1:]))


def with_quotation_of_notes(reference: Reference) -> Reference:
    """The reference with a quotation that stands in one of its notes put back into its place."""
    for note in reference.notes:
        if quotation := quotation_from_note(note):
            notes = tuple(other for other in reference.notes if other is not note)
            return replace(reference, notes=notes, quotation=quotation)
    return reference
