"""What BibTeX's and BibLaTeX's types and fields are called in CSL."""

# fmt: off
TYPES = {
    "article": "article-journal", "suppperiodical": "article-journal", "book": "book", "mvbook": "book",
    "booklet": "book", "manual": "book", "proceedings": "book", "mvproceedings": "book", "collection": "book",
    "mvcollection": "book", "reference": "book", "mvreference": "book", "ebook": "book", "periodical": "periodical",
    "inbook": "chapter", "bookinbook": "chapter", "suppbook": "chapter", "incollection": "chapter",
    "suppcollection": "chapter", "inreference": "entry-encyclopedia", "inproceedings": "paper-conference",
    "conference": "paper-conference", "phdthesis": "thesis", "mastersthesis": "thesis", "thesis": "thesis",
    "bachelorthesis": "thesis", "bathesis": "thesis", "mathesis": "thesis", "candthesis": "thesis",
    "techreport": "report", "report": "report", "patent": "patent", "unpublished": "manuscript",
    "manuscript": "manuscript", "misc": "document", "online": "webpage", "electronic": "webpage", "www": "webpage",
    "webpage": "webpage", "website": "webpage", "software": "software", "dataset": "dataset", "data": "dataset",
    "standard": "standard", "norm": "standard", "jurisdiction": "legal_case", "case": "legal_case",
    "legislation": "legislation", "legal": "treaty", "bill": "bill", "movie": "motion_picture",
    "video": "motion_picture", "film": "motion_picture", "audio": "song", "music": "song", "artwork": "graphic",
    "image": "graphic", "performance": "performance", "review": "review", "letter": "personal_communication",
    "email": "personal_communication", "commentary": "book", "map": "map", "presentation": "speech",
    "speech": "speech", "talk": "speech", "interview": "interview", "newspaper": "article-newspaper",
    "newsarticle": "article-newspaper", "magazine": "article-magazine", "blog": "post-weblog",
    "preprint": "article", "dictionaryentry": "entry-dictionary", "encyclopedia": "entry-encyclopedia",
}
THESES = {
    "phdthesis": "PhD Thesis", "mastersthesis": "Master's Thesis", "mathesis": "Master's Thesis",
    "bathesis": "Bachelor's Thesis", "bachelorthesis": "Bachelor's Thesis", "candthesis": "Candidate Thesis",
}
# BibLaTeX's words for a `type`, which its styles translate.
GENRES = THESES | {
    "patentus": "U.S. Patent", "patenteu": "European Patent", "patentuk": "British Patent",
    "patentde": "German Patent", "patentfr": "French Patent",
    "techreport": "Technical Report", "resreport": "Research Report", "software": "Computer Software",
    "datacd": "Data CD", "audiocd": "Audio CD", "patent": "Patent", "patreq": "Patent Request",
}
TEXTS = {
    "title": "title", "shorttitle": "title-short", "booktitle": "container-title", "journaltitle": "container-title",
    "journal": "container-title", "fjournal": "container-title", "shortjournal": "container-title-short",
    "journalabbreviation": "container-title-short", "journal_abbrev": "container-title-short",
    "publisher": "publisher", "address": "publisher-place", "location": "publisher-place", "volume": "volume",
    "volumes": "number-of-volumes", "edition": "edition", "series": "collection-title",
    "chapter": "chapter-number", "part": "part-number", "section": "section", "version": "version",
    "abstract": "abstract", "isbn": "ISBN", "issn": "ISSN", "pagetotal": "number-of-pages",
    "numpages": "number-of-pages", "eid": "page", "articleno": "page", "language": "language",
    "langid": "language", "hyphenation": "language", "pubstate": "status", "eventtitle": "event-title",
    "venue": "event-place", "origtitle": "original-title", "origpublisher": "original-publisher",
    "origlocation": "original-publisher-place", "reprinttitle": "reviewed-title", "callnumber": "call-number",
    "call-number": "call-number", "archive": "archive", "archivelocation": "archive_location",
    "library": "source", "pmid": "PMID", "pmcid": "PMCID", "scale": "scale", "holder-place": "authority",
    "issuetitle": "volume-title", "court": "authority", "reporter": "container-title",
    "jurisdiction": "jurisdiction", "medium": "medium", "copyright": "license",
    "rights": "license",
}
NAMES = {
    "author": "author", "editor": "editor", "translator": "translator", "bookauthor": "container-author",
    "collaborator": "contributor", "contributor": "contributor", "director": "director", "recipient": "recipient",
    "interviewer": "interviewer", "composer": "composer", "illustrator": "illustrator", "compiler": "compiler",
    "origauthor": "original-author", "serieseditor": "collection-editor", "producer": "producer",
    "scriptwriter": "script-writer", "performer": "performer", "narrator": "narrator", "holder": "holder",
    "commentator": "commentator", "annotator": "annotator", "introduction": "introduction", "foreword": "foreword",
    "afterword": "afterword", "reviewedauthor": "reviewed-author", "organizer": "organizer",
}
# What `editortype` makes of `editor`, and `editoratype` of `editora`.
EDITOR_ROLES = {
    "editor": "editor", "compiler": "compiler", "founder": "editor", "continuator": "editor", "redactor": "editor",
    "reviser": "editor", "collaborator": "contributor", "organizer": "organizer", "director": "director",
    "producer": "producer", "translator": "translator", "recipient": "recipient", "interviewer": "interviewer",
    "scriptwriter": "script-writer", "performer": "performer", "narrator": "narrator", "composer": "composer",
    "serieseditor": "collection-editor", "series": "collection-editor",
}
# fmt: on
# Types and roles that our own writer names where BibLaTeX has no word for them.
CSL_TYPES = frozenset(
    "article article-journal article-magazine article-newspaper bill broadcast classic collection dataset document"
    " entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation manuscript"
    " map motion_picture musical_score pamphlet paper-conference performance periodical personal_communication post"
    " post-weblog regulation report review review-book software song speech standard thesis treaty webpage".split()
)
LANGUAGE_TAGS = {
    "american": "en-US",
    "arabic": "ar",
    "british": "en-GB",
    "chinese": "zh",
    "czech": "cs",
    "danish": "da",
    "dutch": "nl",
    "english": "en",
    "finnish": "fi",
    "french": "fr",
    "german": "de",
    "greek": "el",
    "hebrew": "he",
    "italian": "it",
    "japanese": "ja",
    "korean": "ko",
    "latin": "la",
    "magyar": "hu",
    "norwegian": "no",
    "persian": "fa",
    "polish": "pl",
    "portuguese": "pt",
    "russian": "ru",
    "serbian": "sr",
    "spanish": "es",
    "swedish": "sv",
    "turkish": "tr",
    "ukrainian": "uk",
}
NOTES = ("note", "annote", "annotation", "addendum", "comment", "comments", "review", "notes")
# Identifiers that CSL has no variable for go into the note, as Zotero writes them.
NOTED = {"lccn": "LCCN", "mrnumber": "MR", "zmnumber": "Zbl", "zbl": "Zbl", "zblnumber": "Zbl"}
PERIODICALS = frozenset({"article-journal", "article-magazine", "article-newspaper", "periodical", "review"})
# Of these, a number is the report's, the patent's, the law's own.
NUMBERED = frozenset(
    ["report", "patent", "standard", "bill", "legislation", "legal_case", "software", "dataset", "document", "webpage"]
)
NUMBERED |= frozenset({"thesis", "manuscript", "article", "speech", "map"})
PAGED_AS_A_WHOLE = frozenset({"book", "thesis", "manuscript"})
