"""Every word of the interface is said in Japanese and in Russian."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.contrib import admin
from django.utils import translation

from tests import messages

PLACES = re.compile(r"%(?:\(\w+\))?[sd]|\{\w+\}")
NAMED = re.compile(r"%(?:\((\w+)\))?[sd]")


def translated(message: Message) -> list[str]:
    """Return the translations of a message: several where it has plurals."""
    return [message.string] if isinstance(message.string, str) else list(message.string)


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_every_message_is_translated(language: str) -> None:
    catalogue = messages.read(language)
    missing = [message.id for message in messages.template() if message.id and not _is_there(catalogue, message)]
    assert not missing, "run `make messages` and translate these"


def _is_there(catalogue: object, message: Message) -> bool:
    found = catalogue.get(message.id, message.context)
    return found is not None and not found.fuzzy and all(translated(found))


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_no_translation_is_left_of_what_nobody_says(language: str) -> None:
    said = {str(message.id) for message in messages.template()}
    assert not [message.id for message in messages.read(language) if str(message.id) not in said]


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_translations_keep_what_is_filled_in(language: str) -> None:
    for message in messages.read(language):
        if message.id:
            wanted = set(NAMED.findall(message.id if isinstance(message.id, str) else message.id[1]))
            assert all(set(NAMED.findall(text)) == wanted for text in translated(message)), message.id


NAMES_A_KIND = re.compile(r"\{name\}|%\((name|verbose_name\w*|items|model|objects?_name|class_name)\)|^\w[\w ]* %s")
NO_NEED = {"%(class_name)s %(instance)s", "Change history: %s"}


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_phrases_of_the_admin_that_name_a_kind_of_record_are_our_own(language: str) -> None:
    """In Russian the name would have to be declined; the phrases that stand here need no declension."""
    theirs = {said.id for said in _django_s(language)}
    ours = {said.id: said for said in messages.read(language, "desk") if said.id}
    assert {said for said in theirs if NAMES_A_KIND.search(str(said))} - NO_NEED <= set(ours) <= theirs
    for said in ours.values():
        wanted = set(PLACES.findall(said.id if isinstance(said.id, str) else said.id[1]))
        assert all(set(PLACES.findall(text)) <= wanted for text in translated(said)), said.id


def _django_s(language: str) -> Catalog:
    catalogue = Path(admin.__file__).parent / "locale" / language / "LC_MESSAGES" / "django.po"
    with open(catalogue, "rb") as stream:
        return read_po(stream)


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_undoing_and_leaving_it_are_called_differently(language: str) -> None:
    with translation.override(language):
        assert translation.gettext("Undo") != translation.gettext("Cancel")


def test_no_russian_sentence_ends_with_a_date_that_ends_in_a_stop() -> None:
    """A date in Russian is “25 ноября 2026 г.”, so that another stop after it would be one too many."""
    catalogue = messages.read("ru")
    assert [message.id for message in catalogue if re.search(r"date\)s\.", "".join(translated(message)))] == []
