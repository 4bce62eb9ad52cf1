"""A citation leads from the origin to the witness in hand."""

from archive.quotations.citing import reference_of
from archive.quotations.models import Quotation
from sources.formats import format_named
from sources.models import Agent, Source
from sources.styles import STYLES
from tests import cast


def cite(quotation: Quotation, address: str, language: str) -> str:
    return str(STYLES["neutral"].cite(reference_of(quotation, address), language))


ADDRESS = "https://testimonia.example/q/K7M2-9XQ4"


def test_cite_names_source_and_locator(boots: Quotation) -> None:
    boots.attestations.filter(position=2).update(locator="366")
    assert cite(boots, ADDRESS, "en") == (
        "Лев Давидович Троцкий, Моя жизнь (Берлин: Гранит, 1930), p. 366, "
        f"as quoted in [連合国の対ソ干渉戦争についての記事] (no date). {ADDRESS}"
    )


def test_cite_speaks_the_readers_language(boots: Quotation) -> None:
    assert "цит. по: [連合国" in cite(boots, ADDRESS, "ru")
    assert "[連合国の対ソ干渉戦争についての記事]（刊行年不明）所引。" in cite(boots, ADDRESS, "ja")


def test_cite_begins_with_a_speaker_who_did_not_write_the_source(trotsky: Agent, article: Source) -> None:
    quotation = cast.quotation("Words.", trotsky, article, language="en")
    assert cite(quotation, ADDRESS, "en").startswith("Leon Trotsky, as quoted in [連合国")


def test_cite_of_words_without_a_witness_still_leads_to_them(trotsky: Agent) -> None:
    assert cite(cast.quotation("Words.", trotsky), ADDRESS, "en").endswith(ADDRESS)


def test_reference_holds_words_speaker_and_the_chain(boots: Quotation) -> None:
    reference = reference_of(boots, ADDRESS)
    assert reference.title == "Моя жизнь"
    assert reference.quotation.words == boots.words
    assert [tie.relation for tie in reference.related] == ["quoted-in"]
    assert reference.related[0].reference.language == "ja"


def test_reference_survives_csl_json(boots: Quotation) -> None:
    written = "".join(format_named("csl-json").write([reference_of(boots, ADDRESS)]))
    assert ADDRESS in written
    assert "Моя жизнь" in written
