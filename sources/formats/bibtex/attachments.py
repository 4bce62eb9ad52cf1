"""The `file` field, in which JabRef and Zotero list what belongs to an entry."""

import re

PART = re.compile(r"((?:\\.|[^\\:])*+)(?::|$)", re.DOTALL)
FILE = re.compile(r"((?:\\.|[^\\;])*+)(?:;|$)", re.DOTALL)
ESCAPED = re.compile(r"\\([:;\\{}_])")


def read_files(text: str) -> list[dict[str, str]]:
    """Reads `description:path:type;…`, or plain paths, with colons and semicolons escaped."""
    pieces = [piece.strip() for piece in FILE.findall(text) if piece.strip()]
    return [attachment for piece in pieces if (attachment := read_file(piece))]


def read_file(text: str) -> dict[str, str]:
    parts = [ESCAPED.sub(r"\1", part) for part in PART.findall(text)]
    # A PDF of Windows (C:\x.pdf) and a bare path have no description.
    if len(parts) < 4 or len(parts[0]) == 1:
        return {"path": text}
    return {
        key: part for key, part in zip(("title", "path", "media-type"), (parts[0], *middle(parts)), strict=True) if part
    }


def middle(parts: list[str]) -> tuple[str, str]:
    """Path and type; PART finds an empty string at the end."""
    return ":".join(parts[1:-2]), parts[-2]
