"""Random CSL-JSON items and random styles of valid elements."""

from hypothesis import strategies as st

WORDS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "A title: the <i>second</i> part",
            "“quoted” 'words'",
            "d'Artagnan",
            "<b>",
            "</i>",
            "シベリア出兵",
            "Моя жизнь",
            "12-14, 20",
            "p. 3-8",
            "iv",
            "2nd",
            "\u00b2",
            "",
            " ",
            ".",
            "?!",
            "\\-",
            "\n",
            "1918/1920",
            "van der",
            "\u202e",
        ]
    ),
)
NUMBERS = st.one_of(st.integers(-(10**9), 10**9), st.floats(), st.none(), st.booleans())
PARTS = st.lists(st.lists(st.one_of(st.integers(-3000, 3000), st.integers(0, 32), WORDS), max_size=4), max_size=3)
DATES = st.one_of(
    WORDS,
    NUMBERS,
    st.fixed_dictionaries(
        {},
        optional={
            "date-parts": st.one_of(PARTS, WORDS),
            "literal": WORDS,
            "raw": WORDS,
            "season": st.one_of(NUMBERS, WORDS),
            "circa": st.one_of(NUMBERS, WORDS),
            "edtf": st.sampled_from(
                ["1918-11", "1918~/1920?", "-0043", "19XX", "1918-21", "../1920", "1918/..", "Y17000"]
            ),
        },
    ),
)
NAMES = st.one_of(
    WORDS,
    NUMBERS,
    st.lists(
        st.one_of(
            WORDS,
            NUMBERS,
            st.fixed_dictionaries(
                {},
                optional={
                    "family": st.one_of(WORDS, NUMBERS),
                    "given": WORDS,
                    "literal": WORDS,
                    "suffix": WORDS,
                    "dropping-particle": WORDS,
                    "non-dropping-particle": WORDS,
                    "comma-suffix": NUMBERS,
                    "static-ordering": NUMBERS,
                    "isInstitution": NUMBERS,
                    "parse-names": NUMBERS,
                },
            ),
        ),
        max_size=5,
    ),
)
TYPES = ["book", "article-journal", "webpage", "personal_communication", "treaty", "interview", "", "no-such-type"]
TEXT_VARIABLES = ["title", "container-title", "publisher", "note", "language", "URL", "title-short", "annote"]
NUMBER_VARIABLES = ["volume", "issue", "page", "edition", "number-of-pages", "locator", "citation-number"]
NAME_VARIABLES = ["author", "editor", "translator"]
DATE_VARIABLES = ["issued", "accessed", "original-date"]

ANYTHING = st.recursive(st.one_of(WORDS, NUMBERS), lambda inner: st.lists(inner, max_size=3), max_leaves=4)
ITEMS = st.fixed_dictionaries(
    {"id": st.sampled_from(["one", "two", "three"]), "type": st.sampled_from(TYPES)},
    optional={name: st.one_of(WORDS, NUMBERS, ANYTHING) for name in TEXT_VARIABLES + NUMBER_VARIABLES}
    | dict.fromkeys(NAME_VARIABLES, NAMES)
    | dict.fromkeys(DATE_VARIABLES, DATES),
)
CITES = st.fixed_dictionaries(
    {"id": st.sampled_from(["one", "two", "three"])},
    optional={
        "locator": st.one_of(WORDS, NUMBERS),
        "label": st.sampled_from(["page", "chapter", "sub verbo", "x"]),
        "prefix": WORDS,
        "suffix": WORDS,
        "suppress-author": st.booleans(),
        "author-only": st.booleans(),
        "position": st.one_of(NUMBERS, st.integers(0, 3)),
    },
)

AFFIXES = st.sampled_from(["", " ", ", ", ". ", "(", ")", "“", "?", ":", "<i>x</i>", "&amp;"])
LOOKS = {
    "prefix": AFFIXES,
    "suffix": AFFIXES,
    "font-style": st.sampled_from(["italic", "normal", "oblique"]),
    "font-weight": st.sampled_from(["bold", "normal", "light"]),
    "vertical-align": st.sampled_from(["sup", "sub", "baseline"]),
    "text-case": st.sampled_from(["lowercase", "uppercase", "capitalize-first", "capitalize-all", "title", "sentence"]),
    "quotes": st.sampled_from(["true", "false"]),
    "strip-periods": st.sampled_from(["true", "false"]),
    "display": st.sampled_from(["block", "left-margin", "right-inline", "indent"]),
}


def _element(name: str, required: dict, optional: dict, inner: st.SearchStrategy[str] = st.just("")):
    attributes = st.fixed_dictionaries(required, optional=optional)
    return st.tuples(attributes, inner).map(
        lambda pair: (
            f"<{name} " + " ".join(f'{key}="{_safe(value)}"' for key, value in pair[0].items()) + f">{pair[1]}</{name}>"
        )
    )


def _safe(value: str) -> str:
    return value.replace("&amp;", "&").replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def _joined(elements: st.SearchStrategy[str], most: int = 3) -> st.SearchStrategy[str]:
    return st.lists(elements, max_size=most).map("".join)


TEXTS = st.one_of(
    _element(
        "text",
        {"variable": st.sampled_from(TEXT_VARIABLES + NUMBER_VARIABLES + ["year-suffix"])},
        LOOKS | {"form": st.just("short")},
    ),
    _element("text", {"term": st.sampled_from(["and", "ibid", "edition", "no-such-term"])}, LOOKS),
    _element("text", {"value": AFFIXES}, LOOKS),
    _element("text", {"macro": st.sampled_from(["first", "second"])}, LOOKS),
    _element(
        "number",
        {"variable": st.sampled_from(NUMBER_VARIABLES)},
        LOOKS | {"form": st.sampled_from(["numeric", "ordinal", "long-ordinal", "roman"])},
    ),
    _element(
        "label",
        {"variable": st.sampled_from(NUMBER_VARIABLES)},
        LOOKS | {"form": st.sampled_from(["long", "short", "symbol"]), "plural": st.sampled_from(["always", "never"])},
    ),
)
DATE_ELEMENTS = st.one_of(
    _element(
        "date",
        {"variable": st.sampled_from(DATE_VARIABLES), "form": st.sampled_from(["text", "numeric"])},
        LOOKS | {"date-parts": st.sampled_from(["year", "year-month", "year-month-day"])},
    ),
    _element(
        "date",
        {"variable": st.sampled_from(DATE_VARIABLES)},
        LOOKS | {"delimiter": AFFIXES},
        _joined(
            _element(
                "date-part",
                {"name": st.sampled_from(["year", "month", "day"])},
                {
                    "form": st.sampled_from(["long", "short", "numeric", "ordinal", "numeric-leading-zeros"]),
                    "prefix": AFFIXES,
                    "suffix": AFFIXES,
                    "range-delimiter": AFFIXES,
                },
            )
        ),
    ),
)
NAME_ELEMENTS = _element(
    "name",
    {},
    {
        "and": st.sampled_from(["text", "symbol"]),
        "form": st.sampled_from(["long", "short", "count"]),
        "initialize-with": AFFIXES,
        "initialize": st.sampled_from(["true", "false"]),
        "name-as-sort-order": st.sampled_from(["all", "first"]),
        "delimiter": AFFIXES,
        "delimiter-precedes-last": st.sampled_from(["always", "never", "contextual", "after-inverted-name"]),
        "et-al-min": st.sampled_from(["0", "1", "3"]),
        "et-al-use-first": st.sampled_from(["0", "1", "2"]),
        "et-al-use-last": st.just("true"),
        "sort-separator": AFFIXES,
    },
)


def _names(substitute: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    inner = st.tuples(_joined(NAME_ELEMENTS, 1), _joined(_element("label", {}, LOOKS), 1), substitute).map("".join)
    return _element(
        "names",
        {"variable": st.sampled_from(["author", "editor translator", "translator"])},
        LOOKS | {"delimiter": AFFIXES},
        inner,
    )


def _containers(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    tests = {
        "variable": st.sampled_from(["title", "issued", "author locator"]),
        "type": st.sampled_from(TYPES[:5]),
        "position": st.sampled_from(["first", "ibid", "near-note subsequent"]),
        "is-numeric": st.just("volume"),
        "is-uncertain-date": st.just("issued"),
        "locator": st.just("page"),
        "disambiguate": st.just("true"),
        "match": st.sampled_from(["any", "all", "none"]),
    }
    branches = st.tuples(
        _element("if", {}, tests, _joined(children)),
        _joined(_element("else-if", {}, tests, _joined(children)), 1),
        _joined(_element("else", {}, {}, _joined(children)), 1),
    ).map("".join)
    return st.one_of(
        _element("group", {}, LOOKS | {"delimiter": AFFIXES}, _joined(children)),
        branches.map(lambda inner: f"<choose>{inner}</choose>"),
        _names(_joined(children, 2).map(lambda inner: f"<substitute>{inner}</substitute>" if inner else "")),
    )


ELEMENTS = st.recursive(st.one_of(TEXTS, DATE_ELEMENTS, _names(st.just(""))), _containers, max_leaves=8)
LEAVES = st.one_of(TEXTS.filter(lambda element: "macro=" not in element), DATE_ELEMENTS)
KEYS = _joined(
    st.one_of(
        _element(
            "key",
            {"variable": st.sampled_from(["title", "author", "issued", "citation-number"])},
            {"sort": st.just("descending")},
        ),
        _element("key", {"macro": st.just("first")}, {"names-min": st.just("2"), "names-use-first": st.just("1")}),
    )
).map(lambda inner: f"<sort>{inner}</sort>")
AREA = {
    "et-al-min": st.sampled_from(["1", "2", "4"]),
    "et-al-use-first": st.sampled_from(["1", "2"]),
    "collapse": st.sampled_from(["citation-number", "year", "year-suffix", "year-suffix-ranged"]),
    "cite-group-delimiter": AFFIXES,
    "after-collapse-delimiter": AFFIXES,
    "disambiguate-add-names": st.just("true"),
    "disambiguate-add-givenname": st.just("true"),
    "disambiguate-add-year-suffix": st.just("true"),
    "givenname-disambiguation-rule": st.sampled_from(["all-names", "primary-name-with-initials", "by-cite"]),
    "second-field-align": st.sampled_from(["flush", "margin"]),
    "subsequent-author-substitute": AFFIXES,
    "subsequent-author-substitute-rule": st.sampled_from(["complete-each", "partial-each", "partial-first"]),
}
LAYOUTS = _element(
    "layout",
    {},
    {key: LOOKS[key] for key in ("prefix", "suffix", "font-style")} | {"delimiter": AFFIXES},
    _joined(ELEMENTS, 4),
)


def _area(name: str) -> st.SearchStrategy[str]:
    return _element(name, {}, AREA, st.tuples(KEYS, LAYOUTS).map("".join))


STYLES = st.tuples(
    st.sampled_from(["note", "in-text"]),
    st.sampled_from(["en-US", "ru-RU", "ja-JP", "fr"]),
    _joined(LEAVES),
    _joined(st.one_of(LEAVES, _names(st.just("")))),
    _area("citation"),
    _area("bibliography"),
).map(
    lambda made: (
        f'<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="{made[0]}" default-locale="{made[1]}">'
        f'<info><title>Random</title></info><macro name="first">{made[2]}</macro>'
        f'<macro name="second">{made[3]}<text macro="first"/></macro>{made[4]}{made[5]}</style>'
    )
)
