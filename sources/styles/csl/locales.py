"""Locales: terms, date formats and options, with the fallback from region to language to en-US."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache

from .errors import UnknownLocale
from .reading import PREFIX, XML_LANG, Element, package_folder, read_xml, tag, words

DEFAULT = "en-US"
# The dialect that stands for a language where no region is named (CSL 1.0.2, "Locale fallback").
PRIMARY = {
    "af": "af-ZA",
    "bg": "bg-BG",
    "ca": "ca-AD",
    "cs": "cs-CZ",
    "cy": "cy-GB",
    "da": "da-DK",
    "de": "de-DE",
    "el": "el-GR",
    "en": "en-US",
    "es": "es-ES",
    "et": "et-EE",
    "fa": "fa-IR",
    "fi": "fi-FI",
    "fr": "fr-FR",
    "gl": "gl-ES",
    "he": "he-IL",
    "hi": "hi-IN",
    "hr": "hr-HR",
    "hu": "hu-HU",
    "hy": "hy-AM",
    "id": "id-ID",
    "is": "is-IS",
    "it": "it-IT",
    "ja": "ja-JP",
    "km": "km-KH",
    "ko": "ko-KR",
    "lt": "lt-LT",
    "lv": "lv-LV",
    "mn": "mn-MN",
    "ms": "ms-MY",
    "nb": "nb-NO",
    "nl": "nl-NL",
    "nn": "nn-NO",
    "no": "nb-NO",
    "pl": "pl-PL",
    "pt": "pt-PT",
    "ro": "ro-RO",
    "ru": "ru-RU",
    "sk": "sk-SK",
    "sl": "sl-SI",
    "sr": "sr-Cyrl-RS",
    "sv": "sv-SE",
    "th": "th-TH",
    "tr": "tr-TR",
    "uk": "uk-UA",
    "vi": "vi-VN",
    "zh": "zh-CN",
}
FALLBACK_FORMS = {"verb-short": "verb", "verb": "long", "symbol": "short", "short": "long"}
TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z")


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a locale; `gender` is its own, `match` how an ordinal's number is compared."""

    single: str
    multiple: str
    gender: str = ""
    match: str = ""


Key = tuple[str, str, str]  # name, form, gender-form


@dataclass(slots=True)
class Layer:
    """What one `locale` element says."""

    language: str = ""
    terms: dict[Key, Term] = field(default_factory=dict)
    dates: dict[str, Element] = field(default_factory=dict)
    options: dict[str, bool] = field(default_factory=dict)

    @property
    def has_ordinals(self) -> bool:
        return any(name.startswith("ordinal") for name, _, _ in self.terms)


class Locale:
    """The layers that serve one language, the most special first."""

    def __init__(self, language: str, layers: Iterable[Layer]) -> None:
        self.language = language
        self._layers = tuple(layers)
        self._found: dict[tuple[str, str, str], Term | None] = {}
        self.ordinals = self._ordinals()
        self.is_english = language.lower().startswith("en")

    def term(self, name: str, form: str = "long", gender: str = "") -> Term | None:
        """The term in this form, or in the form that stands for it."""
        key = (name, form, gender)
        if key not in self._found:
            self._found[key] = self._find(name, form, gender)
        return self._found[key]

    def _find(self, name: str, form: str, gender: str) -> Term | None:
        wanted: str | None = form
        while wanted:
            for layer in self._layers:
                term = layer.terms.get((name, wanted, gender)) or layer.terms.get((name, wanted, ""))
                if term is not None:
                    return term
            wanted = FALLBACK_FORMS.get(wanted)
        return None

    def words(self, name: str, form: str = "long", plural: bool = False) -> str:
        term = self.term(name, form)
        if term is None:
            return ""
        return term.multiple if plural else term.single

    def gender(self, name: str) -> str:
        term = self.term(name)
        return term.gender if term else ""

    def date(self, form: str) -> Element | None:
        return next((layer.dates[form] for layer in self._layers if form in layer.dates), None)

    def option(self, name: str) -> bool:
        return next((layer.options[name] for layer in self._layers if name in layer.options), False)

    def _ordinals(self) -> dict[Key, Term]:
        """The ordinal suffixes of the first layer that has any: they are replaced as a whole."""
        for layer in self._layers:
            if layer.has_ordinals:
                return {key: term for key, term in layer.terms.items() if key[0].startswith("ordinal")}
        return {}


def read_layer(element: Element) -> Layer:
    layer = Layer(element.get(XML_LANG, ""))
    for part in element:
        name = tag(part)
        if name == "terms":
            layer.terms = {_term_key(term): _read_term(term) for term in part.iterfind(PREFIX + "term")}
        elif name == "date":
            layer.dates[part.get("form", "text")] = part
        elif name == "style-options":
            layer.options |= {key: value == "true" for key, value in part.attrib.items()}
    return layer


def _term_key(element: Element) -> Key:
    return element.get("name", ""), element.get("form", "long"), element.get("gender-form", "")


def _read_term(element: Element) -> Term:
    single, multiple = element.find(PREFIX + "single"), element.find(PREFIX + "multiple")
    if single is None and multiple is None:
        text = element.text or ""
        if "\n" in text and not text.strip():
            text = ""
        forms = (text, text)
    else:
        forms = (words(single), words(multiple))
    return Term(*forms, element.get("gender", ""), element.get("match", ""))


def normal_language(language: str) -> str:
    """A language tag in its usual writing ("EN_us" is "en-US")."""
    parts = language.strip().replace("_", "-").split("-")
    rest = [part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part for part in parts[1:]]
    return "-".join([parts[0].lower(), *rest])


def chain(language: str) -> list[str]:
    """The names under which terms are looked for: region, then language, then en-US."""
    language = normal_language(language)
    base = language.split("-")[0]
    names = [language, PRIMARY.get(base, base), base, DEFAULT]
    return list(dict.fromkeys(names))


@cache
def installed_layer(name: str) -> Layer | None:
    """A locale file of the installed package, or nothing where there is none."""
    if not TAG.match(name):
        return None
    file = package_folder("citeproc") / "data" / "locales" / f"locales-{name}.xml"
    if not file.is_file():
        return None
    return read_layer(read_xml(file.read_bytes(), "locale"))


def is_language(language: str) -> bool:
    return bool(TAG.match(language.replace("_", "-")))


def check_language(language: str) -> None:
    if not is_language(language):
        raise UnknownLocale(f"no locale is called {language!r}")


Source = Callable[[str], Layer | None]


def compose(language: str, overrides: Iterable[Layer], installed: Source = installed_layer) -> Locale:
    """The locale of a style: its own terms first, then those of the locale files."""
    names, overrides = chain(language), list(overrides)
    base = names[0].split("-")[0]
    own = [layer for name in (names[0], base) for layer in overrides if normal_language(layer.language) == name]
    primary = [layer for layer in overrides if layer.language and normal_language(layer.language) in names[1:2]]
    general = [layer for layer in overrides if not layer.language]
    files = [layer for name in names if (layer := installed(name)) is not None]
    found = next((layer.language for layer in files), DEFAULT)
    served = found if normal_language(found).split("-")[0] == base else DEFAULT
    if base == "en" or served == DEFAULT:
        served = names[0] if base == "en" else served
    layers = list({id(layer): layer for layer in [*own, *primary, *general, *files]}.values())
    return Locale(served, layers)
