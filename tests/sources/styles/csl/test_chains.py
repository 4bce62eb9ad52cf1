"""An attestation chain is one citation, and a quotation can be cited itself."""

import pytest

from sources.styles import csl

MY_LIFE = {
    "id": "my-life",
    "type": "book",
    "title": "My Life",
    "author": [{"family": "Trotsky", "given": "Leon"}],
    "issued": {"date-parts": [[1930]]},
    "publisher": "Scribner",
}
ARTICLE = {
    "id": "article",
    "type": "article-journal",
    "title": "Intervention",
    "author": [{"family": "Khandorin", "given": "Vladimir"}],
    "container-title": "History",
    "issued": {"date-parts": [[2011]]},
}

CHAINS = {
    ("apa", "en-US"): "(Trotsky, 1930, p. 366, as quoted in Khandorin, 2011)",
    ("modern-language-association", "en-US"): "(Trotsky 366, as quoted in Khandorin)",
    ("chicago-author-date", "en-US"): "(Trotsky 1930, 366, as quoted in Khandorin 2011)",
    ("gost-r-7-0-5-2008", "ru-RU"): "[Trotsky, 1930, с. 366, цит. по: Khandorin, 2011]",
}


@pytest.mark.parametrize(("style_id", "locale"), CHAINS)
def test_chain_is_one_citation_in_the_terms_of_the_style(style_id: str, locale: str) -> None:
    style = csl.load(style_id, locale=locale)
    chain = csl.cite_chain(style, [csl.Link(MY_LIFE, "366"), csl.Link(ARTICLE)])
    assert chain.text.text() == CHAINS[style_id, locale]


def test_chain_lists_every_witness() -> None:
    chain = csl.cite_chain(csl.load("apa"), [csl.Link(MY_LIFE, "366"), csl.Link(ARTICLE)])
    assert {entry.id for entry in chain.bibliography} == {"my-life", "article"}


def test_quotation_is_cited_by_words_speaker_and_address() -> None:
    item = csl.quotation_item(
        "We are in a  <b>fortress</b>",
        "https://quotes.example/q/K7M2-9XQ4/v3",
        MY_LIFE["author"],
        issued={"date-parts": [[1918]]},
        archive_title="Testimonia",
    )
    entry = csl.load("apa").bibliography([item]).entries[0]
    assert "https://quotes.example/q/K7M2-9XQ4/v3" in entry.text()
    assert "<b>" not in entry.html()


def test_style_with_a_place_for_it_names_the_edition() -> None:
    item = csl.quotation_item("We are in a fortress", "https://quotes.example/q/K7M2-9XQ4/v3", version="3")
    assert "Version 3" in csl.load("modern-language-association").bibliography([item]).entries[0].text()


def test_long_quotation_is_cut_at_a_word() -> None:
    item = csl.quotation_item("word " * 100, "https://quotes.example/q/1")
    assert item["title"].endswith("word …") and len(item["title"]) < 125
