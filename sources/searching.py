"""Searching at the desk: a word in columns of any script, alike on every database."""

import unicodedata

from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast

from sources import names, permanent


def spellings(word: str) -> set[str]:
    """Return a word in the cases in which it may stand; not every database folds Cyrillic by itself."""
    plain = unicodedata.normalize("NFKC", word)
    return {word, plain, plain.lower(), plain.upper(), plain.capitalize()}


def holds(model: type[models.Model], word: str, columns: tuple[str, ...]) -> Q:
    """Return the condition that one of the columns holds a word, or that it is the record's permanent id."""
    found = _by_id(word)
    for lookup in columns:
        texts = {names.folded(word)} - {""} if lookup.endswith("folded") else spellings(word)
        found |= _among(model, lookup, texts)
    return found


def _among(model: type[models.Model], lookup: str, texts: set[str]) -> Q:
    """Ask in a query of its own, so that a record with many rows is still found once."""
    wanted = Q()
    for text in sorted(texts):
        wanted |= Q(looked_into__icontains=text)
    if not wanted:
        return Q(pk__in=[])
    alike = model._default_manager.annotate(looked_into=Cast(lookup, models.TextField())).filter(wanted)
    return Q(pk__in=alike.order_by().values("pk"))


def _by_id(word: str) -> Q:
    try:
        return Q(pk=permanent.normalised(word))
    except permanent.WrongId:
        return Q(pk__in=[])
