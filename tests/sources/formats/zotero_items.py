"""Zotero's item JSON as CSL-JSON, by the mapping that Zotero publishes in its schema: what agreement is measured by."""

import re
from html.parser import HTMLParser

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
}  # fmt: skip
VARIABLES = {
    "title": ("title", "caseName", "nameOfAct", "subject"),
    "container-title": (
        "publicationTitle", "bookTitle", "proceedingsTitle", "encyclopediaTitle", "dictionaryTitle", "programTitle",
        "blogTitle", "websiteTitle", "forumTitle", "reporter", "code",
    ),
    "collection-title": ("seriesTitle", "series"),
    "collection-number": ("seriesNumber",),
    "publisher": ("publisher", "label", "company", "institution", "university", "studio", "network", "distributor",
                  "assignee", "repository", "organization"),
    "publisher-place": ("place", "country"),
    "authority": ("court", "legislativeBody", "issuingAuthority"),
    "page": ("pages", "codePages", "firstPage"),
    "volume": ("volume", "codeNumber", "reporterVolume", "codeVolume"),
    "issue": ("issue", "priorityNumbers"),
    "number-of-volumes": ("numberOfVolumes",),
    "number-of-pages": ("numPages",),
    "edition": ("edition",),
    "version": ("versionNumber", "version"),
    "section": ("section", "committee"),
    "genre": ("type", "thesisType", "reportType", "manuscriptType", "letterType", "genre", "mapType", "postType",
              "presentationType", "websiteType", "programmingLanguage"),
    "source": ("libraryCatalog",),
    "dimensions": ("artworkSize", "runningTime"),
    "medium": ("medium", "system", "artworkMedium", "audioRecordingFormat", "videoRecordingFormat", "interviewMedium"),
    "scale": ("scale",),
    "archive": ("archive",),
    "archive_location": ("archiveLocation",),
    "event-title": ("conferenceName", "meetingName"),
    "call-number": ("callNumber", "applicationNumber"),
    "DOI": ("DOI",),
    "ISBN": ("ISBN",),
    "ISSN": ("ISSN",),
    "URL": ("url",),
    "abstract": ("abstractNote",),
    "number": ("number", "billNumber", "docketNumber", "publicLawNumber", "patentNumber", "reportNumber",
               "episodeNumber", "archiveID", "documentNumber"),
    "references": ("history", "references"),
    "title-short": ("shortTitle",),
    "container-title-short": ("journalAbbreviation",),
    "status": ("status", "legalStatus"),
    "language": ("language",),
    "license": ("rights",),
}  # fmt: skip
ROLES = {
    "bookAuthor": "container-author", "seriesEditor": "collection-editor", "reviewedAuthor": "reviewed-author",
    "scriptwriter": "script-writer", "castMember": "performer",
} | {role: role for role in
     "author editor translator contributor composer director interviewer recipient producer guest performer".split()}  # fmt: skip
PRIMARY = frozenset(
    ["artist", "cartographer", "inventor", "interviewee", "presenter", "programmer", "podcaster", "sponsor"]
)
ISBN = re.compile(r"^(?:97[89]-?)?(?:\d-?){9}[\dx](?!-)\b", re.IGNORECASE)


class Words(HTMLParser):
    """The text of a note without its markup."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def words(html: str) -> str:
    parser = Words()
    parser.feed(html)
    return " ".join("".join(parser.said).split())


def to_csl(item: dict) -> dict:
    """Field by field, first field that is there; dates only as their year, month and day."""
    csl = {"type": TYPES.get(item["itemType"], "document")}
    for variable, fields in VARIABLES.items():
        value = next((item[field] for field in fields if item.get(field)), None)
        if value:
            csl[variable] = str(value)
    if "ISBN" in csl and (found := ISBN.match(csl["ISBN"])):
        csl["ISBN"] = found[0]
    for creator in item.get("creators", []):
        role = "author" if creator["creatorType"] in PRIMARY else ROLES.get(creator["creatorType"])
        if role:
            csl.setdefault(role, []).append(name(creator))
    date = next((item[field] for field in ("date", "issueDate", "dateDecided", "dateEnacted") if item.get(field)), "")
    if date:
        csl["issued"] = date
    if tags := [tag["tag"] if isinstance(tag, dict) else tag for tag in item.get("tags", [])]:
        csl["keyword"] = tags
    notes = [words(note["note"]) for note in item.get("notes", [])] + item.get("extra", "").splitlines()
    # In Extra, Zotero reads a line that begins with the name of a CSL variable as that variable.
    variables = dict(line.split(": ", 1) for line in notes if line.startswith(("PMID: ", "PMCID: ")))
    notes = [line for line in notes if not line.startswith(("PMID: ", "PMCID: "))]
    return csl | variables | ({"note": notes} if notes else {})


def name(creator: dict) -> str:
    """As it is spoken; Zotero has the suffix behind a comma in the given name."""
    given, _, suffix = creator.get("firstName", "").partition(", ")
    return " ".join(filter(None, (given, creator.get("lastName", creator.get("name", "")), suffix)))
