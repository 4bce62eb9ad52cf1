"""Telling: how a query was read, in the reader's language."""

from django.utils.translation import gettext as _

from archive.search.querying import EVERYTHING, And, Beginning, Field, Node, Not, Note, Or, Phrase, Words, Years

NOTES = {
    Note.OPEN_QUOTE: lambda: _("A quotation mark had no partner and was left out."),
    Note.OPEN_BRACKET: lambda: _("A bracket was not closed; it was read to the end."),
    Note.STRAY_BRACKET: lambda: _("A bracket closed nothing and was left out."),
    Note.WRONG_YEAR: lambda: _("A year could not be read; write year:1918 or year:1918..1920."),
    Note.TOO_LONG: lambda: _("The query was very long; only its beginning was read."),
    Note.WRONG_STAR: lambda: _("An asterisk counts only at the end of a word."),
    Note.NO_WORDS: lambda: _("There was no word in what you typed, so it asks for everything."),
    Note.STRAY_OPERATOR: lambda: _("An operator had nothing to join and was left out."),
}


def told(node: Node) -> str:
    """Return how a query is read, in words; nothing where it asks for everything or for one plain word."""
    return "" if node == EVERYTHING or isinstance(node, Words) else _part(node)


def _part(node: Node) -> str:
    match node:
        case Words(text):
            return _("“%(text)s” in any form") % {"text": text}
        case Phrase(text):
            return _("exactly “%(text)s”") % {"text": text}
        case Beginning(text):
            return _("a word that begins with “%(text)s”") % {"text": text}
        case Field(name, text):
            return _("%(field)s: “%(text)s”") % {"field": field_label(name), "text": text}
        case Years(first, last):
            return _years(first, last)
        case Not(part):
            return _("not %(part)s") % {"part": _inner(part)}
        case And(parts):
            return _(" and ").join(map(_inner, parts))
        case Or(parts):
            return _(" or ").join(map(_inner, parts))


def _inner(node: Node) -> str:
    """Return a part, in brackets where it has parts of its own."""
    return f"({_part(node)})" if isinstance(node, And | Or) else _part(node)


def field_label(name: str) -> str:
    """Return what a field of a query is called."""
    names = {
        "speaker": _("Speaker"),
        "source": _("Source"),
        "event": _("Event"),
        "topic": _("Topic"),
        "place": _("Place"),
        "standing": _("Standing"),
        "language": _("Language"),
    }
    return names[name]


def _years(first: int | None, last: int | None) -> str:
    if first is None:
        return _("until %(last)s") % {"last": last}
    if last is None:
        return _("from %(first)s on") % {"first": first}
    if first == last:
        return _("in %(first)s") % {"first": first}
    return _("from %(first)s to %(last)s") % {"first": first, "last": last}


def notes(found: tuple[Note, ...]) -> list[str]:
    """Return what was odd about a query, in words."""
    return [NOTES[note]() for note in found if note in NOTES]


def told_unknown(asked: Field) -> str:
    """Return that nothing public has the name that was asked for."""
    return _("%(field)s: there is nothing for “%(text)s” here.") % {
        "field": field_label(asked.name),
        "text": asked.text,
    }
