"""Complaints: what the core has to say of wrong input, in words that whoever shows them can translate.

The core knows no translations. It says a template in English with its values apart; the shelf above
looks the template up in its catalogue (`sources.telling`).
"""

from collections.abc import Callable
from typing import Any

# Gives a template in the reader's language.
Translate = Callable[[str], str]


def _as_it_is(template: str) -> str:
    return template


class Saying:
    """A template and what is filled in: text, numbers, other sayings, or what is said by the reader's language."""

    def __init__(self, template: str, **values: Any) -> None:
        self.template, self.values = template, values

    def __str__(self) -> str:
        return self.said()

    def said(self, translate: Translate = _as_it_is, language: str = "en") -> str:
        """Return the whole in a language, into which `translate` brings each template."""
        values = {name: _filled_in(value, translate, language) for name, value in self.values.items()}
        return translate(self.template) % values


def _filled_in(value: Any, translate: Translate, language: str) -> Any:
    if isinstance(value, Saying):
        return value.said(translate, language)
    return value(language) if callable(value) else value


class Complaint(ValueError):
    """An input that is wrong; `saying` is what is wrong with it, and as text it is in English."""

    def __init__(self, saying: Saying) -> None:
        super().__init__(str(saying))
        self.saying = saying
