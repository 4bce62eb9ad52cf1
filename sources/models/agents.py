"""Agents: people and organisations, their names in every script, their roles and identifiers."""

from collections import defaultdict
from dataclasses import fields

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sources import labels, names
from sources.fields import HistoricalDateColumns, LabelsField, date_constraint
from sources.models.records import Basis, Dated, Grounded, Record, check_language, choice_constraint
from sources.models.rows import RowQuerySet

NAME_COLUMNS = [f"names__{field.name}" for field in fields(names.PersonalName)]


class AgentKind(models.TextChoices):
    """What an agent is."""

    PERSON = "person", _("person")
    ORGANISATION = "organisation", _("organisation")


class AgentQuerySet(RowQuerySet):
    """Questions about many agents."""

    def with_names(self) -> "AgentQuerySet":
        """Fetch the names with the agents, so that showing them asks nothing more."""
        return self.prefetch_related("names")

    def names_in(self, language: str) -> "dict[str, names.PersonalName | None]":
        """Return the name of each agent that a reader of `language` sees, without making records of the rows."""
        rows = self.order_by("names__position", "names__pk").values_list("pk", "language", *NAME_COLUMNS)
        known: dict[str, list[names.PersonalName]] = defaultdict(list)
        own = {}
        for pk, own_language, tag, *rest in rows:
            own[pk] = own_language
            known[pk] += [names.PersonalName(tag, *rest)] if tag is not None else []
        return {pk: names.choose(known[pk], language, own=own[pk]) for pk in own}

    def named(self, text: str) -> "AgentQuerySet":
        """Agents whose names, in any script, hold every word of `text`."""
        found = self
        for word in names.folded(text).split():
            found = found.filter(names__folded__contains=word)
        return found.distinct()


class Agent(Grounded, Record):
    """A person or an organisation: speaker and author alike, one authority record."""

    kind = models.CharField(_("kind"), max_length=12, choices=AgentKind, default=AgentKind.PERSON)
    language = models.CharField(
        _("own language"), max_length=35, blank=True, help_text=_("The language in which they lived, as ru.")
    )
    born = HistoricalDateColumns(_("born or founded"))
    died = HistoricalDateColumns(_("died or dissolved"))
    known_as = LabelsField(
        _("known as"), blank=True, help_text=_("In a few words; one language a line, as “en: historian”.")
    )
    note = models.TextField(_("note"), blank=True)

    objects = AgentQuerySet.as_manager()

    class Meta:
        verbose_name = _("person or organisation")
        verbose_name_plural = _("people and organisations")
        constraints = [
            choice_constraint("kind", AgentKind),
            choice_constraint("basis", Basis),
            date_constraint("born"),
            date_constraint("died"),
        ]

    def __str__(self) -> str:
        return self.name_in(get_language() or "en")

    def get_absolute_url(self) -> str:
        return reverse("person", args=[self.shown_id])

    def clean_values(self) -> None:
        super().clean_values()
        if self.language:
            check_language(self.language)

    def preferred_name(self, language: str) -> names.PersonalName | None:
        """Return the name for a reader of `language`; None where the agent has no name yet."""
        return names.choose((row.as_name() for row in self.names.all()), language, own=self.language)

    def name_in(self, language: str) -> str:
        """Return the name that a reader of `language` sees."""
        name = self.preferred_name(language)
        return name.display() if name else self.shown_id

    def known_as_in(self, language: str) -> labels.Label | None:
        """Return the few words that say who this is."""
        return labels.choose(self.known_as, language, own=self.language) if self.known_as else None


class NameForm(models.TextChoices):
    """How a name is written down."""

    LITERAL = "literal", _("one literal, never taken apart")
    PARTS = "parts", _("family and given name")


class NameUse(models.TextChoices):
    """What a name is for."""

    PREFERRED = "preferred", _("preferred")
    VARIANT = "variant", _("variant")
    TRANSLITERATION = "transliteration", _("transliteration")
    PSEUDONYM = "pseudonym", _("pseudonym")


class AgentName(Grounded):
    """One name of an agent, in one language and script."""

    agent = models.ForeignKey(Agent, models.CASCADE, related_name="names", verbose_name=_("agent"))
    position = models.PositiveSmallIntegerField(_("order"), default=1)
    language = models.CharField(_("language"), max_length=35)
    script = models.CharField(
        _("script"),
        max_length=4,
        blank=True,
        help_text=_("ISO 15924, as Cyrl; left out, it is found from the letters."),
    )
    form = models.CharField(_("form"), max_length=8, choices=NameForm, default=NameForm.LITERAL)
    literal = models.CharField(
        _("literal name"),
        max_length=300,
        blank=True,
        help_text=_("A foreign name in kana is one literal: ウラジーミル・レーニン."),
    )
    family = models.CharField(_("family name"), max_length=200, blank=True)
    given = models.CharField(_("given names"), max_length=200, blank=True)
    particle = models.CharField(
        _("particle"),
        max_length=50,
        blank=True,
        help_text=_("Cited with the family name, as “de” in de Gaulle."),
    )
    dropping_particle = models.CharField(
        _("dropping particle"),
        max_length=50,
        blank=True,
        help_text=_("Left out where the family name stands alone, as “von” in von Humboldt."),
    )
    suffix = models.CharField(_("suffix"), max_length=50, blank=True, help_text=_("As “Jr.”."))
    use = models.CharField(_("use"), max_length=16, choices=NameUse, default=NameUse.PREFERRED)
    sort_as = models.CharField(
        _("sort as"),
        max_length=300,
        blank=True,
        help_text=_("The reading or romanisation by which it is sorted."),
    )
    folded = models.CharField(max_length=700, editable=False, db_index=True)
    sort_key = models.CharField(max_length=700, editable=False, default="", db_index=True)

    class Meta:
        verbose_name = _("name")
        verbose_name_plural = _("names")
        ordering = ["position", "pk"]
        constraints = [
            choice_constraint("basis", Basis),
            choice_constraint("form", NameForm),
            choice_constraint("use", NameUse),
            models.UniqueConstraint(fields=["agent", "position"], name="sources_agentname_one_place"),
            models.UniqueConstraint(
                fields=["agent", "language"],
                condition=Q(use="preferred"),
                name="sources_agentname_one_preferred",
                violation_error_message=_("There is already a preferred name in this language."),
            ),
            models.CheckConstraint(
                condition=(Q(form="literal", family="", given="") & ~Q(literal=""))
                | (Q(form="parts", literal="") & ~Q(family="")),
                name="sources_agentname_literal_or_parts",
                violation_error_message=_(
                    "A literal name has no parts, and a name in parts needs a family name and no literal."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.as_name().display()

    def clean(self) -> None:
        super().clean()
        self.form = self.meant_form()
        self.clean_values()

    def clean_values(self) -> None:
        """Raise ValidationError for a language that is none; what is missing the fields say themselves."""
        if self.language:
            check_language(self.language)

    def save(self, *args: object, **kwargs: object) -> None:
        self.complete()
        super().save(*args, **kwargs)

    def complete(self) -> None:
        """Fill in what follows from the rest: that it is in parts, the script and the form for searching."""
        self.form = self.meant_form()
        parts = (self.literal, self.given, self.dropping_particle, self.particle, self.family, self.suffix)
        name = " ".join(filter(None, parts))
        self.script = self.script or names.script_of(name, self.language)
        self.folded = names.folded(f"{name} {self.sort_as}")
        self.sort_key = self.as_name().sort_key()

    def meant_form(self) -> str:
        """Return the form: whoever fills in a family name and no literal means a name in parts."""
        return NameForm.PARTS if self.family and not self.literal else self.form

    def as_name(self) -> names.PersonalName:
        """Return the name as the core knows it."""
        return names.PersonalName(
            language=self.language,
            script=self.script,
            form=names.Form(self.form),
            literal=self.literal,
            family=self.family,
            given=self.given,
            particle=self.particle,
            dropping_particle=self.dropping_particle,
            suffix=self.suffix,
            use=names.Use(self.use),
            sort_as=self.sort_as,
        )


class AgentRole(Grounded, Dated):
    """An office that an agent held over time."""

    agent = models.ForeignKey(Agent, models.CASCADE, related_name="roles", verbose_name=_("agent"))
    position = models.PositiveSmallIntegerField(_("order"), default=1)
    titles = LabelsField(_("title"), help_text=_("One language a line, as “en: Prime Minister”."))
    held = HistoricalDateColumns(_("held"))

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering = ["position", "pk"]
        constraints = [
            choice_constraint("basis", Basis),
            date_constraint("held"),
            models.UniqueConstraint(fields=["agent", "position"], name="sources_agentrole_one_place"),
            models.CheckConstraint(condition=~Q(titles={}), name="sources_agentrole_has_title"),
        ]

    def __str__(self) -> str:
        return self.title_in(get_language() or "en").text

    def title_in(self, language: str) -> labels.Label:
        """Return the title that a reader of `language` sees."""
        return labels.choose(self.titles, language)


class AgentScheme(models.TextChoices):
    """Who gives identifiers to agents."""

    WIKIDATA = "wikidata", "Wikidata"
    VIAF = "viaf", "VIAF"
    ISNI = "isni", "ISNI"
    NDL = "ndl", "NDL"
    ORCID = "orcid", "ORCID"


AGENT_ADDRESSES = {
    AgentScheme.WIKIDATA: "https://www.wikidata.org/wiki/{}",
    AgentScheme.VIAF: "https://viaf.org/viaf/{}",
    AgentScheme.ISNI: "https://isni.org/isni/{}",
    AgentScheme.NDL: "https://id.ndl.go.jp/auth/ndlna/{}",
    AgentScheme.ORCID: "https://orcid.org/{}",
}


class AgentIdentifier(Grounded):
    """An agent's number in another authority file."""

    agent = models.ForeignKey(Agent, models.CASCADE, related_name="identifiers", verbose_name=_("agent"))
    scheme = models.CharField(_("scheme"), max_length=12, choices=AgentScheme)
    value = models.CharField(_("identifier"), max_length=100)

    class Meta:
        verbose_name = _("identifier")
        verbose_name_plural = _("identifiers")
        ordering = ["scheme", "value"]
        constraints = [
            choice_constraint("basis", Basis),
            choice_constraint("scheme", AgentScheme),
            models.UniqueConstraint(
                fields=["scheme", "value"],
                name="sources_agentidentifier_one_agent",
                violation_error_message=_("Another person or organisation has this identifier."),
            ),
            models.CheckConstraint(condition=~Q(value=""), name="sources_agentidentifier_has_value"),
        ]

    def __str__(self) -> str:
        return f"{self.get_scheme_display()} {self.value}"

    @property
    def url(self) -> str:
        """The address at which the other authority file shows the agent."""
        return AGENT_ADDRESSES[AgentScheme(self.scheme)].format(self.value)
