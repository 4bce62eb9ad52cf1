"""Entering records: dates, labels, rows that change places, chains of witnesses."""

from typing import Any

import pytest
from django.db import DataError, IntegrityError
from django.test import Client

from archive.events.models import Event
from archive.publishing import State
from archive.quotations.models import Attestation, Quotation, Topic
from sources.models import Agent, AgentRole, Source
from tests import cast
from tests.desk.entering import add_row, address, entered, errors_of, list_address, save


def positions(quotation: Quotation) -> list[tuple[int, str]]:
    return [(row.position, row.source.title) for row in quotation.attestations.all()]


@pytest.fixture
def draft(boots: Quotation) -> Quotation:
    """Trotsky's words as a draft, with a chain of two witnesses."""
    Quotation.objects.filter(pk=boots.pk).update(state=State.DRAFT)
    boots.refresh_from_db()
    return boots


# Dates.


def test_date_is_read_back_in_both_calendars(editor: Client, draft: Quotation) -> None:
    save(editor, draft, uttered_edtf="1917-10-25", uttered_calendar="julian")

    page = editor.get(address(draft)).content.decode()
    assert "25 October (7 November) 1917" in page


def test_date_is_read_back_in_the_curators_language(editor: Client, draft: Quotation) -> None:
    save(editor, draft, uttered_edtf="1917-10-25", uttered_calendar="julian")

    assert "1917年10月25日" in editor.get(f"/ja{address(draft)}").content.decode()


def test_date_is_read_back_beside_another_error(editor: Client, draft: Quotation) -> None:
    answer = save(editor, draft, uttered_edtf="1917-11", words="")

    assert "November 1917" in answer.content.decode()


def test_wrong_date_says_what_is_wrong_and_gives_an_example(editor: Client, draft: Quotation) -> None:
    answer = save(editor, draft, uttered_edtf="25 October 1917", uttered_calendar="julian")

    assert "write 1917-10-25" in errors_of(answer)


def test_wrong_mark_says_where_it_is(editor: Client, draft: Quotation) -> None:
    assert "character" in errors_of(save(editor, draft, words="Peace [now."))


def test_row_with_a_wrong_date_says_so(editor: Client, brest_litovsk: Event) -> None:
    assert "1918-03-03" in errors_of(save(editor, brest_litovsk, claims__0__date_edtf="3.3.1918"))


@pytest.mark.parametrize(
    ("edtf", "calendar", "answer"),
    [
        ("1917-10-25", "julian", {"reading": "25 October (7 November) 1917"}),
        ("", "julian", {"reading": ""}),
        ("1917-10", "mayan", {"error": "There is no such calendar."}),
    ],
)
def test_script_is_told_the_reading(editor: Client, edtf: str, calendar: str, answer: dict[str, str]) -> None:
    assert editor.get("/admin/date-reading/", {"edtf": edtf, "calendar": calendar}).json() == answer


def test_script_is_told_what_is_wrong(editor: Client) -> None:
    assert "write 1917-11" in editor.get("/admin/date-reading/", {"edtf": "1917-13"}).json()["error"]


# Labels.


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("peace", "Line 1 has no language"),
        ("en: peace\nen: peace", "Line 2"),
        ("english language: peace", "not a language tag"),
        ("en:", "empty"),
        ("", "required"),
        ("en: pe\0ace", "Null characters"),
    ],
)
def test_wrong_labels_say_what_is_wrong(editor: Client, typed: str, told: str) -> None:
    answer = editor.post(list_address(Topic, "add"), {"labels": typed})

    assert told in errors_of(answer)


def test_labels_are_typed_one_language_a_line(editor: Client) -> None:
    editor.post(list_address(Topic, "add"), {"labels": "en: peace\n\nja：平和：和\nru : мир"})

    assert Topic.objects.get().labels == {"en": "peace", "ja": "平和：和", "ru": "мир"}


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("variables", "[1]", "Write a JSON object"),
        ("variables", "volume 2", "valid JSON"),
        ("contributions__0__printed", '"Trotsky"', "Write a JSON object"),
        ("contributions__0__printed", '{"family": 5}', "parts of a name are text"),
    ],
)
def test_wrong_json_is_refused_in_words(editor: Client, my_life: Source, field: str, typed: str, told: str) -> None:
    assert told in errors_of(save(editor, my_life, **{field: typed}))


def test_cite_key_is_given_once(editor: Client, my_life: Source) -> None:
    save(editor, my_life, cite_key="other")

    assert Source.objects.get(pk=my_life.pk).cite_key == my_life.cite_key


# Rows that change places.


def test_two_witnesses_change_places(editor: Client, draft: Quotation) -> None:
    answer = save(
        editor,
        draft,
        attestations__0__position=2,
        attestations__0__quoted_in=1,
        attestations__1__position=1,
        attestations__1__quoted_in="",
    )

    assert answer.status_code == 302
    first, second = (title for _position, title in positions(draft))
    assert first == "Моя жизнь"
    assert Attestation.objects.get(quotation=draft, position=2).quoted_in == 1
    assert second != first


def test_names_change_places(editor: Client, trotsky: Agent) -> None:
    answer = save(editor, trotsky, names__0__position=3, names__2__position=1)

    assert answer.status_code == 302
    assert [name.language for name in trotsky.names.all()] == ["en", "ru", "ja"]


def test_unchanged_rows_keep_their_places(editor: Client, draft: Quotation) -> None:
    save(editor, draft, attestations__0__position=7, attestations__1__position=9, attestations__1__quoted_in=7)
    save(editor, draft, attestations__1__position=8)

    assert [position for position, _title in positions(draft)] == [7, 8]


def test_new_row_without_a_number_comes_last(editor: Client, draft: Quotation, article: Source) -> None:
    posted = add_row(
        entered(editor.get(address(draft))),
        "attestations",
        source=article.pk,
        position="",
        locator_label="page",
        kind="quotes",
        basis="stated",
        quoted_in="",
    )

    assert editor.post(address(draft), posted).status_code == 302
    assert [position for position, _title in positions(draft)] == [1, 2, 3]


def test_number_given_twice_is_refused(editor: Client, draft: Quotation) -> None:
    answer = save(editor, draft, attestations__1__position=1, attestations__1__quoted_in="")

    assert "Another row has this number already." in errors_of(answer)


def test_removed_row_gives_its_number_free(editor: Client, draft: Quotation) -> None:
    removed = {"attestations__0__DELETE": "on", "attestations__1__position": 1, "attestations__1__quoted_in": ""}

    assert save(editor, draft, **removed).status_code == 302
    assert positions(draft) == [(1, "Моя жизнь")]


def test_preferred_names_may_be_exchanged(editor: Client, trotsky: Agent) -> None:
    posted = add_row(
        entered(editor.get(address(trotsky))) | {"names-2-use": "variant"},
        "names",
        language="en",
        form="literal",
        literal="Lev Trotsky",
        use="preferred",
        basis="stated",
        position="",
    )

    assert editor.post(address(trotsky), posted).status_code == 302
    assert trotsky.names.get(language="en", use="preferred").literal == "Lev Trotsky"


def test_family_name_without_a_literal_is_a_name_in_parts(editor: Client, trotsky: Agent) -> None:
    name = {
        "language": "fr",
        "use": "variant",
        "form": "literal",
        "basis": "stated",
        "family": "Trotski",
        "given": "Léon",
    }
    answer = editor.post(address(trotsky), add_row(entered(editor.get(address(trotsky))), "names", **name))
    assert answer.status_code == 302, errors_of(answer)
    assert trotsky.names.get(language="fr").form == "parts"


def test_second_preferred_name_in_a_language_is_refused(editor: Client, trotsky: Agent) -> None:
    answer = save(editor, trotsky, names__1__language="en")

    assert "already a preferred name" in errors_of(answer)


# Chains of witnesses, and what rests on them.


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"attestations__1__quoted_in": 2}, "No. 2 can only be quoted in a witness further up"),
        ({"attestations__0__quoted_in": 2}, "No. 1 can only be quoted in a witness further up"),
        ({"attestations__1__position": 5, "attestations__1__quoted_in": 4}, "There is no witness no. 4"),
        ({"attestations__0__DELETE": "on"}, "There is no witness no. 1"),
        ({"attestations__1__quoted_in": 500}, "further up"),
        ({"attestations__1__quoted_in": -1}, "greater than or equal to 0"),
        ({"attestations__1__position": 40000}, "less than or equal to 999"),
        ({"attributions__0__rests_on_numbers": "3"}, "There is no attestation no. 3"),
        ({"attributions__0__rests_on_numbers": "first"}, "Write numbers of attestations"),
        ({"attributions__0__standing": "disputed"}, "says why"),
    ],
)
def test_wrong_chains_are_refused_in_words(
    editor: Client, draft: Quotation, changes: dict[str, Any], told: str
) -> None:
    answer = save(editor, draft, **changes)

    assert answer.status_code == 200
    assert told in errors_of(answer)


def test_attribution_rests_on_attestations_by_number(editor: Client, draft: Quotation) -> None:
    save(editor, draft, attributions__0__rests_on_numbers="1、２")

    assert draft.attribution.rests_on.count() == 2


def test_attribution_rests_on_a_witness_entered_at_the_same_time(
    editor: Client, draft: Quotation, article: Source
) -> None:
    row = {"source": article.pk, "position": "", "locator_label": "page", "kind": "quotes", "basis": "stated"}
    posted = add_row(entered(editor.get(address(draft))), "attestations", **row)

    editor.post(address(draft), posted | {"attributions-0-rests_on_numbers": "3"})

    assert draft.attribution.rests_on.get().position == 3


def test_role_must_be_the_speakers(editor: Client, draft: Quotation) -> None:
    lenin = cast.agent({"en": "Vladimir Lenin"})
    other = AgentRole.objects.create(agent=lenin, titles={"en": "Chairman"})

    answer = save(editor, draft, attributions__0__role=other.pk)

    assert "This role is another person" in errors_of(answer)


def test_roles_of_a_speaker_are_offered(editor: Client, trotsky: Agent) -> None:
    offered = editor.get("/admin/quotations/quotation/roles/", {"agent": trotsky.pk}).json()["roles"]

    assert [role["title"] for role in offered] == ["People's Commissar for Foreign Affairs"]


def test_speaker_is_attributed_once(editor: Client, draft: Quotation, trotsky: Agent) -> None:
    row = {"agent": trotsky.pk, "standing": "attested", "basis": "stated", "position": "", "role": ""}
    posted = add_row(entered(editor.get(address(draft))), "attributions", rests_on_numbers="", **row)

    assert "has an attribution already" in errors_of(editor.post(address(draft), posted))


def test_who_saw_a_witness_is_kept(editor: Client, draft: Quotation, bob: Any) -> None:
    save(editor, draft, attestations__0__seen_on="2026-11-22")

    assert draft.attestations.first().seen_by == bob


# What only the database can judge.


@pytest.mark.parametrize("error", [IntegrityError, DataError])
def test_refusal_of_the_database_is_an_error_of_the_form(
    editor: Client, draft: Quotation, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def refuse(*args: Any, **kwargs: Any) -> None:
        raise error

    monkeypatch.setattr(Quotation, "save", refuse)
    answer = save(editor, draft, note="Kept in the form.")

    assert "Nothing was saved" in errors_of(answer)
    assert "Kept in the form." in answer.content.decode()


@pytest.mark.parametrize("model", ["agent", "source", "event", "quotation", "place"])
def test_new_record_is_entered_with_its_rows(
    editor: Client, trotsky: Agent, article: Source, brest_litovsk: Event, model: str
) -> None:
    """Each form as it comes up, with what it demands and a row of each kind."""
    kind, values, rows = filled(trotsky, article, brest_litovsk)[model]
    posted = entered(editor.get(list_address(kind, "add"))) | values
    for prefix, row in rows:
        posted = add_row(posted, prefix, **row)

    answer = editor.post(list_address(kind, "add"), posted)

    assert answer.status_code == 302, errors_of(answer)
    assert kind.objects.filter(created_by__username="bob").count() == 1


def filled(agent: Agent, source: Source, event: Event) -> dict[str, Any]:
    """Return what is entered for each kind of record."""
    place = type(event.claims.get(about="place").place)
    witness = {"source": source.pk, "locator_label": "page", "kind": "quotes", "basis": "stated", "position": ""}
    speaker = {"agent": agent.pk, "standing": "attested", "basis": "stated", "position": "", "rests_on_numbers": "1"}
    name = {"language": "ru", "form": "parts", "family": "Каменев", "use": "preferred", "basis": "stated"}
    role = {"titles": "en: envoy", "held_edtf": "1918", "held_calendar": "gregorian", "basis": "stated"}
    claim = {"about": "date", "date_edtf": "1918-03-03", "date_calendar": "gregorian", "standing": "attested"}
    return {
        "agent": (
            Agent,
            {"known_as": "en: envoy", "born_edtf": "1883-07-18", "born_calendar": "julian"},
            [("names", name), ("roles", role), ("identifiers", {"scheme": "viaf", "value": "1", "basis": "stated"})],
        ),
        "source": (
            Source,
            {"title": "Memoirs", "variables": '{"volume": "2"}', "url": "example.org"},
            [
                ("contributions", {"role": "author", "agent": agent.pk, "printed": ""}),
                ("identifiers", {"scheme": "ISBN", "value": "1"}),
            ],
        ),
        "event": (
            Event,
            {"labels": "en: A treaty"},
            [("claims", claim | {"basis": "stated", "source": source.pk, "statement": ""})],
        ),
        "quotation": (
            Quotation,
            {"words": "Peace [sic].", "language": "en"},
            [
                ("attestations", witness),
                ("attributions", speaker),
                ("event_links", {"kind": "said at", "event": event.pk}),
            ],
        ),
        "place": (place, {"labels": "en: Omsk", "latitude": "54.99", "longitude": "73.37"}, []),
    }


def test_new_quotation_asks_for_a_witness_and_a_speaker_and_none_is_kept_empty(editor: Client) -> None:
    form = entered(editor.get(list_address(Quotation, "add")))
    assert (form["attestations-TOTAL_FORMS"], form["attributions-TOTAL_FORMS"]) == (1, 1)

    answer = editor.post(list_address(Quotation, "add"), form | {"words": "Слова", "language": "ru"})

    assert answer.status_code == 302, errors_of(answer)
    assert not Quotation.objects.get().attestations.exists() and not Quotation.objects.get().attributions.exists()
