"""What readers ask in three languages finds what it must, and not what it must not, in the index and without it."""

from pathlib import Path

from archive.quotations.models import Quotation
from archive.search import serving
from archive.search.passages import Authorities, passages
from archive.search.querying import read
from archive.search.scanning import finds
from archive.search.searching import Question, search

QUERIES = Path(__file__).with_name("relevance.txt")


def cases() -> list[tuple[str, set[str], set[str]]]:
    lines = [line for line in QUERIES.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    parts = [line.replace("| |", "|  |").split(" |", 2) for line in lines]
    return [(query.strip(), set(must.split()), set(must_not.split())) for query, must, must_not in parts]


def test_relevance_set_is_large_enough() -> None:
    assert len({query for query, _must, _must_not in cases()}) >= 150


def test_every_query_finds_what_it_must_and_nothing_that_it_must_not(shelf: dict[str, Quotation]) -> None:
    snapshot = serving.snapshot()
    names = {quotation.pk: key for key, quotation in shelf.items()}
    read_out = list(passages(sorted(names), Authorities()))
    wrong = []
    for query, must, must_not in cases():
        found = {names[pk] for pk in search(snapshot, Question(query, length=100)).ids}
        by_itself = {names[passage.id] for passage in read_out if finds(read(query).node, passage)}
        if must - found or must_not & found or found != by_itself:
            wrong.append((query, sorted(must - found), sorted(must_not & found), sorted(found ^ by_itself)))
    assert not wrong, "\n".join(map(str, wrong))
