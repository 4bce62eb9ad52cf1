"""Everything that the processor raises."""


class CitationError(Exception):
    """The processor's own errors."""


class StyleError(CitationError):
    """A style or locale that cannot be used, with the line and the reason."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(f"line {line}: {reason}" if line else reason)
        self.reason, self.line = reason, line


class UnknownStyle(CitationError):
    """No style has this name; `nearest` are the ids of styles that have a similar one."""

    def __init__(self, style_id: str, nearest: tuple[str, ...] = ()) -> None:
        hint = f"; did you mean {', '.join(nearest)}?" if nearest else ""
        super().__init__(f"no style is called {style_id!r}{hint}")
        self.style_id, self.nearest = style_id, nearest


class UnknownLocale(CitationError):
    """No locale serves this language."""


class ItemError(CitationError):
    """An item that is no CSL-JSON, with its place in the input."""

    def __init__(self, reason: str, place: str = "") -> None:
        super().__init__(f"{place}: {reason}" if place else reason)
        self.reason, self.place = reason, place
