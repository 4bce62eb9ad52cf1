"""Whatever comes in, only the processor's own errors come out."""

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sources.styles import csl

from .strategies import CITES, ITEMS, STYLES

# More for a long search: CSL_EXAMPLES=5000.
EXAMPLES = int(os.environ.get("CSL_EXAMPLES", "40"))
SLOW = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("style_id", ["apa", "chicago-notes-bibliography", "gost-r-7-0-5-2008", "sist02"])
@given(items=st.lists(ITEMS, max_size=4), cites=st.lists(CITES, max_size=3))
@settings(max_examples=EXAMPLES // 3, deadline=None, suppress_health_check=list(HealthCheck))
def test_random_items_render_or_are_refused(style_id: str, items: list, cites: list) -> None:
    style = csl.load(style_id)
    known = {item["id"] for item in items}
    cites = [cite for cite in cites if cite["id"] in known]
    try:
        bibliography = style.bibliography(items)
        cite = style.cite(items, cites)
    except csl.CitationError:
        return
    assert {entry.id for entry in bibliography} <= known
    assert isinstance(cite.html() + cite.markdown() + cite.rtf() + cite.text(), str)


@given(source=STYLES, items=st.lists(ITEMS, min_size=1, max_size=4), cites=st.lists(CITES, max_size=3))
@SLOW
def test_random_styles_render_or_are_refused(source: str, items: list, cites: list) -> None:
    style = csl.load_source(source)
    known = {item["id"] for item in items}
    cites = [cite for cite in cites if cite["id"] in known]
    try:
        made = style.bibliography(items)
        cite = style.cite(items, cites)
    except csl.CitationError:
        return
    assert made.html().count("<div") == made.html().count("</div>")
    assert cite.html().count("<i>") == cite.html().count("</i>")


@given(source=st.one_of(st.text(max_size=200), st.binary(max_size=200)))
@SLOW
def test_random_text_is_no_style(source: str | bytes) -> None:
    with pytest.raises(csl.StyleError):
        csl.load_source(source)


@given(
    source=st.recursive(
        st.one_of(st.none(), st.integers(), st.text(max_size=5)),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    )
)
@SLOW
def test_random_json_is_items_or_refused(source: object) -> None:
    style = csl.load("ieee")
    try:
        items = csl.read_items(source)
    except csl.ItemError:
        return
    assert len(style.bibliography(items).entries) <= len(items)
