"""A small shelf of known quotations, each with its speaker's names in three scripts and its source."""

from archive.events.models import Event
from archive.quotations.models import Quotation, Topic
from sources.dates import HistoricalDate
from sources.models import Agent, Source
from tests import cast

SPEAKERS = {
    "lenin": {"ja": "ウラジーミル・レーニン", "ru": "Владимир Ильич Ленин", "en": "Vladimir Lenin"},
    "trotsky": {"ja": "レフ・トロツキー", "ru": "Лев Давидович Троцкий", "en": "Leon Trotsky"},
    "khandorin": {"ja": "ウラジーミル・ハンドリン", "ru": "Владимир Хандорин", "en": "Vladimir Khandorin"},
    "congress": {
        "ja": "第二回全ロシア・ソビエト大会",
        "ru": "Второй съезд Советов",
        "en": "Second Congress of Soviets",
    },
    "churchill": {"ja": "ウィンストン・チャーチル", "ru": "Уинстон Черчилль", "en": "Winston Churchill"},
    "fukuzawa": {"ja": "福澤諭吉", "ru": "Фукудзава Юкити", "en": "Fukuzawa Yukichi"},
    "soseki": {"ja": "夏目漱石", "ru": "Нацумэ Сосэки", "en": "Natsume Sōseki"},
    "constitution": {"ja": "大日本帝国憲法", "ru": "Конституция Японской империи", "en": "Meiji Constitution"},
    "akutagawa": {"ja": "芥川龍之介", "ru": "Акутагава Рюноскэ", "en": "Akutagawa Ryūnosuke"},
    "miyazawa": {"ja": "宮沢賢治", "ru": "Миядзава Кэндзи", "en": "Miyazawa Kenji"},
    "yosano": {"ja": "与謝野晶子", "ru": "Ёсано Акико", "en": "Yosano Akiko"},
    "basho": {"ja": "松尾芭蕉", "ru": "Мацуо Басё", "en": "Matsuo Bashō"},
    "chomei": {"ja": "鴨長明", "ru": "Камо-но Тёмэй", "en": "Kamo no Chōmei"},
    "verlaine": {"ja": "ポール・ヴェルレーヌ", "ru": "Поль Верлен", "en": "Paul Verlaine"},
    "tyutchev": {"ja": "フョードル・チュッチェフ", "ru": "Фёдор Тютчев", "en": "Fyodor Tyutchev"},
    "pushkin": {"ja": "アレクサンドル・プーシキン", "ru": "Александр Пушкин", "en": "Alexander Pushkin"},
    "tolstoy": {"ja": "レフ・トルストイ", "ru": "Лев Толстой", "en": "Leo Tolstoy"},
    "dostoevsky": {"ja": "ドストエフスキー", "ru": "Фёдор Достоевский", "en": "Fyodor Dostoevsky"},
    "chekhov": {"ja": "アントン・チェーホフ", "ru": "Антон Чехов", "en": "Anton Chekhov"},
    "lermontov": {"ja": "ミハイル・レールモントフ", "ru": "Михаил Лермонтов", "en": "Mikhail Lermontov"},
    "griboedov": {"ja": "アレクサンドル・グリボエードフ", "ru": "Александр Грибоедов", "en": "Alexander Griboyedov"},
    "lincoln": {"ja": "エイブラハム・リンカーン", "ru": "Авраам Линкольн", "en": "Abraham Lincoln"},
    "roosevelt": {"ja": "フランクリン・ルーズベルト", "ru": "Франклин Рузвельт", "en": "Franklin D. Roosevelt"},
    "wilson": {"ja": "ウッドロウ・ウィルソン", "ru": "Вудро Вильсон", "en": "Woodrow Wilson"},
    "shakespeare": {"ja": "シェイクスピア", "ru": "Уильям Шекспир", "en": "William Shakespeare"},
    "paine": {"ja": "トマス・ペイン", "ru": "Томас Пейн", "en": "Thomas Paine"},
    "lazarus": {"ja": "エマ・ラザラス", "ru": "Эмма Лазарус", "en": "Emma Lazarus"},
    "emerson": {"ja": "エマーソン", "ru": "Ральф Эмерсон", "en": "Ralph Waldo Emerson"},
    "declaration": {"ja": "アメリカ独立宣言", "ru": "Декларация независимости", "en": "Declaration of Independence"},
    "shevchenko": {"ja": "タラス・シェフチェンコ", "uk": "Тарас Шевченко", "en": "Taras Shevchenko"},
    "franko": {"ja": "イヴァン・フランコ", "uk": "Іван Франко", "en": "Ivan Franko"},
}

# Key: language, speaker, source, year in which it was said or printed, words.
PASSAGES = {
    "troops": (
        "ja",
        "lenin",
        "[連合国の対ソ干渉戦争についての記事]",
        "1920",
        "英国、フランス、日本の軍隊は3年間も、ロシア領に留まった。もし彼らが我々を打ち負かすためにわずかな努力でも"
        "払っていれば、彼らは間違いなく勝利しただろう",
    ),
    "whites": (
        "ja",
        "khandorin",
        "[連合国の対ソ干渉戦争についての記事]",
        "2010",
        "連合国から白軍への主な支援は、武器や制服の提供にすぎなかった",
    ),
    "peace_ja": ("ja", "congress", "平和についての布告", "1917-11-08", "無賠償、無併合による即時平和"),
    "heaven": ("ja", "fukuzawa", "学問のすゝめ", "1872", "天ハ人ノ上ニ人ヲ造ラズ人ノ下ニ人ヲ造ラズト云ヘリ"),
    "wisdom": ("ja", "soseki", "草枕", "1906", "智に働けば角が立つ。情に棹させば流される。意地を通せば窮屈だ。"),
    "emperor": ("ja", "constitution", "大日本帝國憲法", "1889", "大日本帝國ハ萬世一系ノ天皇之ヲ統治ス"),
    "matches": (
        "ja",
        "akutagawa",
        "侏儒の言葉",
        "1927",
        "人生は一箱のマッチに似ている。重大に扱うのは莫迦莫迦しい。重大に扱わなければ危険である。",
    ),
    "happiness": (
        "ja",
        "miyazawa",
        "農民芸術概論綱要",
        "1926",
        "世界がぜんたい幸福にならないうちは個人の幸福はあり得ない",
    ),
    "brother": ("ja", "yosano", "君死にたまふことなかれ", "1904", "あゝをとうとよ君を泣く、君死にたまふことなかれ"),
    "pond": ("ja", "basho", "蛙合", "1686", "古池や蛙飛びこむ水の音"),
    "river": ("ja", "chomei", "方丈記", "1212", "行く川のながれは絶えずして、しかも本の水にあらず。"),
    "violins": ("ja", "verlaine", "海潮音", "1905", "秋の日のヰオロンのためいきの身にしみてひたぶるにうら悲し。"),
    "mind": (
        "ru",
        "tyutchev",
        "Стихотворенія",
        "1866",
        "Умомъ Россію не понять, аршиномъ общимъ не измѣрить: у ней особенная стать — въ Россію можно только вѣрить.",
    ),
    "moment": ("ru", "pushkin", "К ***", "1825", "Я помню чудное мгновенье: передо мной явилась ты."),
    "families": (
        "ru",
        "tolstoy",
        "Анна Каренина",
        "1877",
        "Всѣ счастливыя семьи похожи другъ на друга, каждая несчастливая семья несчастлива по-своему.",
    ),
    "beauty": ("ru", "dostoevsky", "Идиот", "1868", "Мир спасёт красота."),
    "human": (
        "ru",
        "chekhov",
        "Дядя Ваня",
        "1897",
        "В человеке должно быть всё прекрасно: и лицо, и одежда, и душа, и мысли.",
    ),
    "defence": (
        "ru",
        "lenin",
        "Полное собрание сочинений",
        "1918",
        "Всякая революция лишь тогда чего-нибудь стоит, если она умеет защищаться.",
    ),
    "army": ("ru", "trotsky", "Моя жизнь", "1930", "Нельзя строить армию без репрессий."),
    "sail": ("ru", "lermontov", "Парус", "1832", "Белеет парус одинокой в тумане моря голубом!"),
    "peace_ru": ("ru", "congress", "Декрет о мире", "1917-11-08", "Немедленный мир без аннексий и контрибуций."),
    "hours": ("ru", "griboedov", "Горе от ума", "1824", "Счастливые часов не наблюдают."),
    "people": (
        "en",
        "lincoln",
        "Gettysburg Address",
        "1863-11-19",
        "Government of the people, by the people, for the people, shall not perish from the earth.",
    ),
    "fear": (
        "en",
        "roosevelt",
        "First Inaugural Address",
        "1933-03-04",
        "The only thing we have to fear is fear itself.",
    ),
    "democracy": ("en", "wilson", "War Message", "1917-04-02", "The world must be made safe for democracy."),
    "blood": ("en", "churchill", "Hansard", "1940-05-13", "I have nothing to offer but blood, toil, tears and sweat."),
    "question": ("en", "shakespeare", "Hamlet", "1603", "To be, or not to be, that is the question."),
    "truths": (
        "en",
        "declaration",
        "Declaration of Independence",
        "1776-07-04",
        "We hold these truths to be self-evident, that all men are created equal.",
    ),
    "souls": ("en", "paine", "The American Crisis", "1776", "These are the times that try men’s souls."),
    "masses": (
        "en",
        "lazarus",
        "The New Colossus",
        "1883",
        "Give me your tired, your poor, your huddled masses yearning to breathe free.",
    ),
    "minds": ("en", "emerson", "Self-Reliance", "1841", "A foolish consistency is the hobgoblin of little minds."),
    "testament": (
        "uk",
        "shevchenko",
        "Заповіт",
        "1845",
        "Як умру, то поховайте мене на могилі серед степу широкого на Вкраїні милій.",
    ),
    "spirit": (
        "uk",
        "franko",
        "Гімн",
        "1880",
        "Вічний революціонер — дух, що тіло рве до бою, рве за поступ, щастя й волю.",
    ),
}


def shelve() -> dict[str, Quotation]:
    """Make all the quotations, with an event and a topic for those about peace."""
    people = {key: cast.agent(names) for key, names in SPEAKERS.items()}
    works: dict[str, Source] = {}
    made = {key: _shelved(people, works, *passage) for key, passage in PASSAGES.items()}
    labels = {"en": "Decree on Peace", "ja": "平和についての布告", "ru": "Декрет о мире"}
    decree: Event = cast.event(labels, date=HistoricalDate("1917-11-08"))
    peace = Topic.objects.create(labels={"en": "peace", "ja": "平和", "ru": "мир"})
    for key in ("peace_ja", "peace_ru"):
        cast.link(made[key], decree)
        made[key].topics.add(peace)
    return made


def _shelved(
    people: dict[str, Agent], works: dict[str, Source], language: str, speaker: str, title: str, year: str, words: str
) -> Quotation:
    if title not in works:
        works[title] = Source.objects.create(title=title, language=language)
    values = {"language": language, "mode": "verbatim", "uttered": HistoricalDate(year)}
    return cast.quotation(words, people[speaker], works[title], **values)
