"""Commands that Zotero understands as well as TeX does."""

from sources.formats.bibtex.escaping import rich


def test_italics_are_textit_which_zotero_knows() -> None:
    assert rich("On <i>Pravda</i>") == r"On \textit{Pravda}"
