"""Locating: the labels of the places in a source at which words are found."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LocatorLabel(models.TextChoices):
    """The locator terms of CSL 1.0.2."""

    PAGE = "page", _("page")
    ACT = "act", _("act")
    APPENDIX = "appendix", _("appendix")
    ARTICLE = "article-locator", _("article")
    BOOK = "book", _("book")
    CANON = "canon", _("canon")
    CHAPTER = "chapter", _("chapter")
    COLUMN = "column", _("column")
    ELOCATION = "elocation", _("electronic location")
    EQUATION = "equation", _("equation")
    FIGURE = "figure", _("figure")
    FOLIO = "folio", _("folio")
    ISSUE = "issue", _("number")
    LINE = "line", _("line")
    NOTE = "note", _("note")
    OPUS = "opus", _("opus")
    PARAGRAPH = "paragraph", _("paragraph")
    PART = "part", _("part")
    RULE = "rule", _("rule")
    SCENE = "scene", _("scene")
    SECTION = "section", _("section")
    SUB_VERBO = "sub-verbo", _("under the word")
    SUPPLEMENT = "supplement", _("supplement")
    TABLE = "table", _("table")
    TIMESTAMP = "timestamp", _("time")
    TITLE = "title-locator", _("title")
    VERSE = "verse", _("verse")
    VERSION = "version", _("version")
    VOLUME = "volume", _("volume")
