"""What MODS genres, kinds of resource and relator codes are called in CSL."""

# fmt: off
GENRES = {
    "article": "article-journal", "journal article": "article-journal", "journalarticle": "article-journal",
    "research article": "article-journal", "academic journal": "article-journal", "review": "review", "book": "book",
    "ebook": "book", "monograph": "book", "conference publication": "book", "proceedings": "book",
    "encyclopedia": "book",
    "dictionary": "book", "handbook": "book", "book chapter": "chapter", "chapter": "chapter", "booksection": "chapter",
    "book section": "chapter", "bookitem": "chapter", "conference paper": "paper-conference",
    "conferencepaper": "paper-conference", "art original": "graphic", "art reproduction": "graphic",
    "artwork": "graphic", "picture": "graphic", "photograph": "graphic", "drawing": "graphic", "chart": "graphic",
    "graphic": "graphic", "comic strip": "graphic", "cartoon": "graphic", "technical drawing": "graphic",
    "slide": "graphic",
    "audio recording": "song", "audiorecording": "song", "sound recording": "song", "sound": "song",
    "bill": "bill", "blog": "post-weblog", "blogpost": "post-weblog", "legal case and case notes": "legal_case",
    "case": "legal_case", "law report or digest": "legal_case", "computer program": "software",
    "computerprogram": "software", "software": "software", "dataset": "dataset", "database": "dataset",
    "numeric data": "dataset", "email": "personal_communication", "film": "motion_picture",
    "motion picture": "motion_picture", "videorecording": "motion_picture", "video recording": "motion_picture",
    "forumpost": "post", "hearing": "hearing", "interview": "interview", "letter": "personal_communication",
    "brief": "personal_communication", "lettre": "personal_communication", "письмо": "personal_communication",
    "instantmessage": "personal_communication", "magazine": "article-magazine", "magazine article": "article-magazine",
    "magazinearticle": "article-magazine", "manuscript": "manuscript", "atlas": "map", "globe": "map", "map": "map",
    "newspaper": "article-newspaper", "newspaper article": "article-newspaper",
    "newspaperarticle": "article-newspaper", "patent": "patent", "podcast": "broadcast",
    "speech": "speech", "presentation": "speech", "radiobroadcast": "broadcast", "tvbroadcast": "broadcast",
    "technical report": "report", "report": "report", "standard": "standard", "standard or specification": "standard",
    "statute": "legislation", "legislation": "legislation", "theses": "thesis", "thesis": "thesis",
    "doctoral thesis": "thesis", "dissertation": "thesis", "habilitation": "thesis", "treaty": "treaty",
    "web page": "webpage",
    "web site": "webpage", "website": "webpage", "webpage": "webpage", "preprint": "article",
    "periodical": "periodical",
    "encyclopediaarticle": "entry-encyclopedia", "dictionaryentry": "entry-dictionary",
    "music score": "musical_score",
    **dict.fromkeys(
        "autobiography bibliography biography comic fiction festschrift drama folktale history hymnal humor satire "
        "memoir novel script yearbook".split(), "book"),
    "comic or graphic novel": "book", "graphic novel": "book",
    "humor,satire": "book", "journal": "article-journal", "legal article": "article-journal",
    "legal case": "legal_case", "loose-leaf": "manuscript", "filmstrip": "motion_picture",
    "online system or service": "webpage", **dict.fromkeys(
        ["diorama", "kit", "microscope slide", "model", "realia", "transparency"], "graphic"),
}
# Words of the Library of Congress's list that Zotero takes for a part of such a thing, not for the whole.
OF_MARC = {
    "conference publication": "paper-conference", "dictionary": "entry-dictionary",
    "encyclopedia": "entry-encyclopedia", "law report or digest": "article-journal",
    "periodical": "article-journal",
}
RESOURCES = {
    "cartographic": "map", "sound recording": "song", "sound recording-musical": "song",
    "sound recording-nonmusical": "song", "still image": "graphic", "moving image": "motion_picture",
    "software, multimedia": "software", "three dimensional object": "graphic",
}
ROLES = {
    "aut": "author", "author": "author", "cre": "author", "creator": "author", "verfasser": "author", "art": "author",
    "artist": "author", "ctg": "author", "cartographer": "author", "inv": "author", "inventor": "author",
    "prg": "author", "programmer": "author", "spk": "author", "speaker": "author", "ive": "author",
    "interviewee": "author", "edt": "editor", "editor": "editor", "herausgeber": "editor", "ed": "editor",
    "trl": "translator",
    "translator": "translator", "ctb": "contributor", "contributor": "contributor", "rcp": "recipient",
    "recipient": "recipient", "addressee": "recipient", "ivr": "interviewer", "interviewer": "interviewer",
    "drt": "director", "director": "director", "film director": "director", "fmd": "director", "cmp": "composer",
    "composer": "composer", "ill": "illustrator", "illustrator": "illustrator", "com": "compiler",
    "compiler": "compiler", "pro": "producer", "producer": "producer", "prf": "performer", "performer": "performer",
    "act": "performer", "sng": "performer", "nrt": "narrator", "hst": "host", "org": "organizer", "cur": "curator",
    "aus": "script-writer",
    "scriptwriter": "script-writer", "screenwriter": "script-writer", "pbd": "collection-editor",
    "ths": "contributor", "asg": "publisher",
    "thesis advisor": "contributor", "collaborator": "contributor", "col": "contributor",
    "pbl": "publisher", "publisher": "publisher", "dst": "publisher", "distributor": "publisher", "prt": "publisher",
    "printer": "publisher", "fnd": "", "sponsor": "contributor", "spn": "contributor", "dgg": "publisher",
    "degree grantor": "publisher", "his": "publisher", "rbr": "", "own": "", "dpc": "",
    "series editor": "collection-editor", "book author": "container-author",
}
IDENTIFIERS = {"doi": "DOI", "isbn": "ISBN", "issn": "ISSN", "issn-l": "ISSN", "pmid": "PMID", "pmcid": "PMCID"}
# fmt: on
DETAILS = {"volume": "volume", "issue": "issue", "number": "issue", "chapter": "chapter-number", "section": "section"}
