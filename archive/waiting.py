"""What waits at the desk: counts for its front page, each with the list that it counts."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Exists, Model, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from archive.curating import name_of
from archive.events.models import Event, Place
from archive.publishing import Publishable, State
from archive.quotations.models import Attestation, Attribution, Quotation
from sources.desk import to_be_confirmed
from sources.models import Agent, Basis, Source

SEEN = Exists(Attestation.objects.filter(quotation=OuterRef("pk"), seen_on__isnull=False))
SOURCED = Exists(Attestation.objects.filter(quotation=OuterRef("pk")))
ATTRIBUTED = Exists(Attribution.objects.filter(quotation=OuterRef("pk")))

# Where each kind of record may stand on general knowledge only.
GROUNDED: dict[type[Model], tuple[str, ...]] = {
    Quotation: ("attributions__basis", "attestations__basis"),
    Event: ("claims__basis",),
    Agent: ("basis", "names__basis", "roles__basis", "identifiers__basis"),
    Source: ("basis",),
    Place: ("basis",),
}


@dataclass(frozen=True)
class Heap:
    """Records that wait for the same thing: the condition, and the filters of the list that shows them."""

    title: str | Promise
    models: tuple[type[Model], ...]
    condition: Any
    filters: dict[str, str]


@dataclass(frozen=True)
class Waiting:
    """How many records of a kind wait, and the address of their list."""

    kind: str
    count: int
    address: str


def heaps_of(user: Any) -> list[Heap]:
    """Return the heaps on a curator's desk, what is nearest to hand first."""
    mine = Q(created_by=user, state=State.DRAFT)
    in_review, published = Q(state=State.IN_REVIEW), Q(state=State.PUBLISHED)
    stated = {"state__exact": State.PUBLISHED.value}
    return [
        Heap(_("My drafts"), (Quotation, Event), mine, {"state__exact": State.DRAFT.value, "mine": "yes"}),
        Heap(_("In review"), (Quotation, Event), in_review, {"state__exact": State.IN_REVIEW.value}),
        Heap(_("Published, but no source seen"), (Quotation,), published & Q(~SEEN), {**stated, "wanting": "seen"}),
        Heap(_("General knowledge, to be confirmed"), tuple(GROUNDED), None, {"basis": Basis.GENERAL_KNOWLEDGE.value}),
    ]


def waiting_for(user: Any) -> list[tuple[Heap, list[Waiting]]]:
    """Return what waits for a curator, heap by heap, in one query for each kind of record."""
    heaps = heaps_of(user)
    counts = {model: _counts(model, heaps, user) for model in GROUNDED if user.has_perm(name_of(model, "view"))}
    return [
        (heap, [_waiting(model, heap, counts[model][f"heap_{number}"]) for model in heap.models if model in counts])
        for number, heap in enumerate(heaps)
    ]


def _counts(model: type[Model], heaps: list[Heap], user: Any) -> dict[str, int]:
    conditions = {
        f"heap_{number}": to_be_confirmed(model, GROUNDED[model]) if heap.condition is None else heap.condition
        for number, heap in enumerate(heaps)
        if model in heap.models
    }
    counted = {name: Count("pk", filter=condition) for name, condition in conditions.items()}
    return _seen_by(model, user).aggregate(**counted)


def _seen_by(model: type[Model], user: Any) -> QuerySet[Any]:
    records = model._default_manager.all()
    return records.visible_to(user) if issubclass(model, Publishable) else records


def _waiting(model: type[Model], heap: Heap, count: int) -> Waiting:
    options = model._meta
    address = reverse(f"admin:{options.app_label}_{options.model_name}_changelist")
    return Waiting(capfirst(str(options.verbose_name_plural)), count, f"{address}?{urlencode(heap.filters)}")
