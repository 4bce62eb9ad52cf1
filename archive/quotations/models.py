"""Quotations: the words, who said them, where they are found, and what they speak of."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from archive.events.models import Event, Place
from archive.publishing import Publishable, PublishableQuerySet, State
from archive.quotations.locating import LocatorLabel
from sources import folding, marks
from sources.constraints import SiblingKey
from sources.fields import HistoricalDateColumns, LabelsField, date_constraint
from sources.labels import Label, choose
from sources.models import Agent, AgentRole, Grounded, Record, Row, Source
from sources.models.records import Basis, check_language, choice_constraint, no_loop
from sources.telling import told


class Topic(Record):
    """What quotations may be about, named in any language."""

    labels = LabelsField(_("names"), help_text=_("One language a line, as “en: peace”."))

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        constraints = [models.CheckConstraint(condition=~Q(labels={}), name="quotations_topic_has_name")]

    def __str__(self) -> str:
        return self.label_in(get_language() or "en").text

    def label_in(self, language: str) -> Label:
        """Return the name that a reader of `language` sees."""
        return choose(self.labels, language)


class Mode(models.TextChoices):
    """How the words stand to what was said; only the first two go into quotation marks."""

    VERBATIM = "verbatim", _("verbatim")
    TRANSLATION = "translation", _("translation")
    INDIRECT = "indirect speech", _("indirect speech")
    PARAPHRASE = "paraphrase", _("paraphrase")


class Rights(models.TextChoices):
    """On what ground the words may be shown."""

    PUBLIC_DOMAIN = "public domain", _("public domain")
    QUOTATION_RIGHT = "quotation right", _("right of quotation")
    LICENCE = "licence", _("licence")
    UNKNOWN = "unknown", _("not known")


class QuotationQuerySet(PublishableQuerySet):
    """Questions about many quotations."""

    def with_speakers(self) -> "QuotationQuerySet":
        """Fetch all that a list of quotations shows, in a number of queries that does not grow."""
        return self.select_related("place").prefetch_related(
            "attributions__agent__names", "attributions__role", "attestations__source"
        )


class Quotation(Publishable, Record):
    """Words that somebody is said to have said, in one language."""

    words = models.TextField(
        _("words"),
        help_text=_(
            "Verbatim. Ours are […] for an omission, [word] for what we supply, [sic]; "
            "write \\[ for a bracket that is printed."
        ),
    )
    language = models.CharField(_("language"), max_length=35, help_text=_("BCP 47, as ja, ru or en."))
    mode = models.CharField(_("mode"), max_length=16, choices=Mode, default=Mode.VERBATIM)
    translation_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="translations",
        verbose_name=_("translation of"),
    )
    translated_from = models.CharField(
        _("translated from"),
        max_length=35,
        blank=True,
        help_text=_("The language of the original, where the original is not in the archive."),
    )
    words_before = models.TextField(_("words before"), blank=True)
    words_after = models.TextField(_("words after"), blank=True)
    uttered = HistoricalDateColumns(_("uttered"))
    place = models.ForeignKey(
        Place,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="quotations",
        verbose_name=_("place of utterance"),
    )
    rights = models.CharField(_("rights"), max_length=16, choices=Rights, default=Rights.QUOTATION_RIGHT)
    note = models.TextField(_("note"), blank=True, help_text=_("Shown to readers."))
    topics = models.ManyToManyField(Topic, blank=True, related_name="quotations", verbose_name=_("topics"))
    mentions = models.ManyToManyField(Agent, blank=True, related_name="mentioned_in", verbose_name=_("speaks of"))
    folded = models.CharField(max_length=64, blank=True, editable=False, db_index=True)

    objects = QuotationQuerySet.as_manager()

    class Meta:
        verbose_name = _("quotation")
        verbose_name_plural = _("quotations")
        permissions = [("publish_quotation", "Can publish quotations")]
        # Without the state, which nearly all have in common: SQLite would begin joins at all that is published.
        indexes = [
            models.Index(fields=["-state_at", "id"], name="quotations_newest"),
            models.Index(fields=["uttered_edtf"], name="quotations_said", condition=Q(uttered_earliest__isnull=False)),
        ]
        constraints = [
            choice_constraint("state", State),
            choice_constraint("mode", Mode),
            choice_constraint("rights", Rights),
            date_constraint("uttered"),
            models.CheckConstraint(condition=~Q(words=""), name="quotations_quotation_has_words"),
            models.CheckConstraint(condition=~Q(language=""), name="quotations_quotation_has_language"),
            models.CheckConstraint(condition=~Q(translation_of=F("id")), name="quotations_quotation_not_of_itself"),
        ]

    def __str__(self) -> str:
        return self.reading[:80]

    def get_absolute_url(self) -> str:
        return reverse("quotation", args=[self.shown_id])

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.complete()
        super().save(*args, **kwargs)

    def complete(self) -> None:
        """Fill in the form by which the same words are found."""
        self.folded = folding.folded_words(self.words)

    def clean_values(self) -> None:
        super().clean_values()
        try:
            marks.parse(self.words)
        except marks.WrongMark as error:
            raise ValidationError({"words": told(error)}) from None
        check_language(self.language)

    def clean(self) -> None:
        super().clean()
        if not no_loop(self, "translation_of"):
            raise ValidationError({"translation_of": _("This would make the quotation a translation of itself.")})

    @cached_property
    def parsed(self) -> marks.Words:
        """The words with their editorial marks as structure."""
        return marks.parse(self.words)

    @property
    def reading(self) -> str:
        """The words as plain text, with the editorial marks to be seen."""
        return self.parsed.reading()

    @property
    def in_quotation_marks(self) -> bool:
        """True where the words are what was said, or a translation of that."""
        return self.mode in (Mode.VERBATIM, Mode.TRANSLATION)

    @property
    def attribution(self) -> "Attribution | None":
        """The attribution that the archive puts first."""
        return next(iter(self._at_hand("attributions")), None)

    @property
    def witness(self) -> "Attestation | None":
        """The attestation that the archive puts first: the witness in hand."""
        return next(iter(self._at_hand("attestations")), None)

    def _at_hand(self, rows: str) -> Iterable[Any]:
        """Return rows as they were fetched for a list (`reading.listed`), else all that there are."""
        fetched = self.__dict__.get(f"listed_{rows}")
        return getattr(self, rows).all() if fetched is None else fetched

    def chains(self) -> list[list["Attestation"]]:
        """Return each chain of witnesses, from the one in hand to the farthest that it names."""
        return chains_of(self.attestations.all())

    def hindrances(self) -> list[str]:
        found = []
        if not self.attributions.exists():
            found.append(_("It has no attribution: say who is supposed to have said it."))
        if not self.attestations.exists():
            found.append(_("It has no attestation: say where it is found."))
        return found


class Standing(models.TextChoices):
    """How sure the archive is that this is who said it."""

    ATTESTED = "attested", _("attested")
    PROBABLE = "probable", _("probable")
    DISPUTED = "disputed", _("disputed")
    MISATTRIBUTED = "misattributed", _("misattributed")


class WitnessKind(models.TextChoices):
    """How a witness has the words."""

    ORIGINAL = "original", _("has the original words")
    REPORTS = "reports", _("reports them")
    TRANSLATES = "translates", _("translates them")
    QUOTES = "quotes", _("quotes them")
    PARAPHRASES = "paraphrases", _("paraphrases them")
    REFUTES = "refutes", _("refutes them")


class Attestation(Grounded):
    """Where a quotation is found; witnesses are listed from the one in hand outwards.

    A witness that we know only through another names it in `quoted_in`, by its position in the
    list, which is always a smaller one: so a chain cannot turn back into itself.
    """

    quotation = models.ForeignKey(Quotation, models.CASCADE, related_name="attestations", verbose_name=_("quotation"))
    position = models.PositiveSmallIntegerField(_("no."), default=1)
    source = models.ForeignKey(
        Source, models.PROTECT, related_name="attestations", verbose_name=_("source"), db_index=False
    )
    locator_label = models.CharField(_("locator"), max_length=16, choices=LocatorLabel, default=LocatorLabel.PAGE)
    locator = models.CharField(
        _("locator value"),
        max_length=100,
        blank=True,
        help_text=_("As 366 or 12–14; left out where it is not known."),
    )
    kind = models.CharField(_("how it has the words"), max_length=12, choices=WitnessKind, default=WitnessKind.QUOTES)
    quoted_in = models.PositiveSmallIntegerField(
        _("quoted in no."),
        null=True,
        blank=True,
        help_text=_("The number of the witness, further up in this list, through which we know this one."),
    )
    seen_on = models.DateField(
        _("seen on"),
        null=True,
        blank=True,
        help_text=_("When a curator held it and compared the words; empty where nobody has."),
    )
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("seen by"),
        editable=False,
    )
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("attestation")
        verbose_name_plural = _("attestations")
        ordering = ["position", "pk"]
        # In place of the source's own index: the quotations of each source are counted in it alone.
        indexes = [models.Index(fields=["source", "quotation"], name="quotations_found")]
        constraints = [
            choice_constraint("locator_label", LocatorLabel),
            choice_constraint("kind", WitnessKind),
            choice_constraint("basis", Basis),
            models.UniqueConstraint(fields=["quotation", "position"], name="quotations_attestation_one_place"),
            models.CheckConstraint(
                condition=Q(quoted_in__isnull=True) | Q(quoted_in__gte=1, quoted_in__lt=F("position")),
                name="quotations_attestation_quoted_in_earlier",
                violation_error_message=_("“Quoted in” names a witness further up in the list, by its number."),
            ),
            SiblingKey(
                parent="quotation",
                reference="quoted_in",
                target="position",
                name="quotations_attestation_quoted_in_sibling",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.source}"

    @property
    def seen(self) -> bool:
        """True where a curator has held this witness and compared the words."""
        return self.seen_on is not None

    def chain(self, by_position: dict[int, "Attestation"]) -> list["Attestation"]:
        """Return the witnesses from the one in hand to this one."""
        chain = [self]
        while chain[0].quoted_in is not None:
            chain.insert(0, by_position[chain[0].quoted_in])
        return chain


def chains_of(attestations: Iterable[Any]) -> list[list[Any]]:
    """Return each chain of a quotation's witnesses, from the one in hand to the farthest that it names."""
    by_position = {row.position: row for row in attestations}
    quoting = {row.quoted_in for row in by_position.values()}
    return [row.chain(by_position) for row in by_position.values() if row.position not in quoting]


class Attribution(Grounded):
    """Who said it, as a claim; several may compete."""

    quotation = models.ForeignKey(Quotation, models.CASCADE, related_name="attributions", verbose_name=_("quotation"))
    position = models.PositiveSmallIntegerField(_("order"), default=1)
    agent = models.ForeignKey(Agent, models.PROTECT, related_name="attributions", verbose_name=_("speaker"))
    role = models.ForeignKey(
        AgentRole,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("role at the time"),
    )
    standing = models.CharField(
        _("standing"), max_length=14, choices=Standing, default=Standing.ATTESTED, db_index=True
    )
    reason = models.TextField(_("reason"), blank=True)
    rests_on = models.ManyToManyField(Attestation, blank=True, related_name="attributions", verbose_name=_("rests on"))

    class Meta:
        verbose_name = _("attribution")
        verbose_name_plural = _("attributions")
        ordering = ["position", "pk"]
        constraints = [
            choice_constraint("standing", Standing),
            choice_constraint("basis", Basis),
            models.UniqueConstraint(fields=["quotation", "position"], name="quotations_attribution_one_place"),
            models.UniqueConstraint(
                fields=["quotation", "agent"],
                name="quotations_attribution_one_claim",
                violation_error_message=_("This speaker has an attribution already."),
            ),
            models.CheckConstraint(
                condition=~Q(standing__in=["disputed", "misattributed"]) | ~Q(reason=""),
                name="quotations_attribution_doubt_has_reason",
                violation_error_message=_("A disputed or mistaken attribution says why."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agent} ({self.get_standing_display()})"

    def clean(self) -> None:
        super().clean()
        if self.role and self.role.agent_id != self.agent_id:
            raise ValidationError({"role": _("This role is another person's.")})


class LinkKind(models.TextChoices):
    """How a quotation belongs to an event."""

    SAID_AT = "said at", _("said at")
    SPEAKS_OF = "speaks of", _("speaks of")
    CONTEXT = "context", _("context")


class EventLink(Row):
    """A quotation's tie to an event."""

    quotation = models.ForeignKey(Quotation, models.CASCADE, related_name="event_links", verbose_name=_("quotation"))
    event = models.ForeignKey(
        Event, models.PROTECT, related_name="quotation_links", verbose_name=_("event"), db_index=False
    )
    kind = models.CharField(_("kind"), max_length=10, choices=LinkKind, default=LinkKind.SPEAKS_OF)

    class Meta:
        verbose_name = _("link to an event")
        verbose_name_plural = _("links to events")
        ordering = ["kind", "pk"]
        constraints = [
            choice_constraint("kind", LinkKind),
            models.UniqueConstraint(fields=["quotation", "event", "kind"], name="quotations_eventlink_once"),
        ]
        indexes = [models.Index(fields=["event", "quotation", "kind"], name="quotations_of_event")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.event}"
