"""Zotero's item types, fields and creators in CSL, as its published schema has them."""

# fmt: off
TYPES = {
    "artwork": "graphic", "audioRecording": "song", "bill": "bill", "blogPost": "post-weblog", "book": "book",
    "bookSection": "chapter", "case": "legal_case", "computerProgram": "software",
    "conferencePaper": "paper-conference", "dataset": "dataset", "dictionaryEntry": "entry-dictionary",
    "document": "document", "email": "personal_communication", "encyclopediaArticle": "entry-encyclopedia",
    "film": "motion_picture", "forumPost": "post", "hearing": "hearing", "instantMessage": "personal_communication",
    "interview": "interview", "journalArticle": "article-journal", "letter": "personal_communication",
    "magazineArticle": "article-magazine", "manuscript": "manuscript", "map": "map",
    "newspaperArticle": "article-newspaper", "patent": "patent", "podcast": "broadcast", "preprint": "article",
    "presentation": "speech", "radioBroadcast": "broadcast", "report": "report", "standard": "standard",
    "statute": "legislation", "thesis": "thesis", "tvBroadcast": "broadcast", "videoRecording": "motion_picture",
    "webpage": "webpage",
}
# Elements of an item that hold nothing but text, by local name.
TEXTS = {
    "title": "title", "shortTitle": "title-short", "abstract": "abstract", "language": "language",
    "volume": "volume", "number": "issue", "edition": "edition", "pages": "page", "numPages": "number-of-pages",
    "numberOfVolumes": "number-of-volumes", "libraryCatalog": "source", "archive": "archive",
    "coverage": "archive_location", "type": "genre", "medium": "medium", "system": "medium", "scale": "scale",
    "section": "section", "status": "status", "version": "version", "versionNumber": "version",
    "runningTime": "dimensions", "artworkSize": "dimensions", "meetingName": "event-title",
    "conferenceName": "event-title", "committee": "section", "legislativeBody": "authority", "court": "authority",
    "issuingAuthority": "authority", "history": "references", "references": "references", "legalStatus": "status",
    "applicationNumber": "call-number", "priorityNumbers": "issue", "session": "chapter-number",
    "episodeNumber": "number", "billNumber": "number", "patentNumber": "number", "reportNumber": "number",
    "docketNumber": "number", "publicLawNumber": "number", "documentNumber": "number", "archiveID": "number",
    "programmingLanguage": "genre", "reporter": "container-title", "code": "container-title",
    "codeNumber": "volume", "codeVolume": "volume", "reporterVolume": "volume", "firstPage": "page",
    "codePages": "page", "seriesNumber": "collection-number", "seriesTitle": "collection-title",
    "publicationTitle": "container-title", "journalAbbreviation": "container-title-short", "repository": "publisher",
    "programTitle": "container-title", "country": "publisher-place", "place": "publisher-place",
}
ROLES = {
    "authors": "author", "editors": "editor", "translators": "translator", "contributors": "contributor",
    "directors": "director", "composers": "composer", "interviewers": "interviewer", "recipients": "recipient",
    "producers": "producer", "performers": "performer", "guests": "guest", "scriptwriters": "script-writer",
    "castMembers": "performer", "bookAuthors": "container-author", "seriesEditors": "collection-editor",
    "reviewedAuthors": "reviewed-author", "inventors": "author", "artists": "author", "interviewees": "author",
    "presenters": "author", "programmers": "author", "cartographers": "author", "podcasters": "author",
    "sponsors": "author", "hosts": "host", "narrators": "narrator", "illustrators": "illustrator",
    "compilers": "compiler", "organizers": "organizer",
}
# fmt: on
# Of these, prism:number is the item's own and not an issue's.
NUMBERED = frozenset(
    ["report", "patent", "bill", "legislation", "legal_case", "hearing", "broadcast", "standard", "article", "dataset"]
)
CONTAINERS = frozenset({"Journal", "Book", "Series", "Periodical", "Newspaper", "Magazine", "Proceedings", "Blog",
                        "Website", "Encyclopedia", "Dictionary", "Forum", "CourtReporter", "Code", "Program",
                        "ConferenceProceedings"})  # fmt: skip
