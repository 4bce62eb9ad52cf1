"""BibLaTeX's entry types and fields, and what of CSL each of them holds."""

# The entry type of each CSL type; biblatex's own legal and musical types allow no field at all when validated.
KINDS = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "classic": "book",
    "dataset": "dataset",
    "entry": "inreference",
    "entry-dictionary": "inreference",
    "entry-encyclopedia": "inreference",
    "manuscript": "unpublished",
    "pamphlet": "booklet",
    "paper-conference": "inproceedings",
    "patent": "patent",
    "periodical": "periodical",
    "post": "online",
    "post-weblog": "online",
    "report": "report",
    "review": "article",
    "review-book": "article",
    "software": "software",
    "speech": "unpublished",
    "thesis": "thesis",
    "webpage": "online",
}
# What a reader makes of an entry type that has no `entrysubtype`.
TYPES = {
    "article": "article-journal",
    "book": "book",
    "booklet": "pamphlet",
    "collection": "book",
    "dataset": "dataset",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "inreference": "entry-encyclopedia",
    "misc": "document",
    "online": "webpage",
    "patent": "patent",
    "periodical": "periodical",
    "report": "report",
    "software": "software",
    "thesis": "thesis",
    "unpublished": "manuscript",
}
SUBTYPES = {"article-magazine": "magazine", "article-newspaper": "newspaper"}

EDITORS = "editor editora editorb editorc translator annotator commentator"
BOOK = (
    f"{EDITORS} introduction foreword afterword"
    " chapter edition isbn location number pages part publisher series volume volumes"
)
# biblatex's default data model, less the fields that we never write.
EVERYWHERE = frozenset(
    "title note pubstate abstract annotation doi url urldate date entrysubtype eprint eprinttype keywords"
    " langid library namea nameb namec options origdate origlocation origpublisher origtitle shorttitle".split()
)
ALLOWED = {
    "article": f"author journaltitle {EDITORS} issn number series shortjournal version volume pages",
    "book": f"author {BOOK} pagetotal",
    "booklet": "author editor chapter howpublished location pages pagetotal type",
    "collection": f"{BOOK} pagetotal",
    "dataset": "author editor edition location number organization publisher series type version",
    "inbook": f"author booktitle bookauthor {BOOK}",
    "incollection": f"author booktitle {BOOK}",
    "inproceedings": "author booktitle editor chapter eventdate eventtitle venue isbn location number pages part"
    " publisher series volume volumes",
    "inreference": f"author booktitle {BOOK}",
    "misc": "author editor howpublished location organization type version",
    "online": "author editor organization version",
    "patent": "author holder location number type version",
    "periodical": "editor editora editorb editorc issn number series volume",
    "report": "author chapter institution location number pages pagetotal type version",
    "software": "author editor howpublished location organization type version",
    "thesis": "author chapter institution location pages pagetotal type",
    "unpublished": "author eventdate eventtitle venue howpublished location type",
}
FIELDS = {kind: EVERYWHERE | set(names.split()) for kind, names in ALLOWED.items()}

# Each field with the CSL variables that it can hold; of two fields for one variable the first that is allowed takes it.
TITLES = (("journaltitle", "container-title"), ("booktitle", "container-title"), ("howpublished", "container-title"))
PLAIN = (
    ("shortjournal", "container-title-short"),
    ("series", "collection-title"),
    ("volume", "volume"),
    ("volumes", "number-of-volumes"),
    ("chapter", "chapter-number"),
    ("part", "part-number"),
    ("pagetotal", "number-of-pages"),
    ("edition", "edition"),
    ("version", "version"),
    ("type", "genre"),
    ("eventtitle", "event-title"),
    ("venue", "event-place"),
    ("library", "source"),
    ("pubstate", "status"),
    ("origtitle", "original-title"),
    ("abstract", "abstract"),
)
LISTS = (
    ("publisher", "publisher"),
    ("institution", "publisher"),
    ("organization", "publisher"),
    ("location", "publisher-place"),
    ("origpublisher", "original-publisher"),
    ("origlocation", "original-publisher-place"),
)
# What `number` means, by entry type; elsewhere it is the number within a series.
NUMBERS = {"article": "issue", "periodical": "issue", "patent": "number", "report": "number", "dataset": "number"}
DATES = (("date", "issued"), ("origdate", "original-date"), ("urldate", "accessed"), ("eventdate", "event-date"))
ROLES = (
    ("author", "author"),
    ("editor", "editor"),
    ("translator", "translator"),
    ("bookauthor", "container-author"),
)
# Roles without a field of their own go into these, with the role's name in `editoratype` or `nameatype`.
SLOTS = ("editora", "editorb", "editorc", "namea", "nameb", "namec")

LANGUAGES = {
    "ar": "arabic", "be": "belarusian", "bg": "bulgarian", "bn": "bengali", "ca": "catalan", "cs": "czech",
    "cy": "welsh", "da": "danish", "de": "german", "el": "greek", "en": "english", "en-GB": "british",
    "en-US": "american", "eo": "esperanto", "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian",
    "fi": "finnish", "fr": "french", "ga": "irish", "he": "hebrew", "hi": "hindi", "hr": "croatian",
    "hu": "magyar", "hy": "armenian", "is": "icelandic", "it": "italian", "ja": "japanese", "ka": "georgian",
    "ko": "korean", "la": "latin", "lt": "lithuanian", "lv": "latvian", "mn": "mongolian", "nl": "dutch",
    "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sk": "slovak",
    "sl": "slovene", "sr": "serbian", "sv": "swedish", "tr": "turkish", "uk": "ukrainian", "vi": "vietnamese",
    "zh": "chinese",
}  # fmt: skip
