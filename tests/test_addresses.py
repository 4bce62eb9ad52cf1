"""Permanent addresses: what readers type for them, and what they never lead to."""

import random

import pytest
from django.test import Client

from archive.addresses import find
from archive.editions.absence import NoSuchRecord
from archive.events.models import Event
from archive.quotations.models import Quotation
from sources import permanent

FULL_WIDTH = str.maketrans(
    "0123456789ABCDEFGHJKMNPQRSTVWXYZ-", "０１２３４５６７８９ＡＢＣＤＥＦＧＨＪＫＭＮＰＱＲＳＴＶＷＸＹＺ－"
)
TYPED = {
    "small": str.lower,
    "no dash": lambda text: text.replace("-", ""),
    "long dash": lambda text: text.replace("-", "—"),
    "long vowel": lambda text: text.replace("-", "ー"),
    "full width": lambda text: text.translate(FULL_WIDTH),
    "at the end of a sentence": "{}.".format,
    "in brackets": "({})".format,
    "in Japanese brackets": "「{}」、".format,
    "with a slash": "{}/".format,
    "letters for figures": lambda text: text.replace("0", "O").replace("1", "l"),
}


@pytest.fixture
def public(boots: Quotation, brest_litovsk: Event) -> list[str]:
    """The addresses of a quotation, a source, a person and an event."""
    records = (boots, boots.witness.source, boots.attribution.agent, brest_litovsk)
    return [record.get_absolute_url() for record in records]


@pytest.mark.parametrize("language", ["", "/ja", "/ru"])
@pytest.mark.parametrize("typed", TYPED.values(), ids=TYPED)
def test_every_way_of_typing_leads_there(visitor: Client, public: list[str], language: str, typed: object) -> None:
    for address in public:
        start, shown = address.rsplit("/", 1)
        answer = visitor.get(f"{language}{start}/{typed(shown)}", follow=True)
        assert answer.status_code == 200
        assert answer.redirect_chain in ([], [(f"{language}{start}/{shown}", 301)])


@pytest.mark.parametrize("language", ["", "/ja", "/ru"])
def test_wrong_check_character_offers_the_near_one(visitor: Client, public: list[str], language: str) -> None:
    for address in public:
        wrong = "0" if address[-1] != "0" else "2"
        answer = visitor.get(f"{language}{address[:-1]}{wrong}")
        assert answer.status_code == 404
        assert f'href="{language}{address}"' in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "leads_to"),
    [("/Q/{}", "/q/{}"), ("/q/{}/v1).", "/q/{}/v1"), ("/ru/q/{}/history/", "/ru/q/{}/history"), ("/q/?", "")],
)
def test_punctuation_around_any_page_of_a_record_is_forgiven(
    visitor: Client, boots: Quotation, typed: str, leads_to: str
) -> None:
    answer = visitor.get(typed.format(boots.shown_id))

    assert answer.status_code == (301 if leads_to else 404)
    assert answer.headers.get("Location", "") == leads_to.format(boots.shown_id)


def slip(drawn: random.Random, identifier: str) -> str:
    """Return an id with one slip: a wrong, missing or additional character, or two that changed places."""
    place, other = drawn.randrange(permanent.LENGTH), drawn.choice(permanent.ALPHABET)
    start, here, rest = identifier[:place], identifier[place], identifier[place + 1 :]
    return drawn.choice(
        [start + other + rest, start + rest, start + other + here + rest, start + rest[:1] + here + rest[1:]]
    )


def test_ten_thousand_slips_never_lead_to_another_record(boots: Quotation) -> None:
    drawn = random.Random(1917)
    known = [boots.pk, *(permanent.new_id() for _ in range(500))]
    Quotation.objects.bulk_create(
        Quotation(pk=pk, words="Words.", language="en", state="published") for pk in known[1:]
    )
    for number in range(10_000):
        meant = drawn.choice(known)
        typed = slip(drawn, meant)
        assert meant in stands_for_or_is_near(typed)
        if number % 100 == 0 and typed != meant:
            assert_offered(typed, meant)


def stands_for_or_is_near(typed: str) -> tuple[str, ...]:
    """Return the one id that a typed one stands for, else those that are near."""
    try:
        return (permanent.normalised(typed),)
    except permanent.WrongId as wrong:
        return wrong.near


def assert_offered(typed: str, meant: str) -> None:
    with pytest.raises(NoSuchRecord) as nothing:
        find(Quotation.objects.published(), typed)
    assert meant in [record.pk for record in nothing.value.near]
