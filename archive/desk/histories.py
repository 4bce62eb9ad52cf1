"""The history of a record at the desk, and bringing back what was: former states and deleted records."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from archive.curating import is_editor
from archive.desk.guarding import REVISION, may_see_gone, number_in, refusal
from archive.desk.steps import lines, told
from archive.desk.telling import Teller, desk_address, title_of, why_not, with_speakers
from archive.revisions import log
from archive.revisions.differing import differences
from archive.revisions.log import Step
from archive.revisions.models import Action, Entry
from archive.revisions.restoring import CannotRestore, restore
from archive.states import State, state_of, with_children

PER_PAGE = 25


class Historied:
    """An admin of records whose histories can be read, and whose former states come back."""

    def get_urls(self) -> list[URLPattern]:
        name, view = f"{self.opts.app_label}_{self.opts.model_name}", self.admin_site.admin_view
        own = [
            path("deleted/", view(self.deleted_view), name=f"{name}_deleted"),
            path("<str:object_id>/restore/<int:sequence>/", view(self.restore_view), name=f"{name}_restore"),
        ]
        return own + super().get_urls()

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Show the list, and to editors the way to what was deleted."""
        own = {"deleted_address": desk_address(self.shape, "deleted")} if is_editor(request.user) else {}
        return super().changelist_view(request, own | (extra_context or {}))

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Show who changed a record, when, why and what, the last change first."""
        record_id = unquote(object_id)
        record, last = self._seen(request, record_id)
        entries = log.of_key(self.shape.name, record_id).order_by("-sequence")
        page = Paginator(entries, PER_PAGE).get_page(request.GET.get("page"))
        context = {
            "title": _("History"),
            "record": record,
            "name": str(record or title_of(self.shape, last.parsed)),
            "page": page,
            "lines": lines(request.user, _steps(entries, page)),
            "last": last,
            "is_astray": record is not None and self._state(record) != last.parsed,
            "may_restore": is_editor(request.user),
        }
        return self._log_page(request, "history", context | (extra_context or {}))

    def _state(self, record: Any) -> State:
        """Return what the tables hold of a record."""
        return state_of(with_children(self.shape, self.model._default_manager.filter(pk=record.pk)).get())

    def _seen(self, request: HttpRequest, record_id: str) -> tuple[Any, Entry]:
        """Return a record (None where it is gone) and its last entry, if this curator may see them."""
        record = self.get_object(request, record_id)
        last = log.of_key(self.shape.name, record_id).last()
        if last is None or (record is None and last.leaves_record):
            raise Http404
        allowed = self.has_view_permission(request, record) if record else may_see_gone(request.user, last)
        if not allowed:
            raise PermissionDenied
        return record, last

    def _log_page(self, request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
        shared = self.admin_site.each_context(request) | {"opts": self.opts}
        return TemplateResponse(request, f"admin/log/{name}.html", shared | context)

    # Bringing back.

    def restore_view(self, request: HttpRequest, object_id: str, sequence: int) -> HttpResponse:
        """Show what would change, ask why, and bring the record back to the state of an entry."""
        if not is_editor(request.user):
            raise PermissionDenied
        entry = log.of_key(self.shape.name, object_id).filter(sequence=sequence).first()
        record, last = self._seen(request, object_id)
        if entry is None:
            raise Http404
        if request.method == "POST":
            return self._restore(request, entry)
        present = self._state(record) if record else {}
        context = {
            "title": _("Bring back"),
            "record": record,
            "name": str(record or title_of(self.shape, last.parsed)),
            "entry": entry,
            "told": self._told(request, present, entry.parsed | _standing(present)),
            REVISION: last.sequence,
        }
        return self._log_page(request, "restore", context)

    def _told(self, request: HttpRequest, old: State, new: State) -> Any:
        return told(Teller.to(request.user, self.shape, [old, new]), with_speakers(differences(old, new), new))

    def _restore(self, request: HttpRequest, entry: Entry) -> HttpResponse:
        record = self.model(pk=entry.record_id)
        try:
            log.expect(record, number_in(request, REVISION))
            restore(entry, request.user, request.POST.get("why", "").strip())
        except log.Stale as stale:
            self.message_user(request, refusal(stale.entry), messages.ERROR)
            return HttpResponseRedirect(request.path)
        except CannotRestore as error:
            self.message_user(request, _("This cannot be brought back: %s") % why_not(error), messages.ERROR)
            return HttpResponseRedirect(request.path)
        self.message_user(request, _("The record is as it was after entry %s.") % entry.sequence, messages.SUCCESS)
        return HttpResponseRedirect(desk_address(self.shape, "change", entry.record_id))

    def deleted_view(self, request: HttpRequest) -> HttpResponse:
        """List what was deleted, the last one first."""
        if not is_editor(request.user):
            raise PermissionDenied
        gone = Entry.objects.filter(record_type=self.shape.name).last_of_each().filter(action=Action.DELETED)
        page = Paginator(gone.order_by("-sequence"), PER_PAGE).get_page(request.GET.get("page"))
        context = {
            "title": _("Deleted"),
            "page": page,
            "lines": lines(request.user, [Step(entry, None) for entry in page]),
        }
        return self._log_page(request, "deleted", context)


def _steps(entries: Any, page: Page) -> list[Step]:
    """Return the entries of a page of one record's history, each beside the one before it."""
    start = page.start_index() - 1 if page.paginator.count else 0
    found = list(entries[start : start + PER_PAGE + 1])
    return [Step(entry, before) for entry, before in zip(found, [*found[1:], None], strict=True)][:PER_PAGE]


def _standing(present: State) -> State:
    """Restoring leaves the standing as it is, so the difference must not speak of it."""
    return {"state": present["state"]} if "state" in present else {}
