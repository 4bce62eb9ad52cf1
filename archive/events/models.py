"""Events and places, and the claims that sources make about them."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from archive.publishing import Publishable, PublishableQuerySet, State
from sources.dates import HistoricalDate, display
from sources.fields import HistoricalDateColumns, LabelsField, date_constraint, first_day
from sources.labels import Label, choose
from sources.models import Agent, Basis, Grounded, Record, Source
from sources.models.records import Dated, choice_constraint, no_loop


class Place(Grounded, Record):
    """Somewhere on the map, named in any language."""

    labels = LabelsField(_("names"), help_text=_("One language a line, as “ru: Мурманск”."))
    part_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("part of")
    )
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("WGS 84, north is positive."),
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=_("WGS 84, east is positive."),
    )
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        constraints = [
            choice_constraint("basis", Basis),
            models.CheckConstraint(condition=~Q(labels={}), name="events_place_has_name"),
            models.CheckConstraint(condition=~Q(part_of=F("id")), name="events_place_not_part_of_itself"),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="events_place_on_the_globe",
                violation_error_message=_("Give both latitude (-90 to 90) and longitude (-180 to 180), or neither."),
            ),
        ]

    def __str__(self) -> str:
        return self.label_in(get_language() or "en").text

    def clean(self) -> None:
        super().clean()
        if not no_loop(self, "part_of"):
            raise ValidationError({"part_of": _("This would make the place a part of itself.")})

    def label_in(self, language: str) -> Label:
        """Return the name that a reader of `language` sees."""
        return choose(self.labels, language)


class EventQuerySet(PublishableQuerySet):
    """Questions about many events."""

    def in_order(self) -> "EventQuerySet":
        """Sort by the first date that is claimed; events without a date come last."""
        dated = EventClaim.objects.filter(event=OuterRef("pk"), about=About.DATE).order_by("position")
        return self.annotate(first_day=Subquery(dated.values(day=first_day("date"))[:1])).order_by(
            F("first_day").asc(nulls_last=True), "pk"
        )

    def with_claims(self) -> "EventQuerySet":
        """Fetch what is claimed about the events with them."""
        return self.prefetch_related("claims__place", "claims__agent__names", "claims__source")


class Event(Publishable, Record):
    """Something that happened; when, where and who took part are claims about it."""

    labels = LabelsField(_("names"), help_text=_("One language a line, as “ja: 十月革命”."))
    part_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("part of")
    )
    descriptions = LabelsField(_("description"), blank=True, help_text=_("A sentence or two; one language a line."))
    note = models.TextField(_("note"), blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        permissions = [("publish_event", "Can publish events")]
        constraints = [
            choice_constraint("state", State),
            models.CheckConstraint(condition=~Q(labels={}), name="events_event_has_name"),
            models.CheckConstraint(condition=~Q(part_of=F("id")), name="events_event_not_part_of_itself"),
        ]

    def __str__(self) -> str:
        return self.label_in(get_language() or "en").text

    def get_absolute_url(self) -> str:
        return reverse("event", args=[self.shown_id])

    def clean(self) -> None:
        super().clean()
        if not no_loop(self, "part_of"):
            raise ValidationError({"part_of": _("This would make the event a part of itself.")})

    def label_in(self, language: str) -> Label:
        """Return the name that a reader of `language` sees."""
        return choose(self.labels, language)

    def description_in(self, language: str) -> Label | None:
        """Return what the archive says of the event."""
        return choose(self.descriptions, language) if self.descriptions else None

    def claims_about(self, about: str) -> list["EventClaim"]:
        """Return the claims about one thing, the archive's first choice first."""
        return [claim for claim in self.claims.all() if claim.about == about]

    @property
    def date(self) -> HistoricalDate | None:
        """The date that the archive puts first; others may be claimed beside it."""
        dates = self.claims_about(About.DATE)
        return dates[0].date if dates else None

    @property
    def places(self) -> list[Place]:
        """The places that are claimed, each once."""
        return list(dict.fromkeys(claim.place for claim in self.claims_about(About.PLACE)))


class About(models.TextChoices):
    """What a claim is about."""

    DATE = "date", _("date")
    PLACE = "place", _("place")
    PARTICIPANT = "participant", _("who took part")
    STATEMENT = "statement", _("anything else")


class ClaimStanding(models.TextChoices):
    """How sure the archive is of a claim about an event."""

    ATTESTED = "attested", _("attested")
    PROBABLE = "probable", _("probable")
    DISPUTED = "disputed", _("disputed")
    REJECTED = "rejected", _("rejected")


def _only(about: About) -> Q:
    """The columns that a claim about this fills, and no others."""
    filled = {
        About.DATE: ~Q(date_edtf=""),
        About.PLACE: Q(place__isnull=False),
        About.PARTICIPANT: Q(agent__isnull=False),
        About.STATEMENT: ~Q(statement={}),
    }
    empty = {
        About.DATE: Q(date_edtf=""),
        About.PLACE: Q(place__isnull=True),
        About.PARTICIPANT: Q(agent__isnull=True),
    }
    others = Q()
    for other, is_empty in empty.items():
        others &= is_empty if other != about else Q()
    return Q(about=about) & filled[about] & others


class EventClaim(Grounded, Dated):
    """What a source, or general knowledge, says of an event; several may compete."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="claims", verbose_name=_("event"))
    position = models.PositiveSmallIntegerField(
        _("order"), default=1, help_text=_("The archive's first choice comes first.")
    )
    about = models.CharField(_("about"), max_length=12, choices=About, default=About.DATE)
    date = HistoricalDateColumns(_("date"))
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="claims", verbose_name=_("place")
    )
    agent = models.ForeignKey(
        Agent, models.PROTECT, null=True, blank=True, related_name="claims", verbose_name=_("who")
    )
    statement = LabelsField(_("statement"), blank=True, help_text=_("One language a line, as “en: signed the treaty”."))
    standing = models.CharField(_("standing"), max_length=10, choices=ClaimStanding, default=ClaimStanding.ATTESTED)
    reason = models.TextField(_("reason"), blank=True)
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="event_claims", verbose_name=_("source")
    )
    locator = models.CharField(_("locator"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering = ["position", "pk"]
        constraints = [
            choice_constraint("about", About),
            choice_constraint("standing", ClaimStanding),
            choice_constraint("basis", Basis),
            date_constraint("date"),
            models.UniqueConstraint(fields=["event", "position"], name="events_eventclaim_one_place"),
            models.CheckConstraint(
                condition=_only(About.DATE) | _only(About.PLACE) | _only(About.PARTICIPANT) | _only(About.STATEMENT),
                name="events_eventclaim_one_subject",
                violation_error_message=_(
                    "Fill in what the claim is about, and nothing else: a date, a place, who took part, or a statement."
                ),
            ),
            models.CheckConstraint(
                condition=Q(basis="stated", source__isnull=False) | (~Q(basis="stated") & Q(source__isnull=True)),
                name="events_eventclaim_stated_by_source",
                violation_error_message=_("A claim that is stated by a source names the source; any other names none."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_about_display()}: {self.content_in(get_language() or 'en')}"

    def content_in(self, language: str) -> str:
        """Return what is claimed, as a reader of `language` sees it."""
        if self.about == About.DATE:
            return display(self.date, language)
        if self.about == About.PLACE:
            return self.place.label_in(language).text
        said = choose(self.statement, language).text if self.statement else ""
        who = self.agent.name_in(language) if self.about == About.PARTICIPANT else ""
        return ": ".join(filter(None, (who, said)))
