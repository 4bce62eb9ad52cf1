"""References of every shape, for the round trips."""

from hypothesis import strategies as st

from sources.reference import Date, Name, Quotation, Reference

TYPES = (
    "book article-journal article-newspaper chapter thesis report manuscript webpage treaty interview speech".split()
)
ROLES = "author editor translator recipient interviewer composer container-author director".split()
VARIABLES = (
    "title title-short container-title publisher publisher-place collection-title volume issue number page edition"
    " genre medium archive archive_location original-title event-place DOI URL abstract section"
).split()
# The languages and scripts of the archive, with what is awkward in one format or another.
PLAIN = st.text("abcXYZ äéñ Ёжя 革命のカ 019 -–.:?!'()[]&%#$_{}\\^~<>|=@", min_size=1, max_size=30)
WORDS = PLAIN.map(lambda text: " ".join(text.split())).filter(lambda text: any(map(str.isalnum, text)))
ANY = st.text(min_size=1, max_size=20)


def names(text: st.SearchStrategy[str]) -> st.SearchStrategy[Name]:
    return st.builds(Name, family=text, given=text) | st.builds(Name, literal=text)


def days() -> st.SearchStrategy[tuple[int, ...]]:
    years = st.integers(-3000, 2100).filter(bool)
    return (
        st.tuples(years)
        | st.tuples(years, st.integers(1, 12))
        | st.tuples(years, st.integers(1, 12), st.integers(1, 28))
    )


def dates() -> st.SearchStrategy[Date]:
    return st.builds(Date, parts=days().map(lambda day: (day,)), circa=st.booleans())


def quotations(text: st.SearchStrategy[str]) -> st.SearchStrategy[Quotation]:
    return st.builds(
        Quotation, words=text, language=st.sampled_from(["ja", "ru", "en"]), locator=text, speaker=names(text)
    )


def references(text: st.SearchStrategy[str], types: list[str] = TYPES) -> st.SearchStrategy[Reference]:
    return st.builds(
        Reference,
        id=st.from_regex(r"[a-z]{1,8}[0-9]{0,4}", fullmatch=True),
        type=st.sampled_from(types),
        variables=st.dictionaries(st.sampled_from(VARIABLES), text, max_size=8),
        names=st.dictionaries(
            st.sampled_from(ROLES), st.lists(names(text), min_size=1, max_size=3).map(tuple), max_size=3
        ),
        dates=st.dictionaries(st.sampled_from(["issued", "original-date", "accessed"]), dates(), max_size=3),
        keywords=st.lists(text, max_size=3, unique=True).map(tuple),
        notes=st.lists(text, max_size=2, unique=True).map(tuple),
        quotation=st.none() | quotations(text),
    )
