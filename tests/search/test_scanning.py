"""What is typed finds a text however time, print or grammar wrote it, is marked where it stands, and finds no other."""

import pytest

from archive.search.analysis import Tokens
from archive.search.highlighting import merged, spans, wanted
from archive.search.passages import Passage
from archive.search.profiles import Profile
from archive.search.querying import read
from archive.search.scanning import finds

FOUND = """
ja | 思わず | 思はず笑ふ | 思はず
ja | 思はず | 思わず笑う | 思わず
ja | しまう | しまふ | しまふ
ja | もらう | もらふ | もらふ
ja | 向かう | 向かふ | 向かふ
ja | ありがとう | ありがたう | ありがたう
ja | 行こう | 行かう | 行かう
ja | であろう | であらう | であらう
ja | きのう | きのふ | きのふ
ja | ちょうちょう | てふてふ | てふてふ
ja | たふとい | とうとい | とうとい
ja | おとこ | をとこ | をとこ
ja | いえ | いへ | いへ
ja | 考え | 考へ | 考へ
ja | かんがえ | かんがへ | かんがへ
ja | におい | にほひ | にほひ
ja | なお | なほ | なほ
ja | あわれ | あはれ | あはれ
ja | いわゆる | いはゆる | いはゆる
ja | がいこく | ぐわいこく | ぐわいこく
ja | いろいろ | まだいろ〱ある | いろ〱
ja | さまざま | さま／″＼ | さま／″＼
ja | ところどころ | ところ〲 | ところ〲
ja | 人々 | 人〻 | 人〻
ja | 葛城 | 葛󠄀城 | 葛󠄀城
ja | 革命 | 革​命 | 革​命
ja | 世界の革命 | 世界の↵革命 | 世界の↵革命
ja | トロツキイ | トロツキー | トロツキー
ja | トロツキー | トロツキイ | トロツキイ
ja | レエニン | レーニン | レーニン
ja | ロシア | ロシヤ | ロシヤ
ja | ロシヤ | ロシア | ロシア
ja | 三か月 | 三ヶ月 | 三ヶ月
ja | 三箇月 | 三ヵ月 | 三ヵ月
ja | 満州 | 滿洲 | 滿洲
ja | 叛亂 | 反乱 | 反乱
ja | ヴォルガ | ボルガ | ボルガ
en | co-operation | cooperation | cooperation
en | cooperation | co-operation | co operation
en | today | to-day | to day
en | U.S.A. | the USA | USA
en | USA | the U.S.A. | U S A
en | Soviet revolution | Soviet revo­lution | Soviet revo­lution
en | cannot | can not | can not
en | can not | we cannot | cannot
en | colour | honorable colors | colors
en | honor | honourable | honourable
en | organize | they organised | organised
en | defence | in defense | defense
en | tsar | the Czar | Czar
en | overcome | overcame | overcame
en | statesman | two statesmen | statesmen
en | bitter | the bitterest | bitterest
en | experience | experienced | experienced
en | come | cometh | cometh
en | diagnosis | diagnoses | diagnoses
en | rosé | Rose's | Rose's
ru | СССР | С.С.С.Р. | С С С Р
ru | вести | ведётся | ведётся
uk | українець | українці | українці
uk | їжа | їжі | їжі
uk | починати | починаючи | починаючи
uk | київ | з Києва | Києва
"""
NOT_FOUND = """
ru | мир | умирая
ru | ход | уходить
ru | дар | удар
uk | мир | умирати
en | import | important
en | author | the authorities
en | social | socialism
en | nation | nationalism
en | wit | witness
en | sever | several
en | several | severe
en | position | positive
en | minor | minority
en | universe | university
en | polite | politics
en | business | busy
en | liberation | liberal
en | us | the U.S.
ja | 東京都 | 東京↵↵京都
"""


def rows(table: str) -> list[list[str]]:
    return [line.replace("↵", "\n").split(" | ") for line in table.strip().splitlines()]


def passage(text: str, language: str) -> Passage:
    return Passage("", text, language, Tokens("", ""), 0, 0, Profile((), (), ()))


@pytest.mark.parametrize(("language", "typed", "text", "marked"), rows(FOUND))
def test_query_finds_and_marks_a_text(language: str, typed: str, text: str, marked: str) -> None:
    node = read(typed).node
    assert finds(node, passage(text, language))
    assert " ".join(text[start:end] for start, end in merged(spans(text, language, wanted(node)))) == marked


@pytest.mark.parametrize(("language", "typed", "text"), rows(NOT_FOUND))
def test_query_finds_no_other_word(language: str, typed: str, text: str) -> None:
    node = read(typed).node
    assert not finds(node, passage(text, language))
    assert not list(spans(text, language, wanted(node)))
