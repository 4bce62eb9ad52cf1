"""LaTeX reads as it would print."""

import pytest

from sources.formats.bibtex.latex import address_text, plain_text

PRINTED = [
    (r"Erd{\H o}s", "Erdős"), (r"Ji{\v{r}}{\'{\i}}", "Jiří"), (r"M\"{o}bius", "Möbius"), (r"\c{c}\c c", "çç"),
    (r"{\'E}t\'e", "Été"), (r"\~{n} \~n \~", "ñ ñ ∼"), (r"dzia{\l}ania", "działania"), (r"\ss{} \o rsted", "ß ørsted"),
    (r"D\textquotesingle Artagnan", "D'Artagnan"), (r"``a'' -- b---c", "“a” – b—c"), (r"\& \% \_ \$ \#", "& % _ $ #"),
    (r"x$^{2}$, H$_2$O", "x<sup>2</sup>, H<sub>2</sub>O"), (r"$\alpha \leq \beta$", "α ≤ β"),
    (r"\emph{a} {\em b} c", "<i>a</i> <i>b</i> c"), (r"\textbf{a}", "<b>a</b>"), (r"{C}ase {DNA}", "Case DNA"),
    (r"\textsc{Ab}", '<span style="font-variant:small-caps;">Ab</span>'), (r"\enquote{hi}", "“hi”"),
    (r"see \url{http://a.b/c_d~e--f}", "see http://a.b/c_d~e--f"), (r"\href{http://x}{text}", "text"),
    (r"{\noopsort{1973a}}{1973}", "1973"), (r"\unknown{kept} \lost", r"kept \lost"), (r"a~b", "a b"),
    (r"Троцкий \cyr{и} Ленин", "Троцкий и Ленин"), ("{" * 300 + "x" + "}" * 300, "x"), ("a}b", "ab"),
    (r"\textsuperscript{2}", "<sup>2</sup>"), (r"\enquote{a \mkbibquote{b}}", "“a ‘b’”"), ("{?`}Que?", "¿Que?"),
    (r"$\frac{1}{\sqrt{2}}$ \textalpha", "1/√2 α"), (r"see \cite{smith}", "see smith"),
    (r"\'{\'a}", "á́"), (r"\t{oo}", "o͡o"), (r"\LaTeX\ and {\TeX}", "LaTeX and TeX"),
]  # fmt: skip


@pytest.mark.parametrize(("latex", "text"), PRINTED)
def test_latex_is_printed(latex: str, text: str) -> None:
    assert plain_text(latex) == text


@pytest.mark.parametrize(
    ("latex", "address"),
    [
        ("http://a.b/~x--y%20z", "http://a.b/~x--y%20z"),
        (r"http://a.b/\~{}x\_y\%20\#z", "http://a.b/~x_y%20#z"),
        (r"\url{http://a_b}", "http://a_b"),
        (r"http://a/{\textasciitilde}b\&c", "http://a/~b&c"),
        (r"http://x/$\sim$y", "http://x/~y"),
        ("10.1/a{\\_}b--c\n  d", "10.1/a_b--cd"),
    ],
)
def test_address_is_left_alone(latex: str, address: str) -> None:
    assert address_text(latex) == address


@pytest.mark.parametrize("hostile", ["{" * 500_000, r"\'" * 100_000, r"\em " * 20_000, "$^" * 100_000 + "x"])
def test_hostile_latex_is_harmless(hostile: str) -> None:
    assert isinstance(plain_text(hostile), str)
