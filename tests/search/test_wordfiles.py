"""Dictionaries that are asked in their files tell what they tell in memory."""

from pathlib import Path

import pytest
from pymorphy3.analyzer import lang_dict_path
from pymorphy3.dawg import ConditionalProbDistDAWG, WordsDawg

from archive.search.lemmas import LETTERS
from archive.search.wordfiles import Chances, Words


@pytest.mark.parametrize(("tag", "beginning"), [("ru", "ежи"), ("ru", "стал"), ("uk", "гри"), ("uk", "їжа")])
def test_words_are_those_in_memory(tag: str, beginning: str) -> None:
    file = Path(lang_dict_path(tag)) / "words.dawg"
    in_memory, in_file = WordsDawg().load(str(file)), Words(file)
    asked = [*dict.fromkeys(in_memory.keys(beginning)), beginning + "ъъ", beginning[:1], "hobgoblin", "🂡"]
    substitutes = in_memory.compile_replaces(LETTERS[tag]), in_file.compile_replaces(LETTERS[tag])
    told = [in_memory.similar_items(word, substitutes[0]) for word in asked]
    assert sum(map(len, told)) > 20
    assert [in_file.similar_items(word, substitutes[1]) for word in asked] == told


def test_chances_are_those_in_memory() -> None:
    file = Path(lang_dict_path("ru")) / "p_t_given_w.intdawg"
    in_memory, in_file = ConditionalProbDistDAWG().load(str(file)), Chances(file)
    asked = [tuple(key.rsplit(":", 1)) for key in in_memory.keys("стал")]
    assert len(asked) > 5
    assert [in_file.prob(*one) for one in asked] == [in_memory.prob(*one) for one in asked]
    assert in_file.prob("стали", "no such tag") == in_file.prob("бармаглот", "NOUN") == 0


def test_a_file_is_open_as_long_as_it_is_in_use(tmp_path: Path) -> None:
    copy = tmp_path / "words.dawg"
    copy.write_bytes((Path(lang_dict_path("uk")) / "words.dawg").read_bytes())
    words = Words(copy)
    copy.unlink()
    assert words.get("день")
