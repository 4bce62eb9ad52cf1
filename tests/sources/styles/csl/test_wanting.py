"""Groups that wait for variables of which an item has none."""

import pytest

from .test_rules import cite

TITLED = {"title": "My Life"}
EDITED = {**TITLED, "editor": [{"family": "Trotsky", "given": "Leon"}]}
MACRO = '<macro name="place"><text variable="publisher-place"/></macro>'
EDITED_OR = '<names variable="author"><substitute><names variable="editor"/></substitute></names>'
SAID_OR = '<names variable="author"><substitute><text value="Anon"/></substitute></names>'


@pytest.mark.parametrize(
    ("body", "item", "said"),
    [
        ('<group><text value="in"/><text macro="place"/></group>', TITLED, ""),
        ('<group><text value="in"/><text macro="place"/></group>', {"publisher-place": "Paris"}, "inParis"),
        ('<group><text value="in"/><text variable="title" form="short"/></group>', {"title-short": "Life"}, "inLife"),
        (f'<group><text value="by "/>{EDITED_OR}</group>', EDITED, "by Leon Trotsky"),
        (f'<group><text value="by "/>{SAID_OR}</group>', TITLED, "by Anon"),
        ('<group><text value="no. "/><text variable="citation-number"/></group>', TITLED, "no. 1"),
        ('<group><group><text value="a"/></group><text variable="volume"/></group>', TITLED, "a"),
        (
            '<group><choose><if variable="volume"><text variable="volume"/></if>'
            '<else><text value="s.n."/></else></choose></group>',
            TITLED,
            "s.n.",
        ),
        (
            '<group><text value="x"/><choose><if variable="volume"><text variable="volume"/></if></choose></group>',
            TITLED,
            "x",
        ),
    ],
)
def test_group_is_silent_only_where_all_that_it_asks_for_is_missing(body, item, said) -> None:
    assert cite(body, item, macros=MACRO) == (said or "[CSL STYLE ERROR: reference with no printed form.]")
