"""The import pages of the desk: upload and plan, look and decide, apply, take back; for editors."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from archive.curating import name_of
from archive.desk.telling import entry_named
from archive.import_forms import MOST_ENTRIES, QUOTATIONS, UploadForm, decide
from archive.importing import apply_import, undo_import
from archive.quotations.planning import plan as plan_quotations
from archive.revisions.restoring import CannotRestore
from archive.revisions.undoing import CannotUndo
from sources import permanent
from sources.applying import CannotApply, StalePlan
from sources.formats import UnreadableFile, format_named
from sources.importing import format_of
from sources.importing import plan as plan_sources
from sources.models import Decision, ImportBatch, ImportEntry, ImportKind, ImportState, Status
from sources.telling import in_words

PAGE = 50
RECENT = 50
MOST_NAMED = 10
View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Heap:
    """The entries of one status: how many, and what may be decided about all of them."""

    status: str
    label: str | Promise
    count: int
    choices: list[Decision]


def for_editors(view: View) -> View:
    """Let only those in who may import."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(name_of(ImportBatch, "add")):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def of_batch(view: View) -> View:
    """Make a view of a batch into one of its id."""

    @wraps(view)
    def found(request: HttpRequest, shown: str) -> HttpResponse:
        try:
            pk = permanent.normalised(shown)
        except permanent.WrongId:
            pk = ""
        return view(request, get_object_or_404(ImportBatch, pk=pk))

    return for_editors(found)


@require_http_methods(["GET", "HEAD", "POST"])
@for_editors
def imports(request: HttpRequest) -> HttpResponse:
    """List the imports, and plan another from the file that is uploaded."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("admin:import", plan_upload(form.cleaned_data, request.user).shown_id)
        except UnreadableFile as error:
            form.add_error("file", in_words(error.saying))
        except IntegrityError:
            form.add_error("file", _("The plan was thrown away while it was being made."))
    recent = ImportBatch.objects.select_related("made_by")[:RECENT]
    return answer(request, "admin/imports/list.html", _("Imports"), form=form, recent=recent)


def plan_upload(said: dict[str, Any], user: Any) -> ImportBatch:
    """Plan the import of an uploaded file; raises UnreadableFile."""
    file, encoding = said["file"], said["encoding"] or None
    batch = ImportBatch(file_name=file.name[:255], made_by=user)
    if said["format"] == QUOTATIONS:
        return plan_quotations(file, batch, encoding, MOST_ENTRIES)
    known, stream = (format_named(said["format"]), file) if said["format"] else format_of(file)
    return plan_sources(stream, known, batch, encoding, MOST_ENTRIES)


@require_GET
@of_batch
def one_import(request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    """Show a plan, page by page, or what became of it."""
    status = request.GET.get("status", "")
    return answer(
        request,
        "admin/imports/plan.html",
        str(batch),
        batch=batch,
        heaps=list(heaps(batch)),
        status=status if status in Status.values else "",
        page=page_of_entries(request.GET, batch),
        is_being_read=batch.state == ImportState.READING,
        read_count=batch.entries.count(),
        is_open=batch.state == ImportState.PLANNED,
        is_applied=batch.state == ImportState.APPLIED,
        undecided_count=batch.entries.undecided().count(),
        record_url="admin:quotations_quotation_change"
        if batch.kind == ImportKind.QUOTATIONS
        else "admin:sources_source_change",
    )


def heaps(batch: ImportBatch) -> Iterator[Heap]:
    """Yield the statuses that there are."""
    for status, count in batch.counts().items():
        choices = [choice for choice in batch.possible(status) if choice != Decision.UNDECIDED]
        yield Heap(status, Status(status).label, count, choices if len(choices) > 1 else [])


def page_of_entries(asked: Any, batch: ImportBatch) -> Page:
    """Return the page of entries that is asked for."""
    entries = batch.entries.select_related("batch")
    if asked.get("status") in Status.values:
        entries = entries.filter(status=asked["status"])
    return Paginator(entries, PAGE).get_page(asked.get("page"))


@require_POST
@of_batch
def decide_import(request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    """Keep the decisions of one page, or one decision about all entries of a status."""
    if batch.state != ImportState.PLANNED:
        messages.error(request, _("This import cannot be changed any more."))
    elif about_all := request.POST.get("all"):
        status, _colon, decision = about_all.partition(":")
        messages.success(request, _("Decided for %s entries.") % batch.decide(status, decision))
    else:
        count = decide(batch, page_of_entries(request.POST, batch), dict(request.POST.lists()))
        messages.success(request, _("%s decisions have changed.") % count)
    return back(batch, request.POST)


def back(batch: ImportBatch, asked: Any) -> HttpResponse:
    """Lead back to the page of the plan that was looked at."""
    response = redirect("admin:import", batch.shown_id)
    wanted = [f"{name}={asked[name]}" for name in ("status", "page") if asked.get(name, "").isalnum()]
    response["Location"] += "?" + "&".join(wanted) if wanted else ""
    return response


@require_POST
@of_batch
def apply_one(request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    """Do what was decided."""
    try:
        done = apply_import(batch, request.user)
    except CannotApply as error:
        messages.error(request, _("Nothing was imported: %s.") % error)
    except StalePlan as error:
        stale = ", ".join(str(entry.position) for entry in error.entries[:MOST_NAMED])
        said = _("Nothing was imported: the archive has changed since this was planned (entries %s). Plan it again.")
        messages.error(request, said % stale)
    else:
        said = _("Imported: %(new)s new, %(updated)s updated, %(left)s left out.")
        counts = {"new": done.new_count, "updated": done.updated_count, "left": done.left_out_count}
        messages.success(request, said % counts)
    return redirect("admin:import", batch.shown_id)


@require_POST
@of_batch
def undo_one(request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    """Take an import back."""
    try:
        count = undo_import(batch, request.user)
    except (CannotApply, CannotRestore) as error:
        messages.error(request, _("Nothing was undone: %s.") % error)
    except CannotUndo as error:
        others = [*map(entry_named, error.entries), *map(str, error.records)][:MOST_NAMED]
        said = _("Nothing was undone, for others have built on it since: %s.")
        messages.error(request, said % "; ".join(others))
    else:
        messages.success(request, _("%s records are as they were before.") % count)
    return redirect("admin:import", batch.shown_id)


@require_POST
@of_batch
def discard_one(request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    """Throw a plan away that has changed nothing."""
    if batch.state in (ImportState.APPLIED, ImportState.UNDONE):
        messages.error(request, _("What was imported stays on record."))
        return redirect("admin:import", batch.shown_id)
    ImportEntry.objects.filter(batch=batch).delete()
    batch.delete()
    messages.success(request, _("The plan was thrown away; it had changed nothing."))
    return redirect("admin:imports")


def answer(request: HttpRequest, template: str, title: str, **context: Any) -> HttpResponse:
    """Answer with a page of the desk."""
    return render(request, template, admin.site.each_context(request) | {"title": title} | context)
