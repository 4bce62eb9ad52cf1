"""A BibTeX or BibLaTeX entry becomes the reference that it means."""

from io import BytesIO

import pytest

from sources.formats.bibtex import read, write
from sources.formats.problems import Problem, UnreadableEntry, UnreadableFile
from sources.reference import Date, Name, Reference


def all_of(text: str) -> list[Reference | UnreadableEntry | Problem]:
    return list(read(BytesIO(text.encode())))


def one(text: str) -> Reference:
    (reference,) = (item for item in all_of(text) if isinstance(item, Reference))
    return reference


@pytest.mark.parametrize(
    ("fields", "variable", "value"),
    [
        ("title={A}, subtitle={B}", "title", "A: B"),
        ("title={What?}, subtitle={B}", "title", "What? B"),
        ("journaltitle={Full}, shortjournal={F.}", "container-title-short", "F."),
        ("journal={F.}, fjournal={Full}", "container-title", "Full"),
        ("pages={12--34}", "page", "12-34"),
        ("number={3}", "issue", "3"),
        ("doi={https://doi.org/10.1/a_b}", "DOI", "10.1/a_b"),
        (r"howpublished={\url{http://a.b/c}}", "URL", "http://a.b/c"),
        (r"howpublished={Available at \url{http://a.b/c}.}", "URL", "http://a.b/c"),
        ("langid={russian}, language={ru}", "language", "ru"),
        ("origtitle={Моя жизнь}", "original-title", "Моя жизнь"),
        ("copyright={free}", "license", "free"),
        ("eprint={123}, eprinttype={pubmed}", "PMID", "123"),
    ],
)
def test_field_of_an_article_is_read(fields: str, variable: str, value: str) -> None:
    assert one(f"@article{{a, {fields}}}").variables[variable] == value


@pytest.mark.parametrize(
    ("entry", "type"),
    [
        ("@book{a,}", "book"),
        ("@online{a, eprint={1}, eprinttype={arxiv}}", "article"),
        ("@article{a, entrysubtype={newspaper}}", "article-newspaper"),
        ("@inproceedings{a,}", "paper-conference"),
        ("@unheardof{a,}", "document"),
    ],
)
def test_type_is_read(entry: str, type: str) -> None:
    assert one(entry).type == type


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ("year=1918, month=aug, day=2", Date(((1918, 8, 2),))),
        ('year=1918, month="2~" # aug', Date(((1918, 8, 2),))),
        ("year={1918}, month={August}", Date(((1918, 8),))),
        ("year={1918}, month={June/July}", Date(((1918, 6), (1918, 7)))),
        ("year={1918}, month={Spring}", Date(((1918,),), season=1)),
        ("date={1918-08/1920}", Date(((1918, 8), (1920,)))),
        ("date={-0430}", Date(((-431,),))),
        ("date={1918~}", Date(((1918,),), circa=True)),
        ("year={c. 1918}", Date(((1918,),), circa=True)),
        ("year={1918--1920}", Date(((1918,), (1920,)))),
        ("year={1918/19}", Date(((1918,), (1919,)))),
        ("year={in press}", Date(literal="in press")),
        ("year={[1918]}", Date(((1918,),), raw="[1918]")),
    ],
)
def test_date_is_read(fields: str, date: Date) -> None:
    assert one(f"@book{{a, {fields}}}").dates["issued"] == date


def test_macros_are_joined_whatever_their_case() -> None:
    reference = one('@STRING{Mir = "Ми" # {р}}\n@book{a, publisher = mir # " & Co"}')

    assert reference.variables["publisher"] == "Мир & Co"


def test_unknown_macro_is_reported_and_stands_for_itself() -> None:
    problem, reference = all_of("@book{a, publisher = granit}")

    assert problem.field == "publisher" and "granit" in problem.reason
    assert reference.variables["publisher"] == "granit"


def test_macros_that_double_do_not_explode() -> None:
    strings = "".join(f"@string{{a{n} = a{n - 1} # a{n - 1}}}\n" for n in range(1, 60))

    assert len(one(f'@string{{a0 = "ha"}}\n{strings}@book{{x, title = a59}}').title) < 100_000


@pytest.mark.parametrize("order", [1, -1])
def test_crossref_is_inherited_wherever_the_parent_stands(order: int) -> None:
    child = "@inproceedings{a, title={Peace}, crossref={P}}\n"
    parent = "@proceedings{p, title={Congress}, year=1918, publisher={Мир}, url={http://own}}\n"
    child_read = next(r for r in all_of("".join([child, parent][::order])) if r.id == "a")

    assert child_read.variables == {"title": "Peace", "container-title": "Congress", "publisher": "Мир"}
    assert child_read.dates["issued"].year == 1918


def test_xdata_is_inherited_through_several_steps() -> None:
    text = "@xdata{x, xdata={y}}\n@xdata{y, publisher={Гранит}}\n@book{a, title={T}, xdata={x}}"

    assert next(r for r in all_of(text) if r.id == "a").variables["publisher"] == "Гранит"


def test_circular_inheritance_ends() -> None:
    assert len(all_of("@book{a, crossref={b}}\n@book{b, crossref={a}, title={T}}")) == 2


def test_people_have_their_roles() -> None:
    reference = one(
        "@book{a, author={Trotsky, Leon and others}, editor={A B}, editortype={compiler}, translator={{Collective}},"
        " collaborator={C D}}"
    )

    assert reference.names == {
        "author": (Name("Trotsky", "Leon"),),
        "compiler": (Name("B", "A"),),
        "translator": (Name(literal="Collective"),),
        "contributor": (Name("D", "C"),),
    }
    assert reference.others == {"author"}


def test_keywords_and_files_are_lists() -> None:
    reference = one(r"@book{a, keywords={war, {peace, and}, land}, file={PDF:a\:b.pdf:application/pdf;c.txt}}")

    assert reference.keywords == ("war", "peace, and", "land")
    assert reference.extra["attachments"] == [
        {"title": "PDF", "path": "a:b.pdf", "media-type": "application/pdf"},
        {"path": "c.txt"},
    ]


def test_every_note_is_kept_apart() -> None:
    assert one("@book{a, note={1}, annote={2}, annote={3}}").notes == ("1", "2", "3")


def test_related_entries_are_named() -> None:
    (tie,) = one("@book{a, related={b}, relatedtype={quotedin}}").related

    assert (tie.relation, tie.reference.id) == ("quoted-in", "b")


def test_field_that_csl_cannot_name_is_kept() -> None:
    assert one("@book{a, shelfmark={X 5}}").extra["fields"] == {"shelfmark": "X 5"}


@pytest.mark.parametrize("content", [b"just text", b"\x7fELF\x00\x01\xff", b"TY  - BOOK\nER  -\n", b"<xml/>"])
def test_what_is_no_bibtex_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableFile, match="not BibTeX"):
        list(read(BytesIO(content)))


def test_empty_file_is_an_empty_library() -> None:
    assert all_of("") == []


def test_publisher_of_a_document_is_printed_and_comes_back() -> None:
    bell = Reference("a", "document", {"title": "Argonautica", "publisher": "George Bell and Sons"})
    written = "".join(write([bell]))

    assert "howpublished = {{George Bell and Sons}}" in written
    (back,) = read(BytesIO(written.encode()))
    assert back.variables == bell.variables and not back.notes
