"""What readers type for a speaker, a source or a place leads to it."""

import pytest

from archive.search.naming import named
from archive.search.profiles import SPEAKER
from sources import permanent
from tests import cast


@pytest.mark.django_db
def test_name_that_could_be_an_id_is_read_as_a_name() -> None:
    savinkov = cast.agent({"en": "Savinkov"})
    assert permanent.normalised("Savinkov") != savinkov.pk
    assert [one.id for one in named(SPEAKER, "Savinkov")] == [savinkov.pk]
    assert [one.id for one in named(SPEAKER, savinkov.shown_id.lower())] == [savinkov.pk]
