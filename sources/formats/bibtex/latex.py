"""LaTeX to Unicode: accents, symbols and quotation marks; type faces become the few HTML tags that CSL knows."""

import re
from functools import cache, lru_cache
from typing import TypeAlias
from unicodedata import normalize

from pylatexenc.latex2text import get_default_latex_context_db

# Braces nested deeper than any writer nests them are flattened, so that no file can exhaust the stack.
DEEPEST = 60
TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z@]++)\*?[ \t\n]*+|\\(?P<sign>.)|(?P<mark>[{}$~^_])"
    r"|(?P<ligature>---?|``|''|!`|\?`)|(?P<plain>[^\\{}$~^_\-`'!?]++|.)",
    re.DOTALL,
)
COMMANDS = re.compile(r"\\[a-zA-Z]++|\\.|[{}$]", re.DOTALL)
NEEDS_READING = re.compile(r"[\\{}$~\n\t\r\f\v]|--|``|''|!`|\?`|  ")
LATEX = re.compile(r"[\\{}$~]|--|``|''|!`|\?`")
BEYOND_BRACES = re.compile(r"[\\$~]|--|``|''|!`|\?`")
NO_BRACES = str.maketrans("", "", "{}")
BLANKS = " \t\n\r\f\v"
WHITE = re.compile(r"[ \t\n\r\f\v]+")
LIGATURES = {"--": "–", "---": "—", "``": "“", "''": "”", "!`": "¡", "?`": "¿"}
# fmt: off
ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328",
    "b": "\u0331", "h": "\u0309", "G": "\u030f", "U": "\u030e", "f": "\u0311", "C": "\u030f", "t": "\u0361",
    "textcommabelow": "\u0326", "textcommaabove": "\u0313", "textcommaabover": "\u0315", "textcommaaccent": "\u0326",
    "hat": "\u0302", "tilde": "\u0303", "acute": "\u0301", "grave": "\u0300", "bar": "\u0304", "breve": "\u0306",
    "check": "\u030c", "dot": "\u0307", "ddot": "\u0308", "mathring": "\u030a", "vec": "\u20d7", "overline": "\u0305",
    "underbar": "\u0331", "cyrchar": "", "newtie": "\u0311", "textsubdot": "\u0323", "textsubring": "\u0325",
}
SYMBOLS = {
    "i": "ı", "j": "ȷ", "imath": "ı", "jmath": "ȷ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ss": "ß", "SS": "ẞ",
    "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "dh": "ð", "DH": "Ð", "dj": "đ", "DJ": "Đ",
    "th": "þ", "TH": "Þ", "ng": "ŋ", "NG": "Ŋ", "ij": "ĳ", "IJ": "Ĳ", "textquotesingle": "'", "textquotedbl": '"',
    "textquoteright": "’", "textquoteleft": "‘", "textquotedblleft": "“", "textquotedblright": "”", "lq": "‘",
    "rq": "’", "textasciitilde": "~", "textasciicircum": "^", "textasciigrave": "`", "textbackslash": "\\",
    "backslash": "\\", "textbar": "|", "textless": "<", "textgreater": ">", "textbraceleft": "{",
    "textbraceright": "}", "lbrace": "{", "rbrace": "}", "textunderscore": "_", "textdollar": "$", "dots": "…",
    "ldots": "…", "textellipsis": "…", "endash": "–", "emdash": "—", "textendash": "–", "textemdash": "—", "sim": "∼",
    "textdegree": "°", "degree": "°", "textprime": "′", "prime": "′", "textregistered": "®", "texttrademark": "™",
    "copyright": "©", "textcopyright": "©", "S": "§", "P": "¶", "pounds": "£", "textsterling": "£", "euro": "€",
    "texteuro": "€", "EUR": "€", "textyen": "¥", "textcent": "¢", "textnumero": "№", "No": "№", "cdot": "·",
    "textperiodcentered": "·", "textbullet": "•", "times": "×", "texttimes": "×", "textpm": "±", "guillemotleft": "«",
    "guillemotright": "»", "flqq": "«", "frqq": "»", "glqq": "„", "grqq": "“", "quotedblbase": "„", "glq": "‚",
    "quotesinglbase": "‚", "guilsinglleft": "‹", "guilsinglright": "›", "textexclamdown": "¡", "textquestiondown": "¿",
    "textordfeminine": "ª", "textordmasculine": "º", "textmu": "µ", "LaTeX": "LaTeX", "TeX": "TeX",
    "BibTeX": "BibTeX", "hbar": "ℏ", "ell": "ℓ", "textsection": "§", "textparagraph": "¶", "textdagger": "†",
    "dag": "†", "ddag": "‡", "textvisiblespace": "␣", "quad": " ", "qquad": " ", "space": " ", "enspace": " ",
    "thinspace": "\u2009", "textnormal": "", "newline": " ", "linebreak": " ", "par": " ", "infty": "∞", "star": "⋆",
    "textlangle": "⟨", "textrangle": "⟩", "apostrophe": "’", "textapos": "'", "cprime": "ʹ", "cdprime": "ʺ",
    "ayn": "ʿ", "hamza": "ʾ", "tsup": "", "textopeno": "ɔ", "textschwa": "ə", "textipa": "", "&": "&", "%": "%",
    "$": "$", "#": "#", "_": "_", "{": "{", "}": "}", " ": " ", "\n": " ", "\t": " ", "/": "", "-": "", ",": "\u2009",
    ";": " ",
    ":": " ", "!": "", "@": "", "\\": " ", "|": "‖", "(": "", ")": "", "[": "", "]": "", "<": "", ">": "", "+": "",
    "tt": "", "rm": "", "sf": "", "normalfont": "", "mdseries": "", "upshape": "", "rmfamily": "", "sffamily": "",
    "ttfamily": "", "relax": "", "protect": "", "left": "", "right": "", "displaystyle": "", "large": "",
    "small": "", "footnotesize": "", "tiny": "", "allowbreak": "", "penalty": "", "xspace": "", "hfill": "",
    "noindent": "", "centering": "", "unskip": "", "ignorespaces": "", "nobreak": "", "null": "",
    "leavevmode": "", "sloppy": "", "selectfont": "", "bibinfo": "", "slash": "/", "hyphen": "-", "mid": "|",
    "textbardbl": "‖", "sqrt": "√",
}
# fmt: on
# Commands that leave their argument as it is.
VERBATIM = frozenset({"url", "path", "nolinkurl", "doi"})
QUOTING = frozenset({"enquote", "mkbibquote", "textquote"})
# Of these only the second argument is printed.
SECOND_COUNTS = frozenset(
    (
        "href foreignlanguage textcolor hyperref selectlanguage fontencoding noopsort SortNoop vphantom hphantom "
        "phantom hspace vspace raisebox label"
    ).split()
)
TRANSPARENT = frozenset(
    (
        "text mbox hbox textrm textsf texttt textnormal textup textmd mathrm mathsf mathtt mathnormal mathbf "
        "mathit mathcal mathbb mathfrak mathscr operatorname ensuremath uppercase underline textlatin textcyrillic "
        "textgreek boldsymbol bm pmb mathop mathord textlf makebox textcyr cyrtext MakeUppercase MakeLowercase "
        "lowercase citetitle mkbibparens autocap bibstring mathrel ce IeC NoCaseChange nohyphens smash sout uline "
        "nocase hyp cite citet citep citeauthor citeyear citealt parencite textcite autocite footcite nocite"
    ).split()
)
TAGS = {
    "emph": "i", "textit": "i", "textsl": "i", "mkbibemph": "i", "mkbibitalic": "i", "textbf": "b", "mkbibbold": "b",
    "textsuperscript": "sup", "textsubscript": "sub", "mkbibsuperscript": "sup", "sp": "sup", "sb": "sub", "textsc": "sc", "mkbibacro": "sc", "it": "i", "em": "i", "sl": "i", "bf": "b", "sc": "sc",
    "itshape": "i", "slshape": "i", "bfseries": "b", "scshape": "sc",
}  # fmt: skip
RAISED = {"^": "sup", "_": "sub"}
FRACTIONS = frozenset({"frac", "dfrac", "tfrac", "nicefrac", "sfrac"})
# Inside quotation marks the other kind stands, as csquotes has it.
INNER_QUOTES = str.maketrans("“”", "‘’")
# These hold to the end of the group that they stand in.
SWITCHES = frozenset(["it", "em", "sl", "bf", "sc", "itshape", "slshape", "bfseries", "scshape"])
OPENING = {"sc": '<span style="font-variant:small-caps;">'}
CLOSING = {"sc": "</span>"}
MATH_WORDS = frozenset("log ln sin cos tan exp lim max min sup inf det dim ker deg gcd arg mod Pr".split())

Group: TypeAlias = list["str | Command | Group"]


class Command(str):
    """The name of a command, without its backslash."""

    __slots__ = ()


class Active(str):
    """A sign that means something without a backslash: ~, ^, _ and $."""

    __slots__ = ()


# The space behind a command, which TeX swallows; in a formula it parts what it stands between.
GAP = Active(" ")


def plain_text(text: str) -> str:
    """The text that LaTeX would print, its white space collapsed."""
    found = NEEDS_READING.search(text)
    if not found:
        return text.strip(BLANKS)
    if found[0] not in BLANKS or LATEX.search(text):
        # Most braces only protect capitals.
        text = read_latex(text) if BEYOND_BRACES.search(text) else normalize("NFC", text.translate(NO_BRACES))
    return WHITE.sub(" ", text).strip(BLANKS)


@lru_cache(maxsize=4096)
def read_latex(text: str) -> str:
    try:
        return normalize("NFC", render(parse(text)))
    except RecursionError:
        # Nobody writes a thousand commands one inside the other, except to see what happens.
        return COMMANDS.sub("", text)


def parse(text: str) -> Group:
    """Groups in groups; a brace that closes nothing is left out, one that is not closed closes at the end."""
    top: Group = []
    stack = [top]
    for token in TOKEN.finditer(text):
        kind, value = token.lastgroup, token[0]
        if value == "{":
            stack.append(opened(stack))
        elif value == "}":
            stack = stack[:-1] if 1 < len(stack) < DEEPEST else stack
            if len(stack) >= DEEPEST:
                stack.pop()
        elif kind in ("word", "sign"):
            stack[-1].append(Command(token[kind]))
            if kind == "word" and value[-1].isspace():
                stack[-1].append(GAP)
        else:
            stack[-1].append(Active(value) if kind == "mark" else LIGATURES.get(value, value))
    return top


def opened(stack: list[Group]) -> Group:
    """The group that a brace opens: beyond the deepest level, the one that is open already."""
    if len(stack) > DEEPEST:
        return stack[-1]
    inner: Group = []
    stack[-1].append(inner)
    return inner


def render(group: Group, math: bool = False) -> str:
    """The text of a group; `math` is true between dollar signs, where ^ and _ raise and lower."""
    out: list[str] = []
    position = 0
    while position < len(group):
        node = group[position]
        position += 1
        if isinstance(node, list):
            out.append(render(node, math))
        elif isinstance(node, Command):
            text, position = render_command(node, group, position, math)
            out.append(text)
        elif not isinstance(node, Active):
            out.append(node)
        elif node == "$":
            math = not math
        else:
            text, position = render_active(node, group, position, math)
            out.append(text)
    return "".join(out)


def render_active(sign: Active, group: Group, position: int, math: bool) -> tuple[str, int]:
    if sign is GAP:
        return (" " if math else ""), position
    if sign == "~" or not math:
        return (" " if sign == "~" else str(sign)), position
    inner, position = argument(group, position)
    return tagged(RAISED[sign], render(inner, math)), position


def render_command(command: Command, group: Group, position: int, math: bool) -> tuple[str, int]:
    """The text of a command, and where the group goes on after its arguments."""
    if command in ACCENTS:
        letter, position = argument(group, position)
        return accented(ACCENTS[command], render(letter, math)), position
    if command in SWITCHES:
        return tagged(TAGS[command], render(group[position:], math)), len(group)
    # `_` alone lowers what follows in mathematics, but `\_` is the sign itself.
    if (command in TAGS and command != "_") or command in VERBATIM or command in QUOTING:
        inner, position = argument(group, position)
        return render_argument(command, inner, math), position
    if command in SECOND_COUNTS:
        _, position = argument(group, position)
        return "", position
    if command in FRACTIONS:
        above, position = argument(group, position)
        below, position = argument(group, position)
        return f"{render(above, math)}/{render(below, math)}", position
    return without_argument(command, group, position), position


def render_argument(command: Command, inner: Group, math: bool) -> str:
    if command in VERBATIM:
        return verbatim(inner)
    text = render(inner, math)
    return f"“{text.translate(INNER_QUOTES)}”" if command in QUOTING else tagged(TAGS[command], text)


def without_argument(command: Command, group: Group, position: int) -> str:
    """A symbol; nothing for a command that only dresses the group after it; otherwise the command as it was written."""
    if command in TRANSPARENT:
        return ""
    text = symbol(command)
    if text is not None:
        return text
    position += position < len(group) and group[position] is GAP
    dresses = position < len(group) and isinstance(group[position], list)
    return "" if dresses else command if command in MATH_WORDS else f"\\{command} "


@cache
def symbol(command: str) -> str | None:
    """What a command without arguments prints; beyond our own list, pylatexenc's."""
    if command in SYMBOLS:
        return SYMBOLS[command]
    known = SPECS.get_macro_spec(command)
    printed = known.simplify_repl if known else None
    if isinstance(printed, str) and "%" not in printed and known.macroname == command:
        return printed
    # textalpha, textbeta: what is a sign in a formula, in text.
    return symbol(command[4:]) if command.startswith("text") and len(command) > 5 else None


SPECS = get_default_latex_context_db()


def argument(group: Group, position: int) -> tuple[Group, int]:
    """A command's argument: the next group, command, or character."""
    while position < len(group) and isinstance(group[position], str) and not group[position].strip():
        position += 1
    if position >= len(group):
        return [], position
    node = group[position]
    if isinstance(node, list):
        return node, position + 1
    if isinstance(node, Command | Active):
        # An accent may stand on another: \'{\i}, \'\i, \^\'a.
        inner, after = (argument(group, position + 1)) if node in ACCENTS else ([], position + 1)
        return [node, inner], after
    first = node.lstrip()
    group[position] = first[1:]
    return [first[0]], position if first[1:] else position + 1


def accented(mark: str, letter: str) -> str:
    """The letter with a mark on it; alone, an accent prints the sign that it looks like."""
    if not letter.strip():
        return ALONE.get(mark, "") + letter
    base = {"ı": "i", "ȷ": "j"}.get(letter[0], letter[0])
    at = 2 if mark == "\u0361" else 1
    return (
        normalize("NFC", base + letter[1:at] * (at > 1) + mark) + letter[at:] if at == 1 else (base + mark + letter[1:])
    )


ALONE = {"\u0303": "∼", "\u0302": "^", "\u0301": "'", "\u0300": "`", "\u0308": "¨", "\u0304": "¯"}


def tagged(tag: str, text: str) -> str:
    if not text.strip():
        return text
    return f"{OPENING.get(tag, f'<{tag}>')}{text}{CLOSING.get(tag, f'</{tag}>')}"


def verbatim(group: Group) -> str:
    """The text of an address, in which only the signs that LaTeX forces to be escaped are unescaped."""
    out = (verbatim(node) if isinstance(node, list) else in_address(node) for node in group)
    return "".join(out)


def in_address(node: str) -> str:
    if not isinstance(node, Command):
        return {"–": "--", "—": "---"}.get(node, node)
    return "~" if node in ("~", "sim", "textasciitilde") else symbol(node) or (node if len(node) == 1 else f"\\{node}")


WRAP = re.compile(r"\s*\n\s*")
WRAPPED_ADDRESS = re.compile(r"\s*\\(?:url|href|nolinkurl|path)\s*+\{([^{}]*+)\}.*", re.DOTALL)


def address_text(text: str) -> str:
    """An address (`url`, `doi`, `eprint`): left alone, but for what LaTeX makes people write in it."""
    if found := WRAPPED_ADDRESS.fullmatch(text):
        text = found[1]
    if "\\" in text or "{" in text or "$" in text:
        text = verbatim(parse(text)).replace("$∼$", "~").replace("$~$", "~")
    # A line that was wrapped is one address; a space within a line is somebody's, and stays.
    return WRAP.sub("", text).strip()
