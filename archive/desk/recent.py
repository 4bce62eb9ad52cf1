"""Recent changes of the whole desk, with filters, and undoing what was done at one time."""

from datetime import UTC, datetime, time
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.curating import is_editor
from archive.desk.guarding import number_in
from archive.desk.steps import lines, shape_label, steps_of, with_before
from archive.desk.telling import entry_named, visible, why_not
from archive.publishing import Publishable
from archive.revisions.models import Action, Entry
from archive.revisions.restoring import CannotRestore
from archive.revisions.undoing import CannotUndo, undo_batch
from archive.states import SHAPES
from sources import permanent
from sources.models import ImportBatch

PER_PAGE = 50


class ChangesForm(forms.Form):
    """What a curator wants to see of the changes."""

    type = forms.ChoiceField(label=gettext_lazy("records"), required=False)
    action = forms.ChoiceField(
        label=gettext_lazy("action"), required=False, choices=[("", gettext_lazy("All")), *Action.choices]
    )
    by = forms.CharField(label=gettext_lazy("by"), required=False, max_length=150)
    since = forms.DateField(label=gettext_lazy("from"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=gettext_lazy("to"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    why = forms.CharField(label=gettext_lazy("why"), required=False, max_length=200)
    batch = forms.CharField(label=gettext_lazy("batch"), required=False, max_length=8)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(name, capfirst(shape_label(shape))) for name, shape in SHAPES.items()]
        self.fields["type"].choices = [("", _("All")), *kinds]

    def narrowed(self, entries: QuerySet[Entry]) -> QuerySet[Entry]:
        """Return the entries that are asked for; what cannot be read asks for nothing, and the form says so at the field."""
        self.is_valid()
        wish = {name: value for name, value in self.cleaned_data.items() if value}
        lookups = {"type": "record_type", "action": "action", "by": "by_name__iexact", "why": "why__icontains"}
        lookups |= {"batch": "batch", "since": "at__gte", "until": "at__lte"}
        return entries.filter(**{lookups[name]: value for name, value in wish.items()})

    def clean_since(self) -> datetime | None:
        """Return the first moment of the day; asking for moments can use the index of times."""
        day = self.cleaned_data["since"]
        return datetime.combine(day, time.min, UTC) if day else None

    def clean_until(self) -> datetime | None:
        """Return the last moment of the day."""
        day = self.cleaned_data["until"]
        return datetime.combine(day, time.max, UTC) if day else None


def seen_by(user: Any) -> QuerySet[Entry]:
    """Return the entries of records that a curator may see: editors all, contributors none of others' drafts."""
    if is_editor(user):
        return Entry.objects.all()
    open_to_all = [name for name, shape in SHAPES.items() if not issubclass(shape.model, Publishable)]
    wanted = Q(record_type__in=open_to_all)
    for name in SHAPES.keys() - set(open_to_all):
        keys = visible(SHAPES[name], user).prefetch_related(None).order_by().values("pk")
        wanted |= Q(record_type=name, record_id__in=keys)
    return Entry.objects.filter(wanted)


def changes(request: HttpRequest) -> HttpResponse:
    """Show what was changed lately, the last change first."""
    form = ChangesForm(request.GET)
    entries = form.narrowed(seen_by(request.user)).order_by("-sequence")
    page = Paginator(entries, PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = with_before(page.object_list)
    batch = form.cleaned_data.get("batch", "")
    context = admin.site.each_context(request) | {
        "title": _("Recent changes"),
        "form": form,
        "page": page,
        "query": urlencode([(name, value) for name, value in request.GET.items() if name != "page"]),
        "lines": lines(request.user, steps_of(page.object_list)),
        "batch": batch if batch and page.paginator.count and is_editor(request.user) else "",
    }
    return TemplateResponse(request, "admin/log/recent.html", context)


def undo(request: HttpRequest, batch: str) -> HttpResponse:
    """Undo all that was done in a batch, after asking."""
    if not is_editor(request.user):
        raise PermissionDenied
    if ImportBatch.objects.filter(pk=batch).exists():  # which keeps count of what it did itself
        return HttpResponseRedirect(reverse("admin:import", args=[permanent.shown(batch)]))
    entries = Entry.objects.filter(batch=batch)
    if not entries.exists():
        raise Http404
    if request.method == "POST":
        return _undo(request, batch)
    context = admin.site.each_context(request) | {
        "title": _("Undo"),
        "batch": batch,
        "count": entries.count(),
        "lines": lines(request.user, steps_of(with_before(entries.order_by("sequence")[:PER_PAGE]))),
    }
    return TemplateResponse(request, "admin/log/undo.html", context)


def _undo(request: HttpRequest, batch: str) -> HttpResponse:
    number_in(request, "count")
    try:
        count = undo_batch(batch, request.user, request.POST.get("why", "").strip())
    except CannotUndo as error:
        reasons = "; ".join([*map(entry_named, error.entries), *map(str, error.records)])
        told = _("Nothing was undone: these have been changed since, or are needed by others: %s") % reasons
        messages.error(request, told)
        return HttpResponseRedirect(request.path)
    except CannotRestore as error:
        messages.error(request, _("This cannot be brought back: %s") % why_not(error))
        return HttpResponseRedirect(request.path)
    messages.success(request, _("%s records are as they were before.") % count)
    return HttpResponseRedirect(reverse("admin:recent"))
