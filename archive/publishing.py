"""Who may see what: the states of a record, and the querysets that every public answer starts from."""

from functools import cache
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sources.models import Agent, Contribution, RowQuerySet, Source


class State(models.TextChoices):
    """Where a record stands on its way to the public."""

    DRAFT = "draft", _("draft")
    IN_REVIEW = "in review", _("in review")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


# From which state a record may pass to which.
PASSAGES = {
    State.DRAFT: {State.IN_REVIEW, State.PUBLISHED},
    State.IN_REVIEW: {State.DRAFT, State.PUBLISHED},
    State.PUBLISHED: {State.WITHDRAWN},
    State.WITHDRAWN: {State.DRAFT, State.PUBLISHED},
}


class CannotPass(ValidationError):
    """A record may not pass into a state; the messages say why."""


class IsPublished(models.Func):
    """Whether the state in a column is that of what everybody may see.

    SQLite is not let use its index of states for it. Nearly all has this state, and while its planner knows no
    numbers, or has old ones, it would go through all of that for some ids, or sort all of it for the first.
    """

    output_field = models.BooleanField()
    template = f"(%(expressions)s = '{State.PUBLISHED}')"

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, list[Any]]:
        """Compare with the unary plus, which leaves a value as it is and keeps indexes from it."""
        return self.as_sql(compiler, connection, template=f"(+%(expressions)s = '{State.PUBLISHED}')", **context)


def of_published(path: str) -> IsPublished:
    """Return the condition on a row that what it leads to, as `quotation`, is published."""
    return IsPublished(F(f"{path}__state"))


class PublishableQuerySet(RowQuerySet):
    """Questions about who may see records."""

    def published(self) -> Self:
        """What everybody may see."""
        return self.filter(IsPublished(F("state")))

    def hidden(self) -> Self:
        """What not everybody may see, of which there is mostly less."""
        return self.filter(state__in=[state for state in State if state != State.PUBLISHED])

    def published_count(self) -> int:
        """Return how many of these everybody may see: all but the others, as all are counted sooner; one query."""
        hidden = self.hidden().order_by().values(every=Value(1)).annotate(found=Count("*")).values("found")
        found: int = self.aggregate(found=Count("*") - Coalesce(Subquery(hidden), 0))["found"]
        return found

    def published_ids(self) -> set[str]:
        """Return which of these records everybody may see."""
        return set(self.published().order_by().values_list("pk", flat=True))

    def visible_to(self, user: Any) -> Self:
        """What this user may see: editors all, contributors also their own, others what is published."""
        if user.has_perm(self.model.permission("publish")):
            return self
        if user.is_authenticated:
            return self.filter(Q(IsPublished(F("state"))) | Q(created_by=user))
        return self.published()


class Publishable(models.Model):
    """A record that curators bring from draft to publication."""

    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.DRAFT, db_index=True, editable=False
    )
    state_at = models.DateTimeField(_("state since"), null=True, editable=False)
    state_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("by"),
    )
    withdrawn_because = models.TextField(
        _("withdrawn because"), blank=True, editable=False, help_text=_("Shown to readers in its place.")
    )
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("successor")
    )

    class Meta:
        abstract = True

    @classmethod
    def permission(cls, action: str) -> str:
        """Return the name of a permission on this model, as `quotations.publish_quotation`."""
        return f"{cls._meta.app_label}.{action}_{cls._meta.model_name}"

    @property
    def is_published(self) -> bool:
        return self.state == State.PUBLISHED

    def hindrances(self) -> list[str]:
        """Return the reasons why this record cannot be published now; none when it can."""
        return []

    def pass_to(self, state: State, user: Any = None, because: str = "", successor: Any = None) -> None:
        """Bring the record into another state and save it; raises CannotPass with every reason.

        Where it is withdrawn, readers are told the reason and the record that takes its place.
        """
        if state not in PASSAGES[State(self.state)]:
            raise CannotPass(
                _("A record that is “%(old)s” cannot become “%(new)s”.")
                % {"old": State(self.state).label, "new": state.label}
            )
        hindrances = self.hindrances() if state == State.PUBLISHED else []
        if hindrances:
            raise CannotPass(hindrances)
        self.state, self.state_at, self.state_by = state, timezone.now(), user
        withdrawn = state == State.WITHDRAWN
        self.withdrawn_because, self.successor = (because, successor) if withdrawn else ("", None)
        self.save()


class StoodOn(models.Func):
    """Whether a published quotation or event stands on the source: on itself, a part or a translation of it.

    Whether it is quoted itself, as most are, is asked before all else. The recursion starts at one source and goes
    down, so asking for one source costs a few index look-ups; each question within the other, since for a join
    SQLite first reads all that is published into a filter.
    """

    output_field = models.BooleanField()
    template = """(EXISTS (
        SELECT 1 FROM quotations_attestation witness WHERE witness.source_id = %(expressions)s AND EXISTS (
            SELECT 1 FROM quotations_quotation said
            WHERE said.id = witness.quotation_id AND said.state = 'published'
        )
    ) OR EXISTS (
        WITH RECURSIVE standing (id) AS (
            SELECT %(expressions)s
            UNION
            SELECT below.id FROM sources_source below
            JOIN standing ON below.part_of_id = standing.id OR below.translation_of_id = standing.id
        )
        SELECT 1 FROM standing WHERE EXISTS (
            SELECT 1 FROM quotations_attestation witness WHERE witness.source_id = standing.id AND EXISTS (
                SELECT 1 FROM quotations_quotation said
                WHERE said.id = witness.quotation_id AND said.state = 'published'
            )
        )
        UNION ALL
        SELECT 1 FROM standing WHERE EXISTS (
            SELECT 1 FROM events_eventclaim claim WHERE claim.source_id = standing.id AND EXISTS (
                SELECT 1 FROM events_event happened
                WHERE happened.id = claim.event_id AND happened.state = 'published'
            )
        )
    ))"""


def public_sources() -> models.QuerySet[Source]:
    """Sources on which something published stands."""
    return Source.objects.filter(StoodOn(F("pk")))


def public_speakers() -> models.QuerySet[Agent]:
    """Agents who say something published."""
    return Agent.objects.filter(_in_published(Agent._meta.get_field("attributions").related_model, "quotation"))


def public_agents() -> models.QuerySet[Agent]:
    """Agents of something published: who speaks, is spoken of, took part in an event, or made a public source."""
    relation = Agent._meta.get_field
    contributed = Contribution.objects.filter(StoodOn(F("source_id")), agent=OuterRef("pk"))
    return Agent.objects.filter(
        _in_published(relation("attributions").related_model, "quotation")
        | _in_published(relation("mentioned_in").through, "quotation")
        | _in_published(relation("claims").related_model, "event")
        | Exists(contributed)
    )


@cache
def _in_published(rows: Any, owner: str) -> Exists:
    """Return whether an agent's rows of a model belong to something published.

    One question within the other, since in a join SQLite begins at all that is published, for every agent.
    """
    published = rows._meta.get_field(owner).related_model.objects.published()
    return Exists(rows.objects.filter(Exists(published.filter(pk=OuterRef(f"{owner}_id"))), agent=OuterRef("pk")))
