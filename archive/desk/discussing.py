"""Discussing a record: what its curators have said and decided, and saying more."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from archive.curating import PUBLISHABLE, is_editor
from archive.desk.models import Remark
from archive.desk.telling import desk_address
from archive.publishing import State
from archive.revisions import log
from archive.states import shape_of

LONGEST = 5000
TYPED = "_remark"


def remark(record: Any, user: Any, text: str, old: str = "", new: str = "") -> Remark:
    """Note what a curator says of a record, with the step that they take with it, if any."""
    named = {"record_type": shape_of(record).name, "record_id": record.pk}
    return Remark.objects.create(text=text, by=user, by_name=user.get_username(), old_state=old, new_state=new, **named)


def thread_of(record: Any) -> list[Remark]:
    """Return what was said of a record, the first remark first."""
    key = log.key_of(record)
    return Remark.objects.threads([key])[key]


def returned_to(user: Any) -> list[tuple[Any, list[Remark]]]:
    """Return the curator's own drafts of which another has spoken last, each with its thread."""
    drafts = [record for model in PUBLISHABLE for record in model._default_manager.filter(_own_draft(user))]
    threads = Remark.objects.threads(map(log.key_of, drafts))
    found = ((record, threads[log.key_of(record)]) for record in drafts)
    return [(record, thread) for record, thread in found if thread and thread[-1].by_id != user.pk]


def _own_draft(user: Any) -> Q:
    return Q(state=State.DRAFT, created_by=user)


class Discussed:
    """An admin of records on which curators may remark who see them, and may do something about them."""

    def get_urls(self) -> list[URLPattern]:
        name, view = f"{self.opts.app_label}_{self.opts.model_name}", self.admin_site.admin_view
        return [path("<str:object_id>/remark/", view(self.remark_view), name=f"{name}_remark"), *super().get_urls()]

    def remark_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Add a comment, and lead back to where it was written."""
        record = self.get_object(request, object_id)
        if record is None or not self.has_view_permission(request, record):
            raise Http404
        if request.method != "POST" or not may_remark(request.user, record):
            raise PermissionDenied
        if not self.note_typed(request, record, "reason"):
            self.message_user(request, _("The comment is empty."), messages.WARNING)
        if "reviewing" in request.POST:
            return HttpResponseRedirect(reverse("admin:review"))
        return HttpResponseRedirect(desk_address(shape_of(record), "change", record.pk))

    def note_typed(self, request: HttpRequest, record: Any, field: str = TYPED) -> bool:
        """Keep the comment that was typed, beside the record's own form or alone; return whether there was one."""
        text = request.POST.get(field, "").replace("\0", "").strip()[:LONGEST]
        if text:
            remark(record, request.user, text)
        return bool(text)


def may_remark(user: Any, record: Any) -> bool:
    """Whether this curator is asked about the record: editors, and who made it."""
    return is_editor(user) or record.created_by_id == user.pk
