"""Citations: cites sorted, grouped, collapsed and joined."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .collapsing import collapse_numbers, group_by_names
from .job import FIRST, Job
from .markup import read_affix
from .program import Program
from .sorting import sort_jobs
from .streams import WALL, Affix, Stream

STOPS = ",.;、"
CLOSING = "\"'”’»"
NO_AUTHOR = "[NO_PRINTED_FORM]"
NO_FORM = "[CSL STYLE ERROR: reference with no printed form.]"
LABELS = {"sub verbo": "sub-verbo", "subverbo": "sub-verbo"}


@dataclass(frozen=True, slots=True)
class Cite:
    """One reference in a citation, as a document asks for it."""

    id: str
    locator: str = ""
    label: str = ""
    prefix: str = ""
    suffix: str = ""
    position: int = FIRST
    near_note: bool = False
    note: str = ""
    suppress_author: bool = False
    author_only: bool = False


def read_cite(source: Mapping[str, object]) -> Cite:
    """A cite from CSL-JSON's citation items."""
    locator = _words(source.get("locator"))
    return Cite(
        str(source.get("id", "")),
        locator.strip(),
        _words(source.get("label")),
        _words(source.get("prefix")),
        _words(source.get("suffix")),
        _integer(source.get("position")),
        bool(source.get("near-note")),
        _words(source.get("first-reference-note-number")),
        bool(source.get("suppress-author")),
        bool(source.get("author-only")),
    )


def _words(value: object) -> str:
    return "" if value is None or isinstance(value, (dict, list, bool)) else str(value)


def _integer(value: object) -> int:
    return value if isinstance(value, int) and 0 <= value <= 3 else 0


def place(job: Job, cite: Cite) -> Job:
    """Tell the job how its item is cited."""
    job.locator = cite.locator
    job.label = LABELS.get(cite.label, cite.label) or ("page" if cite.locator else "")
    job.position, job.near_note = cite.position, cite.near_note
    job.note = cite.note
    job.suppress_names = cite.suppress_author
    job.author_only = cite.author_only
    return job


@dataclass(slots=True)
class Rendered:
    """A cite on its way into the citation: its words, and what stands before it."""

    cite: Cite
    job: Job
    stream: Stream
    names: str = ""
    year: str = ""
    joint: str | None = None
    collapsed: bool = False
    year_only: bool = False


def render_cluster(program: Program, pairs: Sequence[tuple[Cite, Job]], is_sorted: bool = False) -> Stream:
    """The stream of a whole citation."""
    layout = program.layout("citation")
    keys = program.keys("citation")
    if keys and not is_sorted and len(pairs) > 1:
        by_job = {id(job): cite for cite, job in pairs}
        pairs = [(by_job[id(job)], job) for job in sort_jobs([job for _, job in pairs], keys)]
    for at, (cite, job) in enumerate(pairs):
        job.affixed = not _begins_sentence(cite, at == 0)
    if pairs and pairs[0][0].author_only:
        return render_author(program, *pairs[0])
    rendered = [render_cite(program, cite, job) for cite, job in pairs]
    if len(rendered) > 1:
        rendered = _gather(program, rendered)
    if not layout.children:
        return [NO_AUTHOR]
    _say_missing(rendered)
    out: Stream = []
    body = _join(rendered, layout.delimiter)
    if not body:
        return [NO_AUTHOR] if pairs else []
    layout.dress.put(body, out)
    return out


def _say_missing(rendered: Sequence[Rendered]) -> None:
    """The cite at the head may not be missing without a word (citeproc-js)."""
    if rendered and not rendered[0].stream and not rendered[-1].cite.suppress_author:
        first = rendered[0].cite
        if not (first.prefix or first.suffix):
            rendered[0].stream = [NO_FORM]


def render_cite(program: Program, cite: Cite, job: Job) -> Rendered:
    layout = program.layout("citation", job.item.language)
    out: Stream = []
    layout.render(job, out)
    names = year = ""
    if job.first_names is not None:
        start, end, _ = job.first_names
        names = "".join([part for part in out[start:end] if isinstance(part, str)])
    year = job.year_key
    return Rendered(cite, job, out, job.names_key or names, year)


def render_author(program: Program, cite: Cite, job: Job) -> Stream:
    """The names of a cite alone, as they stand in running text."""
    out: Stream = []
    program.layout("citation", job.item.language).render(job, out)
    if job.first_names is None:
        return [NO_AUTHOR]
    start, end, _ = job.first_names
    return out[start:end]


def again(program: Program, one: Rendered, names: bool, year: bool) -> Rendered:
    """The cite once more, without its names, or without its year too."""
    job = one.job.again()
    job.suppress_names, job.suppress_year = names, year
    result = render_cite(program, one.cite, job)
    return Rendered(one.cite, job, result.stream, one.names, one.year, one.joint, True)


def _gather(program: Program, rendered: list[Rendered]) -> list[Rendered]:
    attributes = program.style.citation.attributes
    collapse = attributes.get("collapse", "")
    if collapse == "citation-number":
        return collapse_numbers(rendered, program, attributes)
    if collapse or attributes.get("cite-group-delimiter") is not None:
        return group_by_names(rendered, program, collapse, again)
    return rendered


def _join(rendered: Sequence[Rendered], delimiter: str) -> Stream:
    out: Stream = []
    before = ""
    for one in rendered:
        if not one.stream and not (one.cite.prefix or one.cite.suffix):
            continue
        prefix, suffix = _affixes(one)
        if out:
            out += _between(before, delimiter if one.joint is None else one.joint, one.cite.prefix)
        out += prefix
        out += one.stream
        out += suffix
        before = one.cite.suffix
    return out


def _between(suffix: str, joint: str, prefix: str) -> Stream:
    """The delimiter, unless the reader's own suffix or prefix brings one."""
    if not joint:
        return []
    if prefix.lstrip()[:1] in STOPS and prefix.strip():
        return []
    if suffix.rstrip()[-1:] in STOPS and suffix.strip():
        return [WALL, Affix(" "), WALL]
    return [WALL, Affix(joint), WALL]


def _affixes(one: Rendered) -> tuple[Stream, Stream]:
    """The reader's own prefix and suffix, with a space where they would touch the words."""
    prefix, suffix = one.cite.prefix, one.cite.suffix
    if prefix and (prefix[-1].isalnum() or prefix[-1] in ",:;."):
        prefix += " "
    if suffix and (suffix[0].isalnum() or suffix[0] in "([“"):
        suffix = " " + suffix
    return read_affix(prefix), read_affix(suffix)


def _begins_sentence(cite: Cite, is_first: bool) -> bool:
    """Whether a term at the head of the cite begins a sentence: a prefix of several words may end one before."""
    prefix = cite.prefix.strip()
    if not prefix:
        return is_first
    return prefix.rstrip(CLOSING).endswith((".", "?", "!")) and " " in prefix


__all__ = ["Cite", "Rendered", "again", "place", "read_cite", "render_cite", "render_cluster"]
