"""What RIS types and tags mean, in CSL; a tag means different things for different types."""

# fmt: off
TYPES = {
    "ABST": "article-journal", "ADVS": "motion_picture", "AGGR": "document", "ANCIENT": "document", "ART": "graphic",
    "BILL": "bill", "BLOG": "post-weblog", "BOOK": "book", "CASE": "legal_case", "CHAP": "chapter",
    "CHART": "graphic", "CLSWK": "book", "COMP": "software", "CONF": "paper-conference",
    "CPAPER": "paper-conference", "CTLG": "article-magazine", "DATA": "dataset", "DBASE": "dataset",
    "DICT": "entry-dictionary", "EBOOK": "book", "ECHAP": "chapter", "EDBOOK": "book", "EJOUR": "article-journal",
    "ELEC": "webpage", "ENCYC": "entry-encyclopedia", "EQUA": "document", "FIGURE": "graphic",
    "GOVDOC": "report", "GRANT": "document", "GRNT": "document", "HEAR": "hearing",
    "ICOMM": "personal_communication", "INPR": "manuscript", "INTV": "interview", "JFULL": "article-journal",
    "JOUR": "article-journal",
    "LEGAL": "legal_case", "MANSCPT": "manuscript", "MAP": "map", "MGZN": "article-magazine",
    "MPCT": "motion_picture", "MULTI": "motion_picture", "MUSIC": "song", "NEWS": "article-newspaper",
    "PAMP": "manuscript", "PAT": "patent", "PCOMM": "personal_communication", "POD": "broadcast", "RPRT": "report",
    "SER": "book",
    "SLIDE": "speech", "SOUND": "song", "STAND": "standard", "STAT": "legislation", "THES": "thesis",
    "UNBILL": "manuscript", "UNPB": "manuscript", "UNPD": "manuscript", "VIDEO": "motion_picture", "WEB": "webpage",
    "CONFERENCE": "paper-conference", "JA": "article-journal",
}
# A type that is none of these, or says nothing (GEN), is an article: so Zotero has it, and so it is most often.
ANY = "article-journal"
PERIODICALS = ("article-journal", "article-magazine", "article-newspaper")
ENTRIES = ("entry-dictionary", "entry-encyclopedia")
EDITED = ("paper-conference", "chapter", "document", "webpage", "post-weblog", "dataset")
SHOWN = ("motion_picture", "broadcast")


def by_type(default: str, *exceptions: tuple[tuple[str, ...], str]) -> dict[str, str]:
    """A table of CSL types; the empty name stands for all others."""
    return {"": default} | {type: target for types, target in exceptions for type in types}


# A target is a CSL variable, or @ and a CSL role; nothing means that the value is kept under the tag's own name.
TAGS = {
    "TI": by_type("title"), "T1": by_type("title"), "CT": by_type("title"), "ST": by_type("title-short"),
    "BT": by_type("container-title", (("book", "manuscript"), "title")),
    "T2": by_type("container-title", (("paper-conference", "speech"), "event-title"), (("hearing",), "section"),
                  (("book", "report", "software", "map", "motion_picture", "song", "thesis", "standard"),
                   "collection-title")),
    "T3": by_type("collection-title", (("bill", "hearing"), "authority")),
    "JF": by_type("container-title"),
    "AU": by_type("@author", (("motion_picture",), "@director")),
    "A1": by_type("@author", (("motion_picture",), "@director")),
    "A2": by_type("@contributor", ((*PERIODICALS, *ENTRIES, *EDITED), "@editor"),
                  (("book", "report", "map", "software", "manuscript"), "@collection-editor"),
                  (("personal_communication",), "@recipient"),
                  (("interview",), "@interviewer"), (("patent",), "authority"), (("legal_case",), "container-title"),
                  (("song",), "@performer"), (("bill",), "@sponsor")),
    "A3": by_type("@collection-editor", (("book", "software"), "@editor"), (SHOWN, "@producer"),
                  (("bill",), "@cosponsor"), (("thesis",), "@contributor")),
    "A4": by_type("@translator", (("legal_case",), "@counsel")),
    "ED": by_type("@editor"),
    "C1": by_type("", (SHOWN, "@performer"), (("map",), "scale"), (("paper-conference",), "publisher-place")),
    "C2": by_type("", (("chapter",), "@container-author"), (PERIODICALS, "PMCID"), (("post-weblog",), "@commenter")),
    "C3": by_type("", (("graphic",), "dimensions"), (("paper-conference",), "container-title"),
                  (("patent",), "publisher-place")),
    "C4": by_type("", (("song",), "@lyricist"), (("patent",), "@attorney"), (("motion_picture",), "genre")),
    "C5": by_type("", (("patent",), "references"), ((*SHOWN, "song"), "medium")),
    "C6": by_type("", (("patent",), "status")),
    "CN": by_type("call-number"), "H2": by_type("call-number"), "H1": by_type("source"), "DP": by_type("source"),
    "DB": by_type("archive"), "AN": by_type("archive_location"), "AV": by_type("archive_location"),
    "CY": by_type("publisher-place"), "PP": by_type("publisher-place"),
    "CP": by_type("publisher-place", (PERIODICALS, "issue")),
    "ET": by_type("edition", (("bill", "hearing", "legislation"), "chapter-number"), (("software", "dataset"), "version")),
    "IS": by_type("issue", (("dataset",), "version"), (("chapter",), "number-of-volumes"), (("patent",), ""),
                  (("book", "report", "thesis", "manuscript"), "collection-number")),
    "LA": by_type("language"), "AB": by_type("abstract"), "N2": by_type("abstract"),
    "M1": by_type("number", (PERIODICALS, "issue"), (("patent",), "call-number"), (("software",), "medium"),
                  (("book", "chapter"), "collection-number")),
    "M3": by_type("genre", (("interview", "graphic"), "medium")),
    "NV": by_type("number-of-volumes"), "CR": by_type("license"),
    "OP": by_type("", (("hearing", "legislation", "bill", "legal_case"), "references"), (("patent",), "issue")),
    "PB": by_type("publisher", (("legal_case",), "authority")),
    "RI": by_type("reviewed-title"), "SE": by_type("section", (("legal_case", "patent"), "")),
    "SN": by_type("ISBN", (PERIODICALS, "ISSN"), (("patent", "report", "standard", "legislation", "bill"), "number")),
    "SV": by_type("collection-number"), "VL": by_type("volume", (("patent",), ""), (("webpage",), "")),
    "VO": by_type("volume"), "SL": by_type("collection-number"),
}
# fmt: on
NOTES = ("N1", "RN", "M2")
ATTACHMENTS = {"L1": "application/pdf", "L2": "text/html", "L3": "", "L4": "image", "LK": "text/html"}
# Of these types, a start page alone is the number of all pages, or the length.
WHOLE = {"book": "number-of-pages", "thesis": "number-of-pages", "manuscript": "number-of-pages"}
WHOLE |= {"motion_picture": "dimensions", "song": "dimensions", "broadcast": "dimensions"}
