"""A quotation as something to cite: its words, its speaker, where it stands, and its permanent address."""

from collections.abc import Mapping, Sequence

MAX_TITLE = 120


def quotation_item(
    words: str,
    address: str,
    speakers: Sequence[Mapping[str, object]] = (),
    *,
    quotation_id: str = "",
    language: str = "",
    issued: Mapping[str, object] | None = None,
    accessed: Mapping[str, object] | None = None,
    source_title: str = "",
    locator: str = "",
    archive_title: str = "",
    version: str = "",
) -> dict[str, object]:
    """A CSL-JSON item for a quotation: its words are the title, the archive is what holds it.

    `words` are plain text; long ones are cut at a word. `address` is the permanent one,
    `version` the number of the edition that was read, which some styles print.
    """
    item: dict[str, object] = {
        "id": quotation_id or address,
        "type": "webpage",
        "title": _shortened(_plain(words)),
        "author": [dict(speaker) for speaker in speakers],
        "URL": address,
        "language": language,
        "container-title": archive_title,
        "version": version,
        "note": "",
        "references": ", ".join(part for part in (source_title, locator) if part),
        "issued": dict(issued) if issued else None,
        "accessed": dict(accessed) if accessed else None,
    }
    return {key: value for key, value in item.items() if value}


def _plain(words: str) -> str:
    """The words without what CSL would read as markup."""
    return " ".join(words.replace("<", "‹").replace(">", "›").split())


def _shortened(words: str) -> str:
    if len(words) <= MAX_TITLE:
        return words
    cut = words[:MAX_TITLE]
    return (cut.rpartition(" ")[0] or cut).rstrip(",;:—–- ") + " …"
