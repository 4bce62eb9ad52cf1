"""The places and topics of what is published."""

from archive.events.models import Place
from archive.quotations.models import Quotation, Topic
from archive.quotations.subjects import places_with_counts, public_topics
from sources.models import Agent
from tests import cast


def test_topics_and_places_count_what_is_published(
    boots: Quotation, draft_quotation: Quotation, trotsky: Agent
) -> None:
    peace, unripe = (Topic.objects.create(labels={"en": name}) for name in ("peace", "unripe"))
    brest, tent = (Place.objects.create(labels={"en": name}) for name in ("Brest", "A tent"))
    for quotation in (boots, draft_quotation, cast.quotation("Words.", trotsky)):
        quotation.topics.add(peace)
        Quotation.objects.filter(pk=quotation.pk).update(place=brest)
    hidden = cast.quotation("Unripe.", trotsky, state="draft", place=tent)
    hidden.topics.add(unripe)
    assert {topic: topic.quotation_count for topic in public_topics()} == {peace: 2}
    counts = {place: place.quotation_count for place in places_with_counts()}
    assert counts[brest] == 2
    assert tent not in counts


def test_a_draft_without_a_place_is_of_no_place(boots: Quotation, draft_quotation: Quotation) -> None:
    brest = Place.objects.create(labels={"en": "Brest"})
    Quotation.objects.filter(pk=boots.pk).update(place=brest)
    assert draft_quotation.place is None
    assert {place: place.quotation_count for place in places_with_counts()}[brest] == 1
