"""Nothing in the words is markup, in any back end."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.richtext import CLOSE, OPEN, RichText, link

MY_LIFE = RichText((OPEN["italic"], "My Life", CLOSE["italic"], ", p. 366"))

WRITTEN = {
    "html": "<i>My Life</i>, p. 366",
    "text": "My Life, p. 366",
    "markdown": "*My Life*, p. 366",
    "rtf": r"{\i My Life}, p. 366",
}


@pytest.mark.parametrize("form", WRITTEN)
def test_italics_are_written_in_each_form(form: str) -> None:
    assert getattr(MY_LIFE, form)() == WRITTEN[form]


def test_html_of_words_is_escaped() -> None:
    assert RichText(("<script>&",)).html() == "&#60;script&#62;&#38;"


def test_markdown_of_words_is_escaped() -> None:
    assert RichText(("*a* [b](c) <i>",)).markdown() == r"\*a\* \[b\](c) \<i\>"


@pytest.mark.parametrize("words", ["1918. The year", "- a dash", "+ plus", "# heading"])
def test_markdown_line_never_begins_a_block(words: str) -> None:
    assert "\\" in RichText((words,)).markdown()


def test_rtf_of_words_is_escaped() -> None:
    assert RichText(("{\\b Я}",)).rtf() == "\\{\\\\b \\uc0\\u1071 \\}"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//host", "ftp://host/x", "http://["])
def test_link_goes_to_web_addresses_only(address: str) -> None:
    assert RichText(link(address, "here")).html() == "here"


def test_link_is_written_as_html_and_markdown() -> None:
    text = RichText(link('https://example.org/?a="b"', "here"))
    assert text.html() == '<a href="https://example.org/?a=&quot;b&quot;">here</a>'
    assert text.markdown() == '[here](<https://example.org/?a="b">)'


@given(st.text())
def test_no_words_make_a_tag(words: str) -> None:
    assert not re.search("[<>]", RichText((words,)).html())


@given(st.text())
def test_rtf_stays_ascii_and_balanced(words: str) -> None:
    made = RichText((OPEN["bold"], words, CLOSE["bold"])).rtf()
    assert made.isascii()
    bare = re.sub(r"\\[\\{}]", "", made)
    assert bare.count("{") == bare.count("}") == 1
