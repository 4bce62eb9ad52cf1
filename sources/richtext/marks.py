"""The marks of formatted text: one pair of objects for each kind of formatting."""

from urllib.parse import urlsplit

FORMATS = (
    "italic",
    "oblique",
    "upright",
    "small-caps",
    "normal-caps",
    "bold",
    "normal-weight",
    "underline",
    "no-underline",
    "superscript",
    "subscript",
    "baseline",
)
DISPLAYS = ("block", "left-margin", "right-inline", "indent")


class Open:
    """The start of a format; compared by identity, there is one object for each name."""

    __slots__ = ("name", "target")

    def __init__(self, name: str, target: str = "") -> None:
        self.name, self.target = name, target

    def __repr__(self) -> str:
        return f"<{self.name}>"


class Close:
    """The end of a format."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return f"</{self.name}>"


Part = str | Open | Close

OPEN = {name: Open(name) for name in FORMATS + DISPLAYS}
CLOSE = {name: Close(name) for name in (*FORMATS, *DISPLAYS, "link")}


def link(target: str, *content: Part) -> tuple[Part, ...]:
    """The content as a link, or bare where the target is no web address."""
    if not is_web_address(target):
        return content
    return (Open("link", target), *content, CLOSE["link"])


def is_web_address(target: str) -> bool:
    try:
        address = urlsplit(target)
    except ValueError:
        return False
    return address.scheme in ("http", "https") and bool(address.netloc)
