"""Filling in the desk's forms as a browser would."""

from typing import Any

from django.forms import ModelMultipleChoiceField
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from archive.revisions import log


def address(record: Any, page: str = "change") -> str:
    """Return the address of a record's page at the desk."""
    options = record._meta
    return reverse(f"admin:{options.app_label}_{options.model_name}_{page}", args=[record.pk])


def list_address(model: Any, page: str = "changelist") -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}")


def entered(response: HttpResponse) -> dict[str, Any]:
    """Return what a browser would post from the form of a page, if nothing were changed."""
    posted = fields_of(response.context["adminform"].form)
    for inline in response.context["inline_admin_formsets"]:
        posted |= fields_of(inline.formset.management_form)
        for form in inline.formset.forms:
            posted |= fields_of(form)
    return posted


def fields_of(form: Any) -> dict[str, Any]:
    found = {}
    for name in form.fields:
        value = form[name].value()
        if name != "DELETE":
            multiple = isinstance(form.fields[name], ModelMultipleChoiceField)
            found[form.add_prefix(name)] = (value or []) if multiple else "" if value is None else value
    return found


def add_row(posted: dict[str, Any], prefix: str, **values: Any) -> dict[str, Any]:
    """Return what is posted with one row more under a record."""
    number = int(posted[f"{prefix}-TOTAL_FORMS"])
    row = {f"{prefix}-{number}-{name}": value for name, value in values.items()}
    return posted | row | {f"{prefix}-TOTAL_FORMS": number + 1}


def save(client: Client, record: Any, **changes: Any) -> HttpResponse:
    """Open a record's form, change some fields, and save; double underscores stand for hyphens."""
    posted = entered(client.get(address(record)))
    changed = {name.replace("__", "-"): value for name, value in changes.items()}
    return client.post(address(record), posted | changed)


def seen() -> dict[str, Any]:
    """Return what a list posts that has just been opened: how far it has seen the log."""
    return {"seen_sequence": log.sequence()}


def delete(client: Client, record: Any) -> HttpResponse:
    """Delete a record that is as its page shows it."""
    return client.post(address(record, "delete"), {"post": "yes", "revision": log.revision_of(record)})


def errors_of(response: HttpResponse) -> str:
    """Return every error of the page in one text."""
    context = response.context
    found = [str(context["adminform"].form.errors)]
    for inline in context["inline_admin_formsets"]:
        found += [str(inline.formset.errors), str(inline.formset.non_form_errors())]
    return " ".join(found)


def messages_of(response: HttpResponse) -> str:
    return " ".join(str(message) for message in response.context["messages"])
