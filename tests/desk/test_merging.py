"""Two records that are one: what is kept, what is moved, what is in the way, and how it is undone."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from archive.editions.checking import check_editions
from archive.editions.models import Redirection
from archive.events.models import Event, Place
from archive.publishing import State
from archive.quotations.models import Quotation
from archive.revisions import log
from archive.revisions.checking import check
from archive.revisions.models import Entry
from archive.revisions.recording import recording
from archive.revisions.restoring import restore
from sources.dates import HistoricalDate
from sources.models import Agent, Source
from tests import cast
from tests.desk.entering import address, list_address, save, seen


def merging(kept: Any, gone: Any) -> str:
    options = kept._meta
    return reverse(f"admin:{options.app_label}_{options.model_name}_merge", args=[kept.pk, gone.pk])


def merge(client: Client, kept: Any, gone: Any, **choices: str) -> Any:
    """Open the page, take the kept record's side but where told otherwise, and merge."""
    page = client.get(merging(kept, gone))
    posted = {row["name"]: row["chosen"] for row in page.context["rows"]}
    posted |= {f"choice-{name.replace('__', '.')}": side for name, side in choices.items()}
    posted |= {name: page.context[name] for name in ("revision", "other_revision")}
    return client.post(merging(kept, gone), posted | {"why": "The same."})


@pytest.fixture
def bronstein(trotsky: Agent) -> Agent:
    """Trotsky once more, under his own name, with another office and identifier."""
    with recording():
        made = cast.agent({"en": "Lev Bronstein", "de": "Leo Trotzki"}, note="The same man?", language="de")
        made.roles.create(position=1, titles={"en": "War Commissar"})
        made.identifiers.create(scheme="viaf", value="34462281")
    return made


@pytest.fixture
def his_words(bronstein: Agent, article: Source, my_life: Source) -> Quotation:
    with recording():
        made = cast.quotation("Other words.", bronstein, article, language="en")
        made.mentions.add(bronstein)
        my_life.contributions.create(agent=bronstein, position=2, role="editor")
    return made


def test_two_people_become_one(
    editor: Client, visitor: Client, boots: Quotation, trotsky: Agent, bronstein: Agent, his_words: Quotation
) -> None:
    role = his_words.attributions.get().role

    answer = merge(editor, trotsky, bronstein, language="mine")

    trotsky.refresh_from_db()
    assert answer["Location"] == address(trotsky)
    assert (trotsky.language, trotsky.note) == ("de", "The same man?")
    assert {(row.literal, row.use) for row in trotsky.names.all()} >= {
        ("Leon Trotsky", "preferred"), ("Lev Bronstein", "variant"), ("Leo Trotzki", "preferred"),
    }  # fmt: skip
    assert {row.scheme for row in trotsky.identifiers.all()} == {"wikidata", "viaf"}
    said = his_words.attributions.get()
    assert (said.agent, said.role, role.pk) == (trotsky, said.role, said.role_id)
    assert set(his_words.mentions.all()) == {trotsky}
    assert not Agent.objects.filter(pk=bronstein.pk).exists()
    assert not list(check())


def test_what_only_one_of_two_has_can_be_left_out(editor: Client, trotsky: Agent, bronstein: Agent) -> None:
    page = editor.get(merging(trotsky, bronstein))
    viaf = next(row["name"] for row in page.context["rows"] if "34462281" in row["mine"])
    assert f'name="{viaf}" value="theirs"' in page.content.decode()

    merge(editor, trotsky, bronstein, note="theirs", **{viaf.removeprefix("choice-").replace(".", "__"): "theirs"})

    trotsky.refresh_from_db()
    assert trotsky.note == ""
    assert [row.scheme for row in trotsky.identifiers.all()] == ["wikidata"]
    assert not list(check())


def test_claims_of_two_events_by_one_source_stay_two(editor: Client, brest_litovsk: Event, article: Source) -> None:
    with recording():
        other = cast.event({"en": "Peace of Brest"}, HistoricalDate("1918"))
        place = Place.objects.create(labels={"en": "Brest"})
        other.claims.create(position=2, about="place", place=place, source=article, basis="stated")

    assert merge(editor, brest_litovsk, other).status_code == 302

    claims = brest_litovsk.claims.all()
    assert len(claims) == 5
    assert {claim.place for claim in claims.filter(about="place")} >= {place}


def test_published_record_that_would_lack_its_speaker_is_not_merged(
    editor: Client, boots: Quotation, his_words: Quotation
) -> None:
    page = editor.get(merging(boots, his_words))
    speakers = [row for row in page.context["rows"] if row["label"].startswith("Attribution")]
    left_out = {row["name"]: "mine" if row["theirs"] else "theirs" for row in speakers}

    answer = merge(editor, boots, his_words, **{name.removeprefix("choice-"): side for name, side in left_out.items()})

    assert answer.status_code == 200
    assert answer.context["faults"] and not answer.context["conflicts"]
    assert Quotation.objects.count() == 2


def test_rows_are_told_by_their_numbers_and_a_standing_is_not_to_be_chosen(
    editor: Client, boots: Quotation, his_words: Quotation
) -> None:
    boots.attributions.get().rests_on.add(boots.witness)
    page = editor.get(merging(boots, his_words))
    rows = {(row["label"], row["theirs"], row["mine"]) for row in page.context["rows"]}

    assert any(label == "Attestation 2" and "quoted in no.: 1" in theirs for label, theirs, _mine in rows)
    assert any(label == "Attribution 1" and "rests on: 1" in theirs for label, theirs, _mine in rows)
    merge(editor, boots, his_words, state="mine")

    boots.refresh_from_db()
    assert boots.is_published


def test_address_of_what_was_merged_leads_on_for_ever(
    editor: Client, visitor: Client, boots: Quotation, trotsky: Agent, bronstein: Agent, his_words: Quotation
) -> None:
    old = bronstein.get_absolute_url()
    merge(editor, trotsky, bronstein)

    answer = visitor.get(old)
    assert (answer.status_code, answer["Location"]) == (301, trotsky.get_absolute_url())
    third = cast.agent({"en": "L. T."})
    Quotation.objects.get(pk=his_words.pk).mentions.add(third)
    merge(editor, third, trotsky)
    assert visitor.get(old)["Location"] == third.get_absolute_url()
    assert not list(check_editions())


def test_record_that_comes_back_has_its_address_again_until_it_is_merged_again(
    editor: Client, visitor: Client, trotsky: Agent
) -> None:
    twin, third = cast.agent({"de": "Leo Trotzki"}), cast.agent({"en": "L. T."})
    merge(editor, trotsky, twin)
    restore(Entry.objects.get(action="merged"))
    assert visitor.get(twin.get_absolute_url()).status_code == 404
    assert not list(check_editions())

    merge(editor, third, Agent.objects.get(pk=twin.pk))
    assert Redirection.objects.get().new_id == third.pk
    assert not list(check_editions())


def test_history_says_into_what_a_record_was_merged(editor: Client, trotsky: Agent, bronstein: Agent) -> None:
    merge(editor, trotsky, bronstein)
    entry = Entry.objects.get(action="merged")
    assert entry.survivor_id == trotsky.pk
    page = editor.get(f"/admin/sources/agent/{bronstein.pk}/history/").content.decode()
    assert f"Merged into {trotsky}" in page


def test_merging_is_undone_as_one_batch(
    editor: Client, visitor: Client, boots: Quotation, trotsky: Agent, bronstein: Agent, his_words: Quotation
) -> None:
    before = {(type(one), one.pk): log.of(one).last().state for one in (trotsky, bronstein, his_words, boots)}
    merge(editor, trotsky, bronstein)
    batch = Entry.objects.get(action="merged").batch

    editor.post(f"/admin/batch/{batch}/undo/", {"count": 1})

    assert before == {(model, pk): log.of(model(pk=pk)).last().state for model, pk in before}
    assert visitor.get(bronstein.get_absolute_url()).status_code == 200
    assert not Redirection.objects.exists()
    assert not list(check())


def test_one_batch_tells_who_and_why(editor: Client, trotsky: Agent, bronstein: Agent, his_words: Quotation) -> None:
    merge(editor, trotsky, bronstein)

    entries = Entry.objects.filter(batch=Entry.objects.get(action="merged").batch)
    assert {(entry.by_name, entry.why) for entry in entries} == {("bob", "The same.")}
    assert {entry.action for entry in entries.filter(record_id=bronstein.pk)} == {"merged"}


def test_two_quotations_become_one_with_all_their_witnesses(
    editor: Client, visitor: Client, boots: Quotation, trotsky: Agent, my_life: Source
) -> None:
    with recording():
        twin = cast.quotation(cast.BOOTS + "。", trotsky, my_life, note="Twice.")
        Quotation.objects.filter(pk=twin.pk).update(words_before="Before.")
    save(editor, twin, attestations__0__seen_on="2024-05-01", attestations__0__locator="366")

    answer = merge(editor, boots, twin, words="mine")

    assert answer.status_code == 302
    boots.refresh_from_db()
    assert (boots.words, boots.words_before) == (cast.BOOTS + "。", "Before.")
    assert boots.attributions.count() == 1
    assert not list(check())
    assert visitor.get(twin.get_absolute_url())["Location"] == boots.get_absolute_url()


def test_two_sources_and_two_events_become_one(
    editor: Client, boots: Quotation, article: Source, brest_litovsk: Event
) -> None:
    with recording():
        other = Source.objects.create(title="The article", type="webpage", cite_key="other", url="https://example.org/")
        event = cast.event({"en": "Brest", "de": "Friedensverhandlungen"})
        words = cast.quotation("Other words.", Agent.objects.first(), other, language="en")
        cast.link(words, event)

    assert merge(editor, article, other).status_code == 302
    assert merge(editor, brest_litovsk, event).status_code == 302

    assert words.attestations.get().source == article
    assert words.event_links.get().event == brest_litovsk
    brest_litovsk.refresh_from_db()
    assert brest_litovsk.labels["de"] == "Friedensverhandlungen"
    assert Source.objects.get(pk=article.pk).url == "https://example.org/"
    assert not list(check())


def test_conflicts_are_listed_and_hinder(editor: Client, boots: Quotation, trotsky: Agent, bronstein: Agent) -> None:
    with recording():
        boots.attributions.create(agent=bronstein, position=2, standing="probable")

    page = editor.get(merging(trotsky, bronstein)).content.decode()
    assert address(boots) in page and "It names both." in page
    merge(editor, trotsky, bronstein)

    assert Agent.objects.filter(pk=bronstein.pk).exists()


def test_published_record_does_not_go_into_a_draft(
    editor: Client, boots: Quotation, draft_quotation: Quotation
) -> None:
    merge(editor, draft_quotation, boots)

    assert Quotation.objects.get(pk=boots.pk).state == State.PUBLISHED


@pytest.mark.parametrize("late", ["kept", "gone"])
def test_second_writer_does_not_merge(editor: Client, trotsky: Agent, bronstein: Agent, late: str) -> None:
    page = editor.get(merging(trotsky, bronstein))
    posted = {name: page.context[name] for name in ("revision", "other_revision")}
    posted |= {row["name"]: "theirs" for row in page.context["rows"]}
    save(editor, trotsky if late == "kept" else bronstein, note="Meanwhile.")

    editor.post(merging(trotsky, bronstein), posted)

    assert Agent.objects.count() == 2


def test_only_editors_merge(contributor: Client, trotsky: Agent, bronstein: Agent) -> None:
    assert contributor.get(merging(trotsky, bronstein)).status_code == 403
    assert contributor.post(merging(trotsky, bronstein)).status_code == 403


def test_list_leads_to_merging_two(editor: Client, contributor: Client, trotsky: Agent, bronstein: Agent) -> None:
    chosen = {"action": "merge_two", "_selected_action": [trotsky.pk, bronstein.pk], **seen()}

    assert "/merge/" in editor.post(list_address(Agent), chosen)["Location"]
    assert "/merge/" not in contributor.post(list_address(Agent), chosen).get("Location", "")
