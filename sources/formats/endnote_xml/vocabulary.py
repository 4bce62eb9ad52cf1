"""
EndNote's reference types and elements, by their RIS names.

A "Conference Paper" is one that was read, in "Conference Proceedings" one that was printed; so Zotero takes them, too.
"""

# fmt: off
TYPES = {
    "journal article": "JOUR", "17": "JOUR", "book": "BOOK", "6": "BOOK", "book section": "CHAP", "5": "CHAP",
    "conference paper": "SLIDE", "47": "CPAPER", "conference proceedings": "CONF", "conference proceeding": "CONF",
    "10": "CONF", "thesis": "THES", "32": "THES", "report": "RPRT", "27": "RPRT", "web page": "ELEC", "12": "ELEC",
    "electronic article": "EJOUR", "43": "EJOUR", "electronic book": "EBOOK", "44": "EBOOK",
    "electronic book section": "ECHAP", "60": "ECHAP", "newspaper article": "NEWS", "23": "NEWS",
    "magazine article": "MGZN", "19": "MGZN", "generic": "AGGR", "13": "AGGR", "patent": "PAT", "25": "PAT",
    "personal communication": "PCOMM", "26": "PCOMM", "film or broadcast": "MPCT", "21": "MPCT", "map": "MAP",
    "20": "MAP", "manuscript": "MANSCPT", "36": "MANSCPT", "unpublished work": "UNPD", "34": "UNPD",
    "statute": "STAT", "31": "STAT", "bill": "BILL", "4": "BILL", "case": "CASE", "7": "CASE", "hearing": "HEAR",
    "14": "HEAR", "legal rule or regulation": "RPRT", "50": "RPRT", "edited book": "EDBOOK", "28": "EDBOOK",
    "dictionary": "DICT", "52": "DICT", "encyclopedia": "ENCYC", "53": "ENCYC", "blog": "BLOG", "56": "BLOG",
    "computer program": "COMP", "9": "COMP", "dataset": "DATA", "59": "DATA", "artwork": "ART", "2": "ART",
    "audiovisual material": "ADVS", "3": "ADVS", "chart or table": "CHART", "38": "CHART", "figure": "FIGURE",
    "37": "FIGURE", "equation": "FIGURE", "39": "FIGURE", "government document": "GOVDOC", "46": "GOVDOC",
    "grant": "RPRT", "54": "RPRT", "online database": "ELEC", "45": "ELEC", "online multimedia": "ELEC",
    "48": "ELEC", "multimedia": "MULTI", "pamphlet": "PAMP", "24": "PAMP", "serial": "SER", "57": "SER",
    "standard": "STAND", "58": "STAND", "ancient text": "BOOK", "51": "BOOK", "catalog": "BOOK", "8": "BOOK",
    "classical work": "CLSWK", "49": "CLSWK", "aggregated database": "ELEC", "55": "ELEC", "music": "MUSIC",
    "61": "MUSIC", "interview": "INTV", "podcast": "POD", "television episode": "MPCT", "press release": "NEWS",
    "multimedia application": "MULTI", "social media": "BLOG", "discussion forum": "BLOG",
}
FIELDS = {
    "contributors/authors/author": "AU", "contributors/secondary-authors/author": "A2",
    "contributors/tertiary-authors/author": "A3", "contributors/subsidiary-authors/author": "A4",
    "contributors/translated-authors/author": "TA", "titles/title": "TI", "titles/secondary-title": "T2",
    "titles/tertiary-title": "T3", "titles/alt-title": "J2", "titles/short-title": "ST",
    "titles/translated-title": "TT", "periodical/full-title": "JF", "periodical/abbr-1": "JO",
    "alt-periodical/full-title": "J2", "alt-periodical/abbr-1": "J2", "pages": "SP", "volume": "VL",
    "secondary-volume": "SV", "num-vols": "NV", "issue": "IS", "edition": "ET", "section": "SE",
    "reprint-edition": "RP", "reprint-status": "RP", "keywords/keyword": "KW", "pub-location": "CY",
    "publisher": "PB", "orig-pub": "OP", "isbn": "SN", "issn": "SN", "accession-num": "AN", "call-num": "CN",
    "label": "LB", "electronic-resource-num": "DO", "abstract": "AB", "notes": "N1", "research-notes": "RN",
    "work-type": "M3", "reviewed-item": "RI", "urls/related-urls/url": "UR", "urls/web-urls/url": "UR",
    "urls/pdf-urls/url": "L1", "urls/text-urls/url": "L2", "urls/image-urls/url": "L4", "custom1": "C1",
    "custom2": "C2", "custom3": "C3", "custom4": "C4", "custom5": "C5", "custom6": "C6", "custom7": "C7",
    "remote-database-name": "DP", "remote-database-provider": "DB", "language": "LA", "access-date": "Y2",
    "auth-address": "AD", "caption": "CA", "meeting-place": "CY", "misc1": "M1", "misc2": "M2", "misc3": "M3",
}
# fmt: on
# A type that is none of these.
ANY = "JOUR"
RICH = frozenset({"TI", "T2", "T3", "ST", "AB"})
NUMBERS_ARE_ISSUES = frozenset({"JOUR", "EJOUR", "MGZN", "NEWS", "CTLG", "ABST", "INPR", "CONF", "CPAPER"})
