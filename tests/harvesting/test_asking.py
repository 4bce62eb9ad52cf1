"""A request that makes no sense is told why, with the codes of the specification."""

import pytest
from django.test import Client

from archive.quotations.models import Quotation
from tests.harvesting.conftest import NOON, Ask, Clock, error_codes, pages, texts

NOWHERE = "oai:localhost:q/K7M2-9XQ4"
REFUSED = {
    "": "badVerb",
    "verb=List": "badVerb",
    "verb=Identify&verb=Identify": "badVerb",
    "verb=Identify&set=language:ja": "badArgument",
    "verb=ListRecords": "badArgument",
    "verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc": "badArgument",
    "verb=ListRecords&metadataPrefix=oai_dc&colour=red": "badArgument",
    "verb=ListRecords&metadataPrefix=": "badArgument",
    "verb=ListRecords&metadataPrefix=oai_dc&from=yesterday": "badArgument",
    "verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-30": "badArgument",
    "verb=ListRecords&metadataPrefix=oai_dc&until=2026-11-24T12:00Z": "badArgument",
    "verb=ListRecords&metadataPrefix=oai_dc&from=2026-11-24&until=2026-11-24T12:00:00Z": "badArgument",
    "verb=ListRecords&metadataPrefix=oai_dc&from=2026-11-25&until=2026-11-24": "badArgument",
    "verb=ListRecords&metadataPrefix=oai_dc&set=a%20b": "badArgument",
    "verb=ListRecords&metadataPrefix=oai_dc&resumptionToken=x": "badArgument",
    "verb=ListRecords&resumptionToken=x": "badResumptionToken",
    "verb=ListSets&resumptionToken=WyJMaXN0U2V0cyJd:x:y": "badResumptionToken",
    "verb=ListRecords&metadataPrefix=marc21": "cannotDisseminateFormat",
    "verb=ListIdentifiers&metadataPrefix=marc21": "cannotDisseminateFormat",
    f"verb=GetRecord&metadataPrefix=oai_dc&identifier={NOWHERE}": "idDoesNotExist",
    f"verb=GetRecord&metadataPrefix=marc21&identifier={NOWHERE}": "cannotDisseminateFormat",
    "verb=GetRecord&metadataPrefix=oai_dc&identifier=%00%EF%BF%BF": "idDoesNotExist",
    f"verb=ListMetadataFormats&identifier={NOWHERE}": "idDoesNotExist",
    "verb=ListRecords&metadataPrefix=oai_dc&set=topic": "noRecordsMatch",
    "verb=ListRecords&metadataPrefix=oai_dc&until=1999-01-01": "noRecordsMatch",
}


@pytest.mark.parametrize(("query", "code"), REFUSED.items())
def test_refusal_has_the_code_of_the_specification(db: None, visitor: Client, query: str, code: str) -> None:
    answer = visitor.get(f"/oai?{query}")
    assert answer.status_code == 200
    assert f'<error code="{code}">' in answer.content.decode()


def test_every_wrong_argument_is_told(ask: Ask, db: None) -> None:
    assert error_codes(ask("ListRecords", colour="red", set="a b")) == ["badArgument"] * 3


def test_answer_repeats_arguments_unless_they_make_no_sense(visitor: Client, db: None) -> None:
    assert (
        b'<request verb="GetRecord" identifier="x"'
        in visitor.get("/oai?verb=GetRecord&identifier=x&metadataPrefix=oai_dc").content
    )
    assert b"<request>http://testserver/oai</request>" in visitor.get("/oai?verb=GetRecord&identifier=x").content


def test_post_is_answered_as_get_is(visitor: Client, boots: Quotation, clock: Clock) -> None:
    asked = {"verb": "ListIdentifiers", "metadataPrefix": "mods"}
    assert visitor.post("/oai", asked).content == visitor.get("/oai", asked).content


def test_other_methods_are_refused(visitor: Client) -> None:
    assert visitor.put("/oai").status_code == 405


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"from_": "2026-11-24T12:00:00Z", "until": "2026-11-24T12:00:00Z"}, True),
        ({"from_": "2026-11-24", "until": "2026-11-24"}, True),
        ({"from_": "2026-11-24T12:00:01Z"}, False),
        ({"until": "2026-11-24T11:59:59Z"}, False),
        ({"until": "2026-11-23"}, False),
        ({"from_": "2026-11-25"}, False),
    ],
)
def test_times_have_both_ends_within_them(
    ask: Ask, boots: Quotation, clock: Clock, given: dict[str, str], found: bool
) -> None:
    answer = ask("ListIdentifiers", metadataPrefix="oai_dc", **given)
    assert texts(answer, "datestamp") == ([f"{NOON:%Y-%m-%dT%H:%M:%SZ}"] if found else [])


def test_token_of_one_verb_is_none_of_another(ask: Ask, by_one: None, three: list[Quotation]) -> None:
    (token,) = texts(next(pages(ask)), "resumptionToken")
    assert error_codes(ask("ListIdentifiers", resumptionToken=token)) == ["badResumptionToken"]
    assert error_codes(ask("ListRecords", resumptionToken=f"{token}x")) == ["badResumptionToken"]
