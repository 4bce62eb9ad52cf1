"""The shelf that the writers are tried on: one reference of each kind that an archive of quotations cites."""

from sources.reference import Date, Name, Quotation, Reference, Related

trotsky = Name(family="Троцкий", given="Лев Давидович")
churchill = Name(family="Churchill", given="Winston S.")

article = Reference(
    id="anon-intervention",
    type="webpage",
    variables={"title": "[連合国の対ソ干渉戦争についての記事]", "language": "ja"},
    notes=("Received as text only; to be completed by a curator.",),
)
my_life = Reference(
    id="trotsky1930life",
    type="book",
    variables={
        "title": "My Life: An Attempt at an Autobiography",
        "title-short": "My Life",
        "original-title": "Моя жизнь: опыт автобиографии",
        "original-publisher": "Гранит",
        "original-publisher-place": "Berlin",
        "publisher": "Charles Scribner's Sons",
        "publisher-place": "New York",
        "number-of-pages": "599",
        "ISBN": "978-0-306-40615-7",
        "language": "en",
    },
    names={
        "author": (Name(family="Trotsky", given="Leon"),),
        "translator": (Name(family="Malamuth", given="Charles"),),
    },
    dates={"issued": Date(((1930,),)), "original-date": Date(((1929, 9, 14),))},
    keywords=("memoirs", "Brest-Litovsk"),
)
boots = Reference(
    id="q-K7M2-9XQ4",
    type="book",
    variables={
        "title": "Моя жизнь: опыт автобиографии",
        "publisher": "Гранит",
        "publisher-place": "Берлин",
        "volume": 2,
        "language": "ru",
    },
    names={"author": (trotsky,)},
    dates={"issued": Date(((1930,),))},
    related=(Related("quoted-in", article),),
    quotation=Quotation(
        words="(ドイツの)ホフマン将軍は、[…]軍靴をテーブルの上にのっけたものだ",
        language="ja",
        speaker=trotsky,
        locator_label="page",
        locator="88",
        address="https://archive.example/q/K7M2-9XQ4/v3",
        edition="v3",
        edition_date="2026-11-22",
        translation="General Hoffmann would put his boot on the table",
        translation_language="en",
        standing="attested",
        said="1917-12-22",
        calendar="gregorian",
        segments=(
            ("text", "(ドイツの)ホフマン将軍は、"),
            ("omission", "[…]"),
            ("text", "軍靴をテーブルの上にのっけたものだ"),
        ),
    ),
)
newspaper = Reference(
    id="times1918treaty",
    type="article-newspaper",
    variables={
        "title": "Peace signed at Brest-Litovsk: Bolshevists & Germans",
        "container-title": "The Times",
        "publisher-place": "London",
        "edition": "Late",
        "section": "Foreign",
        "page": "7-8",
        "ISSN": "0140-0460",
        "language": "en-GB",
    },
    names={"author": (Name(literal="Our Own Correspondent"),)},
    dates={"issued": Date(((1918, 3, 5),))},
)
letter = Reference(
    id="churchill1919letter",
    type="personal_communication",
    variables={
        "title": "Letter to David Lloyd George on the evacuation of Archangel",
        "genre": "typescript",
        "archive": "Churchill Archives Centre",
        "archive-place": "Cambridge",
        "archive_location": "CHAR 16/5, f. 12",
        "language": "en",
    },
    names={"author": (churchill,), "recipient": (Name(family="Lloyd George", given="David"),)},
    dates={"issued": Date(((1919, 2, 27),))},
)
treaty = Reference(
    id="brestlitovsk1918",
    type="treaty",
    variables={
        "title": "Treaty of Peace between Russia and the Central Powers",
        "title-short": "Treaty of Brest-Litovsk",
        "event-place": "Brest-Litovsk",
        "number": "XIX/1",
        "language": "en",
    },
    names={"author": (Name(literal="Russia"), Name(literal="Germany, Austria-Hungary, Bulgaria and Turkey"))},
    dates={"issued": Date(((1918, 3, 3),)), "original-date": Date(((1918, 3, 3),))},
)
interview = Reference(
    id="vertinsky1943interview",
    type="interview",
    variables={"title": "Вечер с Вертинским", "medium": "radio", "language": "ru", "archive": "РГАЛИ"},
    names={
        "author": (Name(family="Вертинский", given="Александр Николаевич"),),
        "interviewer": (Name(family="Иванов", given="Пётр"),),
        "composer": (Name(family="Вертинский", given="А. Н."),),
    },
    dates={"issued": Date(((1943, 11),))},
)
speech = Reference(
    id="lenin1919speech",
    type="speech",
    variables={
        "title": "Report on the Domestic and Foreign Situation",
        "genre": "speech",
        "event-title": "Second Session of the Central Executive Committee",
        "event-place": "Moscow",
        "language": "en",
    },
    names={"author": (Name(family="Lenin", given="Vladimir Ilyich"),)},
    dates={"issued": Date(((1919, 7, 4),)), "event-date": Date(((1919, 7, 4),))},
)
thesis = Reference(
    id="khandorin2007kolchak",
    type="thesis",
    variables={
        "title": "Адмирал Колчак: правда и мифы",
        "genre": "PhD thesis",
        "publisher": "Томский государственный университет",
        "publisher-place": "Томск",
        "number-of-pages": "285",
        "language": "ru",
    },
    names={"author": (Name(family="Хандорин", given="Владимир Геннадьевич"),)},
    dates={"issued": Date(((2007,),))},
)
manuscript = Reference(
    id="denikin1921notes",
    type="manuscript",
    variables={
        "title": "Notes on the Southern Front",
        "archive": "Hoover Institution",
        "archive_location": "box 3, folder 7",
        "genre": "autograph",
        "language": "en",
    },
    names={"author": (Name(family="Denikin", given="Anton", suffix="Jr."),)},
    dates={"issued": Date(((1921,),), circa=True)},
)
antiquity = Reference(
    id="thucydides-history",
    type="classic",
    variables={
        "title": "History of the Peloponnesian War",
        "publisher": "J. M. Dent and Sons",
        "publisher-place": "London",
        "language": "en",
    },
    names={
        "author": (Name(literal="Thucydides"),),
        "translator": (Name(family="Crawley", given="Richard"),),
    },
    dates={"issued": Date(((1910,),)), "original-date": Date(((-431,), (-411,)), circa=True)},
)
japanese = Reference(
    id="hosoya1972shiberia",
    type="book",
    variables={
        "title": "シベリア出兵の史的研究",
        "publisher": "有斐閣",
        "publisher-place": "東京",
        "collection-title": "国際関係叢書",
        "collection-number": "4",
        "language": "ja",
    },
    names={"author": (Name(family="細谷", given="千博"), Name(literal="ウラジーミル・レーニン"))},
    dates={"issued": Date(((1972,),))},
)
chapter = Reference(
    id="carr1953foreign",
    type="chapter",
    variables={
        "title": "From War to Peace",
        "container-title": "The Bolshevik Revolution, 1917–1923",
        "publisher": "Macmillan",
        "publisher-place": "London",
        "volume": "3",
        "number-of-volumes": "3",
        "page": "3–58",
        "language": "en",
    },
    names={
        "author": (Name(family="Carr", given="Edward Hallett"),),
        "editor": (Name(family="Gogh", given="Vincent", non_dropping_particle="van"),),
        "container-author": (Name(family="Carr", given="E. H."),),
    },
    dates={"issued": Date(((1953,),))},
)
journal = Reference(
    id="kennan1958decision",
    type="article-journal",
    variables={
        "title": "The Decision to Intervene: <i>Soviet–American</i> Relations",
        "container-title": "Journal of Modern History",
        "container-title-short": "J. Mod. Hist.",
        "volume": "30",
        "issue": "2",
        "page": "123-145",
        "DOI": "10.1086/238189_x",
        "URL": "https://doi.example/10.1086/238189_x?a=1&b=100%25~c#d",
        "language": "en",
        "abstract": "Costs 100% & more: $5 #1 a_b {c} ~d^e \\f",
    },
    names={"author": (Name(family="Kennan", given="George F."), Name(family="O'Brien", given="Patrick"))},
    others=frozenset({"author"}),
    dates={"issued": Date(((1958,),), season="2"), "accessed": Date(((2026, 1, 2),))},
)
webpage = Reference(
    id="lehovich2020web",
    type="webpage",
    variables={
        "title": "White against Red: the Life of General Denikin",
        "container-title": "Russian Émigré Library",
        "URL": "https://library.example/white-red?id=7&lang=en",
        "language": "en",
    },
    names={"author": (Name(family="Lehovich", given="Dmitry V."),)},
    dates={"issued": Date(((2020, 5, 17),)), "accessed": Date(((2026, 11, 22),))},
)
decree = Reference(
    id="decree-on-peace",
    type="legislation",
    variables={"title": "Декрет о мире", "language": "ru", "container-title": "Известия", "number": "208"},
    names={"author": (Name(literal="Второй Всероссийский съезд Советов"),)},
    dates={"issued": Date(((1917, 10, 27), (1917, 11, 9)))},
)
report = Reference(
    id="graves1920report",
    type="report",
    variables={
        "title": "Report of Operations",
        "genre": "Report",
        "number": "12",
        "publisher": "War Department",
        "publisher-place": "Washington",
        "language": "en-US",
    },
    names={"author": (Name(family="Graves", given="William S."),)},
    dates={"issued": Date(((1920, 9, 25),))},
)
conference = Reference(
    id="smith1998north",
    type="paper-conference",
    variables={
        "title": "The North Russian Campaign",
        "container-title": "Proceedings of the Arctic History Conference",
        "event-title": "Arctic History Conference",
        "event-place": "Arkhangelsk",
        "publisher": "Pomor State University",
        "publisher-place": "Arkhangelsk",
        "page": "11-19",
        "language": "en",
    },
    names={"author": (Name(family="Smith", given="John"),), "editor": (Name(family="Popov", given="Ivan"),)},
    dates={"issued": Date(((1998,),))},
)
encyclopedia = Reference(
    id="bse1933intervention",
    type="entry-encyclopedia",
    variables={
        "title": "Интервенция",
        "container-title": "Большая советская энциклопедия",
        "edition": "1",
        "volume": "28",
        "page": "641-645",
        "publisher-place": "Москва",
        "publisher": "Советская энциклопедия",
        "language": "ru",
    },
    names={"author": (Name(family="Минц", given="И."),), "editor": (Name(family="Шмидт", given="О. Ю."),)},
    dates={"issued": Date(((1933,),))},
)
SHELF = (
    my_life,
    boots,
    newspaper,
    letter,
    treaty,
    interview,
    speech,
    thesis,
    manuscript,
    antiquity,
    japanese,
    chapter,
    journal,
    webpage,
    decree,
    report,
    conference,
    encyclopedia,
)
