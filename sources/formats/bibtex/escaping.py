"""Text, names, addresses and whole entries as BibTeX and BibLaTeX write them."""

import re
from collections.abc import Iterable, Mapping
from urllib.parse import quote

from sources.reference import Name

SPECIAL = {
    "\\": r"\textbackslash{}",
    # BibTeX counts braces even behind a backslash, so that a lone one must not be written as a brace at all.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{char: f"\\{char}" for char in "$&%#_"},
}
# What more programs know, and what may be written where braces match.
BRACES = {"{": r"\{", "}": r"\}"}
# Pairs that TeX's fonts draw as one sign: a dash, a curly quotation mark, an inverted question mark.
LIGATURE = re.compile(r"(?<=-)(?=-)|(?<=`)(?=`)|(?<=')(?=')|(?<=[?!])(?=`)|(?<=,)(?=,)|(?<=<)(?=<)|(?<=>)(?=>)")
TO_ESCAPE = re.compile(r"[\\{}~^$&%#_]")
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f\u2028\u2029\ud800-\udfff]+")
AWKWARD = re.compile(r"[\\{}~^$&%#_\x00-\x09\x0b-\x1f\x7f\u2028\u2029\ud800-\udfff]|--|``|''|[?!]`|,,|<<|>>")
MARKUP = re.compile(r"<(?P<close>/?)(?P<tag>i|b|sup|sub|span)(?P<style>(?: [^<>]*)?)>")
# Zotero knows \textit, but not \emph.
COMMANDS = {"i": r"\textit{", "b": r"\textbf{", "sup": r"\textsuperscript{", "sub": r"\textsubscript{", "span": "{"}
WORD = re.compile(r"\S+|\s+")


def escape(text: str) -> str:
    """Plain text, so that TeX prints what it says."""
    if not AWKWARD.search(text):
        return text
    text = CONTROL.sub(" ", text)
    signs = SPECIAL | BRACES if balanced(text) else SPECIAL
    return "{}".join(TO_ESCAPE.sub(lambda found: signs[found[0]], part) for part in LIGATURE.split(text))


def balanced(text: str) -> bool:
    """True if every brace that closes has been opened."""
    depth = 0
    for brace in re.findall("[{}]", text):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def rich(text: str, protecting: bool = False) -> str:
    """
    Text with CSL's own markup (`<i>`, `<b>`, `<sup>`, `<sub>`, `<span>`) as commands; any other stays visible.

    `protecting` puts words with capitals in braces.
    """
    tags = list(MARKUP.finditer(text))
    tags = tags if well_nested(tags) else []
    ends = [tag.end() for tag in tags]
    written = []
    for start, tag in zip([0, *ends], [*tags, None], strict=True):
        plain = text[start : tag.start() if tag else None]
        written += [protect(plain, start == 0) if protecting else escape(plain), command(tag) if tag else ""]
    return "".join(written)


def well_nested(tags: Iterable[re.Match[str]]) -> bool:
    still_open: list[str] = []
    for tag in tags:
        if not tag["close"]:
            still_open.append(tag["tag"])
        elif not still_open or still_open.pop() != tag["tag"]:
            return False
    return not still_open


def command(tag: re.Match[str]) -> str:
    if tag["close"]:
        return "}"
    small = tag["tag"] == "span" and "small-caps" in tag["style"]
    return r"\textsc{" if small else COMMANDS[tag["tag"]]


def protect(text: str, from_start: bool = True) -> str:
    """
    Words with capitals in braces, since BibTeX's styles set titles in lower case and would lose the names.

    The first word needs none for its first letter, which stays.
    """
    words = WORD.findall(text)
    return "".join(
        f"{{{escape(word)}}}" if has_capital(word[1:] if from_start and at == 0 else word) else escape(word)
        for at, word in enumerate(words)
    )


def has_capital(word: str) -> bool:
    return word != word.lower()


def verbatim(address: str) -> str:
    """An address or DOI: BibTeX passes it on as it is, so that only what breaks an entry is percent-encoded."""
    return re.sub(r"[\x00-\x20\x7f{}\\\ud800-\udfff]", lambda found: quote(found[0], errors="replace"), address.strip())


def guarded(text: str) -> str:
    """One item of a list that is divided by `and`."""
    written = rich(text)
    return f"{{{written}}}" if re.search(r"(?i)(^|\s)and(\s|$)", text) else written


def pages(text: str) -> str:
    return escape(re.sub(r"\s*[-–—]+\s*", "–", text)).replace("–", "--")


def person(name: Name) -> str:
    """`von Last, Jr, First`; a name that cannot be divided stands in braces."""
    if not name.family:
        return f"{{{escape(str(name) if name.literal or not name.given else name.given)}}}"
    particles = " ".join(filter(None, (name.dropping_particle, name.non_dropping_particle)))
    family = part_of_name(name.family, bool(name.given or particles))
    if particles and particles != particles.lower():
        particles = f"{{{escape(particles)}}}"
    last = " ".join(filter(None, (particles, family)))
    return ", ".join(part for part in (last, part_of_name(name.suffix), part_of_name(name.given)) if part)


def part_of_name(text: str, divided: bool = True) -> str:
    """In braces if BibTeX would cut it: at a comma, at `and`, before a particle, or because it stands alone."""
    cut = "," in text or re.search(r"(?i)\band\b", text) or text[:1].islower()
    return f"{{{escape(text)}}}" if cut or (" " in text and not divided) else escape(text)


def people(names: Iterable[Name], others: bool = False) -> str:
    return " and ".join([*map(person, names), *(["others"] if others else [])])


def entry(kind: str, key: str, fields: Mapping[str, str]) -> str:
    """An entry, one field a line; `month` is the name of a macro and stands bare."""
    written = (
        f"  {name} = {value if name == 'month' else braced(value)},\n" for name, value in fields.items() if value
    )
    return f"@{kind}{{{key},\n{''.join(written)}}}\n\n"


def braced(value: str) -> str:
    """The value with its further lines set in: one that began with `@` would look like an entry of its own."""
    lines = (line.strip() for line in value.split("\n"))
    return "{" + "\n    ".join(lines) + "}"
