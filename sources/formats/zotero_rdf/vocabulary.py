"""Zotero's item types, and what fields and creators each of them has, in CSL's words."""

from dataclasses import dataclass

NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "z": "http://www.zotero.org/namespaces/export#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "bib": "http://purl.org/net/biblio#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "link": "http://purl.org/rss/1.0/modules/link/",
    "prism": "http://prismstandard.org/namespaces/1.2/basic/",
    "vcard": "http://nwalsh.com/rdf/vCard#",
    "schema": "http://schema.org/",
    # Ours: the whole record as CSL-JSON, which Zotero passes over and a reader of ours takes back.
    "testimonia": "urn:testimonia:formats#",
}


@dataclass(frozen=True, slots=True)
class ItemType:
    """
    One of Zotero's types.

    `rdf` and `container` are the classes of the item and of what it is part of; `fields` the CSL variables that it has
    besides `COMMON`; `creators` its creator types beside the first, which is CSL's author, and `contributor`.
    """

    rdf: str
    container: str
    author: str
    creators: frozenset[str]
    fields: frozenset[str]
    series: str = "dc:title"  # where the series' title stands: Zotero's `series`, or `seriesTitle`


COMMON = frozenset(
    "title title-short abstract language URL archive archive_location source call-number license".split()
)
ARCHIVING = frozenset(["archive", "archive_location", "source", "call-number"])
# What Zotero does not give to these, though it is common.
LACKING = dict.fromkeys(
    "bill blogPost case forumPost hearing patent presentation statute webpage".split(), ARCHIVING
) | {"computerProgram": frozenset(["language"])}
CREATORS = {
    "collection-editor": "seriesEditor",
    "composer": "composer",
    "container-author": "bookAuthor",
    "contributor": "contributor",
    "director": "director",
    "editor": "editor",
    "guest": "guest",
    "interviewer": "interviewer",
    "performer": "performer",
    "producer": "producer",
    "recipient": "recipient",
    "reviewed-author": "reviewedAuthor",
    "script-writer": "scriptwriter",
    "translator": "translator",
}


def item_type(rdf: str, fields: str, creators: str = "", container: str = "", author: str = "author") -> ItemType:
    series = "dcterms:alternative" if "series-title" in fields else "dc:title"
    named = frozenset(fields.replace("series-title", "collection-title").split())
    return ItemType(rdf, container, author, frozenset(creators.split()), named, series)


PRINTED = "volume number-of-volumes edition publisher publisher-place ISBN collection-title collection-number"
IN_BOOK = f"{PRINTED} container-title page"
ITEM_TYPES = {
    "artwork": item_type("bib:Illustration", "medium dimensions", author="artist"),
    "audioRecording": item_type(
        "bib:Recording", "medium volume number-of-volumes publisher publisher-place dimensions ISBN series-title",
        "composer wordsBy", author="performer",
    ),
    "bill": item_type("bib:Legislation", "number section chapter-number references authority", author="sponsor"),
    "blogPost": item_type("bib:Document", "container-title genre", container="z:Blog"),
    "book": item_type("bib:Book", f"{PRINTED} number-of-pages", "editor seriesEditor translator"),
    "bookSection": item_type(
        "bib:BookSection", IN_BOOK, "bookAuthor editor seriesEditor translator", container="bib:Book"
    ),
    "case": item_type(
        "bib:Document", "container-title volume page authority references", container="bib:CourtReporter"
    ),
    "computerProgram": item_type(
        "bib:Data", "version publisher publisher-place ISBN series-title", author="programmer"
    ),
    "conferencePaper": item_type(
        "", "container-title event-title publisher publisher-place volume page DOI ISBN collection-title",
        "editor seriesEditor translator", container="bib:Journal",
    ),
    "dataset": item_type("bib:Data", "number genre version publisher publisher-place medium DOI"),
    "dictionaryEntry": item_type("", IN_BOOK, "editor seriesEditor translator", container="bib:Book"),
    "document": item_type("bib:Document", "publisher", "editor reviewedAuthor translator"),
    "encyclopediaArticle": item_type("", IN_BOOK, "editor seriesEditor translator", container="bib:Book"),
    "film": item_type(
        "bib:MotionPicture", "publisher genre medium dimensions", "producer scriptwriter", author="director"
    ),
    "forumPost": item_type("bib:Document", "container-title genre", container="z:Forum"),
    "hearing": item_type(
        "bib:Report", "publisher publisher-place number-of-volumes number page authority chapter-number references",
        author="contributor",
    ),
    "interview": item_type("bib:Interview", "medium", "interviewer translator", author="interviewee"),
    "journalArticle": item_type(
        "bib:Article", "container-title container-title-short volume issue page DOI ISSN collection-title",
        "editor reviewedAuthor translator", container="bib:Journal",
    ),
    "letter": item_type("bib:Letter", "genre", "recipient"),
    "magazineArticle": item_type(
        "bib:Article", "container-title volume issue page ISSN", "reviewedAuthor translator", container="bib:Periodical"
    ),
    "manuscript": item_type("bib:Manuscript", "genre publisher-place number-of-pages", "translator"),
    "map": item_type(
        "bib:Image", "genre scale edition publisher publisher-place ISBN series-title", "seriesEditor",
        author="cartographer",
    ),
    "newspaperArticle": item_type(
        "bib:Article", "container-title publisher-place edition section page ISSN", "reviewedAuthor translator",
        container="bib:Newspaper",
    ),
    "patent": item_type("bib:Patent", "publisher-place number page references", author="inventor"),
    "preprint": item_type(
        "", "genre publisher publisher-place DOI number collection-title collection-number",
        "editor reviewedAuthor translator",
    ),
    "presentation": item_type("bib:ConferenceProceedings", "genre event-place event-title", author="presenter"),
    "report": item_type(
        "bib:Report", "number genre publisher publisher-place page series-title", "seriesEditor translator"
    ),
    "standard": item_type("", "number version publisher publisher-place status number-of-pages genre"),
    "statute": item_type("bib:Legislation", "page section chapter-number number references"),
    "thesis": item_type("bib:Thesis", "genre publisher publisher-place number-of-pages"),
    "tvBroadcast": item_type(
        "bib:Recording", "container-title number publisher publisher-place medium dimensions",
        "castMember guest producer scriptwriter", author="director",
    ),
    "webpage": item_type("bib:Document", "container-title genre", "translator", container="z:Website"),
}  # fmt: skip

# CSL's type in Zotero; where Zotero's own way back is another, `Type:` in Extra says it.
TYPES = {
    "article": "preprint",
    "article-journal": "journalArticle",
    "article-magazine": "magazineArticle",
    "article-newspaper": "newspaperArticle",
    "bill": "bill",
    "book": "book",
    "broadcast": "tvBroadcast",
    "chapter": "bookSection",
    "dataset": "dataset",
    "document": "document",
    "entry-dictionary": "dictionaryEntry",
    "entry-encyclopedia": "encyclopediaArticle",
    "graphic": "artwork",
    "hearing": "hearing",
    "interview": "interview",
    "legal_case": "case",
    "legislation": "statute",
    "manuscript": "manuscript",
    "map": "map",
    "motion_picture": "film",
    "paper-conference": "conferencePaper",
    "patent": "patent",
    "personal_communication": "letter",
    "post": "forumPost",
    "post-weblog": "blogPost",
    "report": "report",
    "software": "computerProgram",
    "song": "audioRecording",
    "speech": "presentation",
    "standard": "standard",
    "thesis": "thesis",
    "webpage": "webpage",
}
NEAREST = {
    "classic": "book",
    "collection": "document",
    "entry": "dictionaryEntry",
    "event": "presentation",
    "figure": "artwork",
    "musical_score": "audioRecording",
    "pamphlet": "book",
    "performance": "presentation",
    "periodical": "book",
    "regulation": "statute",
    "review": "journalArticle",
    "review-book": "journalArticle",
    "treaty": "document",
}
