"""Every word of the interface is said in Japanese and in Russian."""

import re

import pytest
from babel.messages.catalog import Message

from tests import messages

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
