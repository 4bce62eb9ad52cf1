"""A broken or hostile style is refused with its line and a reason."""

import pytest

from sources.styles import csl

HEAD = '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">'
TAIL = '<citation><layout><text variable="title"/></layout></citation></style>'
BOOK = [{"id": "one", "type": "book", "title": "My Life"}]


def style(inside: str, layout: str = '<text variable="title"/>') -> str:
    return f"{HEAD}{inside}<citation><layout>{layout}</layout></citation></style>"


BOMB = (
    '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>'
    + style("", '<text value="&c;"/>')
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + style("", '<text value="x"/>&e;')
DEEP = style("", "<group>" * 100 + "</group>" * 100)
DEEPER = style("", "<group>" * 5000 + "</group>" * 5000)

REFUSED = {
    "an entity bomb": (BOMB, "document type"),
    "an outside entity": (OUTSIDE, "document type"),
    "deep nesting": (DEEP, "nested more than"),
    "nesting beyond the parser": (DEEPER, "epth"),
    "an unknown element": (style("", "<verse/>"), "<verse> is not allowed in <layout>"),
    "a rendering element out of place": (style("<text/>"), "<text> is not allowed in <style>"),
    "a missing macro": (style("", '<text macro="nowhere"/>'), "no macro is called 'nowhere'"),
    "a macro that calls itself": (style('<macro name="a"><text macro="a"/></macro>'), "calls itself"),
    "macros in a circle": (
        style('<macro name="a"><text macro="b"/></macro><macro name="b"><text macro="a"/></macro>'),
        "calls itself",
    ),
    "a macro twice": (style('<macro name="a"/><macro name="a"/>'), "there twice"),
    "a macro without a name": (style("<macro/>"), "without a name"),
    "no citation": (f"{HEAD}</style>", "no <citation>"),
    "no layout": (f"{HEAD}<citation/></style>", "no <layout>"),
    "a number that is none": (style("").replace("<citation>", '<citation et-al-min="many">'), "not a number"),
    "a text that says nothing": (style("", "<text/>"), "without variable"),
    "another root": ("<html/>", "the root is"),
    "no XML": ("Dear sir", "not well-formed"),
    "nothing": ("", "not well-formed"),
    "an unknown encoding": (b'<?xml version="1.0" encoding="klingon"?><style/>', "not well-formed"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_hostile_style_is_refused_with_its_reason(name: str) -> None:
    source, reason = REFUSED[name]
    with pytest.raises(csl.StyleError, match=".") as refused:
        csl.load_source(source).cite(BOOK)
    assert reason in str(refused.value)


def test_error_names_the_line() -> None:
    with pytest.raises(csl.StyleError) as refused:
        csl.load_source(f"{HEAD}\n\n<citation><layout>\n<verse/></layout></citation></style>")
    assert refused.value.line == 4


def test_huge_file_is_refused_before_it_is_parsed() -> None:
    huge = style("<!--" + "x" * 50_000_000 + "-->")
    with pytest.raises(csl.StyleError, match="bytes, more than"):
        csl.load_source(huge)


def test_macros_that_multiply_are_refused() -> None:
    macros = "".join(
        f'<macro name="m{at}"><text macro="m{at + 1}"/><text macro="m{at + 1}"/></macro>' for at in range(25)
    )
    with pytest.raises(csl.StyleError, match="visits more than"):
        csl.load_source(style(f'{macros}<macro name="m25"><text value="x"/></macro>', '<text macro="m0"/>'))


def test_long_chain_of_macros_is_refused() -> None:
    macros = "".join(f'<macro name="m{at}"><text macro="m{at + 1}"/></macro>' for at in range(2000))
    with pytest.raises(csl.StyleError, match="deep"):
        csl.load_source(style(f'{macros}<macro name="m2000"/>', '<text macro="m0"/>'))


def test_elements_of_other_namespaces_are_passed_over() -> None:
    source = style('<x:note xmlns:x="urn:x">ours</x:note>')
    assert csl.load_source(source).cite(BOOK).text() == "My Life"


def test_dependent_style_by_itself_names_its_parent() -> None:
    source = (
        f'{HEAD}<info><title>Child</title><link href="http://www.zotero.org/styles/apa" '
        'rel="independent-parent"/></info></style>'
    )
    with pytest.raises(csl.StyleError, match="dependent"):
        csl.load_source(source)
