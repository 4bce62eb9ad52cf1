"""Sources: bibliographic items, who contributed to them, and their identifiers."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sources import folding
from sources.fields import HistoricalDateColumns, ReadableJSON, date_constraint
from sources.models.agents import Agent
from sources.models.records import Basis, Grounded, Record, choice_constraint, no_loop
from sources.models.rows import Row


class SourceType(models.TextChoices):
    """The types of CSL 1.0.2, appendix III."""

    ARTICLE = "article", _("article or preprint")
    ARTICLE_JOURNAL = "article-journal", _("journal article")
    ARTICLE_MAGAZINE = "article-magazine", _("magazine article")
    ARTICLE_NEWSPAPER = "article-newspaper", _("newspaper article")
    BILL = "bill", _("bill")
    BOOK = "book", _("book")
    BROADCAST = "broadcast", _("broadcast")
    CHAPTER = "chapter", _("chapter")
    CLASSIC = "classic", _("classical text")
    COLLECTION = "collection", _("archival collection")
    DATASET = "dataset", _("data set")
    DOCUMENT = "document", _("document")
    ENTRY = "entry", _("entry")
    ENTRY_DICTIONARY = "entry-dictionary", _("dictionary entry")
    ENTRY_ENCYCLOPEDIA = "entry-encyclopedia", _("encyclopaedia entry")
    EVENT = "event", _("event")
    FIGURE = "figure", _("figure")
    GRAPHIC = "graphic", _("picture")
    HEARING = "hearing", _("hearing")
    INTERVIEW = "interview", _("interview")
    LEGAL_CASE = "legal_case", _("legal case")
    LEGISLATION = "legislation", _("law or decree")
    MANUSCRIPT = "manuscript", _("manuscript")
    MAP = "map", _("map")
    MOTION_PICTURE = "motion_picture", _("film")
    MUSICAL_SCORE = "musical_score", _("musical score")
    PAMPHLET = "pamphlet", _("pamphlet")
    PAPER_CONFERENCE = "paper-conference", _("conference paper")
    PATENT = "patent", _("patent")
    PERFORMANCE = "performance", _("performance")
    PERIODICAL = "periodical", _("periodical")
    PERSONAL_COMMUNICATION = "personal_communication", _("letter or conversation")
    POST = "post", _("post")
    POST_WEBLOG = "post-weblog", _("weblog post")
    REGULATION = "regulation", _("regulation")
    REPORT = "report", _("report")
    REVIEW = "review", _("review")
    REVIEW_BOOK = "review-book", _("book review")
    SOFTWARE = "software", _("software")
    SONG = "song", _("song or sound recording")
    SPEECH = "speech", _("speech")
    STANDARD = "standard", _("standard")
    THESIS = "thesis", _("thesis")
    TREATY = "treaty", _("treaty")
    WEBPAGE = "webpage", _("web page")


class ContributorRole(models.TextChoices):
    """The name variables of CSL 1.0.2, appendix IV."""

    AUTHOR = "author", _("author")
    CHAIR = "chair", _("chair")
    COLLECTION_EDITOR = "collection-editor", _("series editor")
    COMPILER = "compiler", _("compiler")
    COMPOSER = "composer", _("composer")
    CONTAINER_AUTHOR = "container-author", _("author of the whole")
    CONTRIBUTOR = "contributor", _("contributor")
    CURATOR = "curator", _("curator")
    DIRECTOR = "director", _("director")
    EDITOR = "editor", _("editor")
    EDITOR_TRANSLATOR = "editor-translator", _("editor and translator")
    EDITORIAL_DIRECTOR = "editorial-director", _("editorial director")
    EXECUTIVE_PRODUCER = "executive-producer", _("executive producer")
    GUEST = "guest", _("guest")
    HOST = "host", _("host")
    ILLUSTRATOR = "illustrator", _("illustrator")
    INTERVIEWER = "interviewer", _("interviewer")
    NARRATOR = "narrator", _("narrator")
    ORGANIZER = "organizer", _("organiser")
    ORIGINAL_AUTHOR = "original-author", _("author of the original")
    PERFORMER = "performer", _("performer")
    PRODUCER = "producer", _("producer")
    RECIPIENT = "recipient", _("recipient")
    REVIEWED_AUTHOR = "reviewed-author", _("author reviewed")
    SCRIPT_WRITER = "script-writer", _("script writer")
    SERIES_CREATOR = "series-creator", _("creator of the series")
    TRANSLATOR = "translator", _("translator")


CITE_KEY = RegexValidator(
    r"\A[A-Za-z0-9][A-Za-z0-9_:.+/-]*\Z", _("A cite key has ASCII letters, digits and _:.+/- only.")
)


class Source(Grounded, Record):
    """One bibliographic item; with its contributions it can say all that CSL-JSON can."""

    cite_key = models.CharField(
        _("cite key"),
        max_length=120,
        unique=True,
        blank=True,
        validators=[CITE_KEY],
        help_text=_("Given once and never changed, since readers' documents cite by it. Left out, it is made."),
    )
    type = models.CharField(_("type"), max_length=24, choices=SourceType, default=SourceType.BOOK)
    title = models.TextField(_("title"), help_text=_("A title that the archive supplies stands in [brackets]."))
    language = models.CharField(_("language"), max_length=35, blank=True)
    part_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("part of"),
        help_text=_("The book of a chapter, the site of an article, the fonds of a letter."),
    )
    translation_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="translations",
        verbose_name=_("translation of"),
    )
    issued = HistoricalDateColumns(_("issued"))
    accessed = HistoricalDateColumns(_("accessed"))
    publisher = models.CharField(_("publisher"), max_length=300, blank=True)
    publisher_place = models.CharField(_("place of publication"), max_length=300, blank=True)
    url = models.URLField(_("address on the web"), max_length=2000, blank=True)
    variables = models.JSONField(
        _("further CSL variables"),
        default=dict,
        blank=True,
        encoder=ReadableJSON,
        help_text=_('A JSON object of what CSL-JSON can say besides, as {"volume": "2", "page": "366"}.'),
    )
    note = models.TextField(_("note"), blank=True)
    folded = models.CharField(max_length=folding.LONGEST, blank=True, editable=False, db_index=True)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            choice_constraint("basis", Basis),
            choice_constraint("type", SourceType),
            date_constraint("issued"),
            date_constraint("accessed"),
            models.CheckConstraint(condition=~Q(title=""), name="sources_source_has_title"),
            models.CheckConstraint(condition=~Q(cite_key=""), name="sources_source_has_cite_key"),
            models.CheckConstraint(condition=~Q(part_of=F("id")), name="sources_source_not_part_of_itself"),
            models.CheckConstraint(
                condition=~Q(translation_of=F("id")), name="sources_source_not_translation_of_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("source", args=[self.shown_id])

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.complete()
        super().save(*args, **kwargs)

    def complete(self) -> None:
        """Give the source its cite key, which then never changes, and the form by which its like is found."""
        self.cite_key = self.cite_key or f"s{self.pk.lower()}"
        self.folded = folding.title_key(self.title)

    def clean(self) -> None:
        super().clean()
        for relation in ("part_of", "translation_of"):
            if not no_loop(self, relation):
                raise ValidationError({relation: _("This would make the source a part or translation of itself.")})

    def clean_values(self) -> None:
        super().clean_values()
        if not isinstance(self.variables, dict):
            raise ValidationError({"variables": _('Write a JSON object, as {"volume": "2"}.')})


class Contribution(Row):
    """What an agent did for a source, and the name as printed there."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="contributions", verbose_name=_("source"))
    position = models.PositiveSmallIntegerField(_("order"), default=1)
    role = models.CharField(_("role"), max_length=24, choices=ContributorRole, default=ContributorRole.AUTHOR)
    agent = models.ForeignKey(
        Agent,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="contributions",
        verbose_name=_("person or organisation"),
    )
    printed = models.JSONField(
        _("name as printed"),
        default=dict,
        blank=True,
        encoder=ReadableJSON,
        help_text=_(
            'A CSL name, as {"family": "Trotsky", "given": "Leon"} or {"literal": "…"}; '
            "left out, the preferred name is used."
        ),
    )

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        ordering = ["position", "pk"]
        constraints = [
            choice_constraint("role", ContributorRole),
            models.UniqueConstraint(fields=["source", "position"], name="sources_contribution_one_place"),
            models.CheckConstraint(
                condition=Q(agent__isnull=False) | ~Q(printed={}),
                name="sources_contribution_has_name",
                violation_error_message=_("Choose a person or organisation, or give the name as printed."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name_in(self.source.language)} ({self.get_role_display()})"

    def clean(self) -> None:
        super().clean()
        self.clean_values()

    def clean_values(self) -> None:
        """Raise ValidationError for a printed name whose parts are not text."""
        parts = self.printed.values() if isinstance(self.printed, dict) else [None]
        if any(not isinstance(part, str | bool) for part in parts):
            raise ValidationError({"printed": _("The parts of a name are text.")})

    def name_in(self, language: str) -> str:
        """Return the name that a reader sees: as printed, else the agent's own."""
        if self.agent and not self.printed:
            return self.agent.name_in(language)
        parts = (self.printed.get(part, "") for part in ("literal", "given", "non-dropping-particle", "family"))
        return " ".join(filter(None, parts))


class SourceScheme(models.TextChoices):
    """Who gives identifiers to sources; the names are those of the CSL variables, where there is one."""

    DOI = "DOI", "DOI"
    ISBN = "ISBN", "ISBN"
    ISSN = "ISSN", "ISSN"
    PMID = "PMID", "PMID"
    PMCID = "PMCID", "PMCID"
    WIKIDATA = "wikidata", "Wikidata"
    OCLC = "OCLC", "OCLC"
    NDL = "NDL", "NDL"
    ARK = "ARK", "ARK"
    HANDLE = "Handle", "Handle"


class SourceIdentifier(Row):
    """A source's number elsewhere; the parts of a book share its ISBN, so it need not be unique."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="identifiers", verbose_name=_("source"))
    scheme = models.CharField(_("scheme"), max_length=12, choices=SourceScheme)
    value = models.CharField(_("identifier"), max_length=300, db_index=True)
    folded = models.CharField(max_length=300, blank=True, editable=False, db_index=True)

    class Meta:
        verbose_name = _("identifier")
        verbose_name_plural = _("identifiers")
        ordering = ["scheme", "value"]
        constraints = [
            choice_constraint("scheme", SourceScheme),
            models.UniqueConstraint(fields=["source", "scheme", "value"], name="sources_sourceidentifier_once"),
            models.CheckConstraint(condition=~Q(value=""), name="sources_sourceidentifier_has_value"),
        ]

    def __str__(self) -> str:
        return f"{self.get_scheme_display()} {self.value}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.complete()
        super().save(*args, **kwargs)

    def complete(self) -> None:
        """Fill in the form by which the identifier is found, however it is written."""
        self.folded = folding.folded_identifier(self.scheme, self.value)
