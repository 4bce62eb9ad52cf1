"""Who saves what quotations stand on is told how many have a new edition."""

import pytest
from django.test import Client

from archive.quotations.models import Quotation
from sources.models import Agent, Source
from tests import cast
from tests.desk.entering import address, entered, list_address, messages_of, save


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("", "2 quotations have a new edition."),
        ("/ja", "引用2件に新しい版ができました。"),
        ("/ru", "У 2 цитат появилась новая редакция."),
    ],
)
def test_saving_a_source_tells_how_many_quotations_have_a_new_edition(
    editor: Client, boots: Quotation, trotsky: Agent, my_life: Source, article: Source, language: str, told: str
) -> None:
    cast.quotation("Other words.", trotsky, article, my_life, language="en")
    form = language + address(my_life)
    answer = editor.post(form, entered(editor.get(form)) | {"title": "My Life"}, follow=True)
    assert told in messages_of(answer)


def test_nothing_is_told_where_no_quotation_reads_otherwise_or_of_the_quotation_itself(
    editor: Client, boots: Quotation, my_life: Source
) -> None:
    save(editor, my_life, note="Seen.")
    save(editor, boots, words="別の言葉")
    assert "edition" not in messages_of(editor.get(list_address(Quotation)))
