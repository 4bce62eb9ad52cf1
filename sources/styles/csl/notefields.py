"""Variables that a reader has written into the note field, as Zotero's users do ("genre: Review")."""

import re
from collections.abc import Mapping

LINE = re.compile(r"(?P<key>[-_a-z]+|[A-Z]+): *(?P<value>\S.*)\Z")
BRACED = re.compile(r"\{:(?P<key>[-_a-z]+|[A-Z]+): *(?P<value>[^{}]*)\}")
NAME_PARTS = re.compile(r"\s*\|\|\s*")


def read_note(note: str, name_variables: frozenset[str], known: Mapping[str, object]) -> dict[str, object]:
    """The variables at the head of a note that the item does not have itself; `type` is always taken."""
    found: dict[str, object] = {}
    for number, line in enumerate(BRACED.sub(r"\n\g<key>: \g<value>\n", note).split("\n")):
        match = LINE.match(line.strip())
        if not match:
            if number and line.strip():
                break
            continue
        key, value = match["key"], match["value"].strip()
        if key in name_variables and key not in known:
            found.setdefault(key, []).append(_read_name(value))
        elif key == "type" or not known.get(key):
            found[key] = value
    return found


def _read_name(value: str) -> dict[str, str]:
    parts = NAME_PARTS.split(value)
    return {"family": parts[0], "given": parts[1]} if len(parts) == 2 else {"literal": parts[0]}
