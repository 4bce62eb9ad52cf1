"""check_log finds whatever was altered, removed or slipped in, in the log or in the tables."""

import json
from collections.abc import Callable
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from archive.quotations.models import Attestation, Attribution, EventLink, Quotation, Topic
from archive.revisions.canonical import canonical
from archive.revisions.checking import check
from archive.revisions.models import Entry, Head
from archive.revisions.recording import recording
from sources.models import Agent, AgentName, Source
from tests.revisions.conftest import findings

pytestmark = pytest.mark.django_db


def sql(statement: str, *values: object) -> None:
    """Write past Django; constraints that are looked at later are put off."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def set_entry(column: str, value: object, place: int = 3) -> Callable[[], None]:
    return lambda: sql(f"UPDATE revisions_entry SET {column} = %s WHERE sequence = %s", value, place)  # noqa: S608


def alter_state(change: Callable[[dict], None], place: int = 3) -> Callable[[], None]:
    def corrupt() -> None:
        state = Entry.objects.get(pk=place).parsed
        change(state)
        set_entry("state", canonical(state), place)()

    return corrupt


def reformat_state() -> None:
    set_entry("state", json.dumps(Entry.objects.get(pk=3).parsed, indent=1))()


def delete_entry(place: int) -> Callable[[], None]:
    return lambda: sql("DELETE FROM revisions_entry WHERE sequence = %s", place)


def delete_tail() -> None:
    sql("DELETE FROM revisions_entry WHERE sequence > %s", Head.objects.get().sequence - 2)


def delete_all() -> None:
    sql("DELETE FROM revisions_entry")


def exchange(one: int, other: int) -> Callable[[], None]:
    def corrupt() -> None:
        for old, new in ((one, 10**6), (other, one), (10**6, other)):
            sql("UPDATE revisions_entry SET sequence = %s WHERE sequence = %s", new, old)

    return corrupt


def shift() -> None:
    sql("UPDATE revisions_entry SET sequence = sequence + 1000 WHERE sequence > 4")


def forged(place: int, previous: str) -> Entry:
    model = Entry.objects.first()
    entry = Entry(pk=place, record_type="topic", record_id=model.record_id, action="created", at=model.at, state="{}")
    entry.previous_hash = previous
    entry.hash = entry.computed_hash()
    return entry


def append_forged() -> None:
    head = Head.objects.get()
    forged(head.sequence + 1, head.hash).save()


def append_forged_with_head() -> None:
    append_forged()
    last = Entry.objects.last()
    Head.objects.update(sequence=last.pk, hash=last.hash)


def rehash() -> None:
    """Alter an entry and give it a hash that fits."""
    alter_state(lambda state: state.update(note="forged"))()
    set_entry("hash", Entry.objects.get(pk=3).computed_hash())()


def rehash_last() -> None:
    last = Entry.objects.last().pk
    alter_state(lambda state: state.update(note="forged"), last)()
    set_entry("hash", Entry.objects.get(pk=last).computed_hash(), last)()


def in_table(model: type, assignment: str) -> Callable[[], None]:
    return lambda: sql(f"UPDATE {model._meta.db_table} SET {assignment}")  # noqa: S608


def raw_delete(model: type) -> Callable[[], None]:
    return lambda: model._base_manager.all()._raw_delete("default")


def move_names() -> None:
    for old, new in ((1, 99), (2, 1), (99, 2)):
        sql("UPDATE sources_agentname SET position = %s WHERE position = %s", new, old)


def add_past_the_log() -> None:
    Topic._base_manager.bulk_create([Topic(labels={"en": "unheard of"})])


def add_name_past_the_log() -> None:
    name = AgentName(agent=Agent.objects.get(), position=9, language="de", literal="Leo Trotzki")
    name.complete()
    AgentName._base_manager.bulk_create([name])


def relate_past_the_log() -> None:
    Quotation.mentions.through.objects.create(quotation=Quotation.objects.get(), agent=Agent.objects.get())


def bring_back_past_the_log() -> None:
    gone = next(entry for entry in Entry.objects.all() if entry.action == "deleted")
    Topic._base_manager.bulk_create([Topic(pk=gone.record_id, **gone.parsed)])


def blame_another() -> None:
    sql("UPDATE revisions_entry SET by_id = %s WHERE by_id IS NOT NULL", User.objects.get(username="bob").pk)


CORRUPTIONS: dict[str, Callable[[], object]] = {
    "the words of a state": alter_state(lambda state: state.update(note="forged"), 8),
    "a name added to a state": alter_state(lambda state: state.update(anything="x")),
    "a name removed from a state": alter_state(lambda state: state.pop(sorted(state)[0])),
    "a state emptied": set_entry("state", "{}"),
    "a state that is no JSON": set_entry("state", "{"),
    "a state that is not there": set_entry("state", ""),
    "a state written otherwise": reformat_state,
    "a state with a number": set_entry("state", '{"a":1.0}'),
    "a state with a name twice": set_entry("state", '{"a":"1","a":"1"}'),
    "another action": set_entry("action", "published"),
    "another deletion": set_entry("action", "deleted"),
    "another reason": set_entry("why", "because"),
    "no reason": lambda: sql("UPDATE revisions_entry SET why = ''"),
    "another name": set_entry("by_name", "bob"),
    "no name": lambda: sql("UPDATE revisions_entry SET by_name = ''"),
    "another account's key": set_entry("by_key", 4711),
    "no account's key": lambda: sql("UPDATE revisions_entry SET by_key = NULL, by_id = NULL"),
    "another account": blame_another,
    "another time": set_entry("at", "1917-11-07 12:00:00+00:00"),
    "a time one microsecond off": lambda: Entry._base_manager.filter(pk=3).update(at=off_by_a_microsecond()),
    "another survivor": set_entry("survivor_id", "K7M29XQ4"),
    "another batch": set_entry("batch", "K7M29XQ4"),
    "another type": set_entry("record_type", "place"),
    "an unknown type": set_entry("record_type", "spy"),
    "another record": set_entry("record_id", "K7M29XQ4"),
    "another hash": set_entry("hash", "f" * 64),
    "another previous hash": set_entry("previous_hash", "f" * 64),
    "an entry and its hash": rehash,
    "the last entry and its hash": rehash_last,
    "the first entry deleted": delete_entry(1),
    "an entry deleted": delete_entry(7),
    "the last entries deleted": delete_tail,
    "all entries deleted": delete_all,
    "neighbours exchanged": exchange(4, 5),
    "distant entries exchanged": exchange(2, 9),
    "numbers shifted": shift,
    "an entry at the end": append_forged,
    "an entry at the end, with the head": append_forged_with_head,
    "the head's number": lambda: Head.objects.update(sequence=3),
    "the head's hash": lambda: Head.objects.update(hash="f" * 64),
    "the head deleted": lambda: Head.objects.all().delete(),
    "a quotation's words": in_table(Quotation, "words = 'forged'"),
    "a quotation's standing": in_table(Quotation, "state = 'draft'"),
    "a date": in_table(Source, "issued_edtf = '1931' WHERE issued_edtf = '1930'"),
    "a date that cannot be read": in_table(Source, "issued_edtf = 'in May' WHERE issued_edtf = '1930'"),
    "a date's words": in_table(Agent, "died_as_written = 'in summer'"),
    "a day number": in_table(Source, "issued_latest = issued_latest + 1 WHERE issued_edtf = '1930'"),
    "a form for searching": in_table(Quotation, "folded = 'forged'"),
    "a form for sorting": in_table(AgentName, "sort_key = 'forged' WHERE position = 2"),
    "a label": in_table(Topic, 'labels = \'{"en": "war"}\''),
    "a standing of an attribution": in_table(Attribution, "standing = 'probable'"),
    "another witness": lambda: sql("UPDATE quotations_attestation SET locator = '7' WHERE position = 2"),
    "another speaker": in_table(Attribution, "role_id = NULL"),
    "names exchanged": move_names,
    "a child row removed": raw_delete(EventLink),
    "a child row added": add_name_past_the_log,
    "a relation removed": raw_delete(Attribution.rests_on.through),
    "a topic removed from a quotation": raw_delete(Quotation.topics.through),
    "a relation added": relate_past_the_log,
    "an update past the log": lambda: Attestation._base_manager.update(note="seen"),
    "a record added": add_past_the_log,
    "a record removed": lambda: (raw_delete(Quotation.topics.through)(), raw_delete(Topic)()),
    "a deleted record that is back": bring_back_past_the_log,
}


def off_by_a_microsecond() -> object:
    at = Entry.objects.get(pk=3).at
    return at.replace(microsecond=(at.microsecond + 1) % 10**6)


@pytest.fixture
def archive(boots: Quotation, alice: User, bob: User) -> None:
    """An archive with every kind of row, a deleted record and a log with names and reasons."""
    with recording(by=alice, why="more to tell"):
        topic = Topic.objects.create(labels={"en": "peace"})
        boots.topics.add(topic)
        boots.attributions.get().rests_on.set(boots.attestations.all())
    gone = Topic.objects.create(labels={"en": "gone"})
    gone.delete()


def test_there_are_more_than_fifty_corruptions() -> None:
    assert len(CORRUPTIONS) >= 50


def test_whole_log_has_no_findings(archive: None) -> None:
    assert findings() == []


def test_every_corruption_is_found(archive: None) -> None:
    missed = []
    for name, corrupt in CORRUPTIONS.items():
        savepoint = transaction.savepoint()
        corrupt()
        if not findings():
            missed.append(name)
        transaction.savepoint_rollback(savepoint)

    assert missed == []
    assert findings() == []


def test_forged_log_with_its_head_is_found_only_by_a_head_noted_elsewhere(archive: None) -> None:
    noted = Head.objects.get().hash
    rehash_last()
    Head.objects.update(hash=Entry.objects.last().hash)

    assert findings() == []
    assert [finding.what for finding in check(noted)] == [f"no entry has the hash {noted}"]


def test_command_ends_with_status_1_and_a_line_for_each_finding(archive: None) -> None:
    CORRUPTIONS["a quotation's words"]()
    errors = StringIO()

    with pytest.raises(CommandError, match="disagree in 2 places") as caught:
        call_command("check_log", stderr=errors)

    assert caught.value.returncode == 1
    assert "it is not as the log" in errors.getvalue()


def test_command_shows_the_head(archive: None) -> None:
    out = StringIO()

    call_command("check_log", stdout=out)

    assert Head.objects.get().hash in out.getvalue()


def test_head_that_was_noted_elsewhere_must_be_in_the_log(archive: None) -> None:
    call_command("check_log", head=Entry.objects.get(pk=4).hash, stdout=StringIO())

    with pytest.raises(CommandError):
        call_command("check_log", head="e" * 64, stderr=StringIO())


def test_checking_holds_a_chunk_at_a_time(archive: None, django_assert_max_num_queries) -> None:
    Topic.objects.bulk_create(Topic(labels={"en": f"topic {number}"}) for number in range(600))

    with django_assert_max_num_queries(60):
        assert findings() == []


@pytest.mark.django_db(transaction=True)
def test_checking_sees_one_moment_and_keeps_nobody_from_writing(trotsky: Agent) -> None:
    call_command("check_log", stdout=StringIO())
    Agent.objects.update(note="written afterwards")

    assert findings() == []
