"""Merging at the desk: two records chosen in a list, compared field by field, and made one."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.building import Fault
from archive.curating import is_editor
from archive.desk.combining import Change, Undecided
from archive.desk.guarding import CHOICE, REVISION, number_in, refusal, row_of
from archive.desk.merging import CannotMerge, Merge
from archive.desk.telling import Teller, desk_address, faults_told
from archive.revisions import log
from archive.revisions.restoring import CannotRestore
from archive.states import SHAPES

OTHER_REVISION = "other_revision"


class Mergeable:
    """An admin of records of which two can be made one."""

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Add the action, for editors."""
        action = Mergeable.merge_two, "merge_two", str(Mergeable.merge_two.short_description)
        return super().get_actions(request) | ({"merge_two": action} if is_editor(request.user) else {})

    @admin.action(description=gettext_lazy("Merge two into one…"))
    def merge_two(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        records = list(queryset[:3])
        if len(records) != 2:
            self.message_user(request, _("Choose just two records to merge."), messages.ERROR)
            return None
        return HttpResponseRedirect(desk_address(self.shape, "merge", *(record.pk for record in records)))

    def get_urls(self) -> list[URLPattern]:
        name, view = f"{self.opts.app_label}_{self.opts.model_name}", self.admin_site.admin_view
        return [path("<str:kept>/merge/<str:gone>/", view(self.merge_view), name=f"{name}_merge"), *super().get_urls()]

    def merge_view(self, request: HttpRequest, kept: str, gone: str) -> HttpResponse:
        """Show two records beside each other, and make them one."""
        if not is_editor(request.user):
            raise PermissionDenied
        if kept == gone:
            raise BadRequest("A record cannot be merged with itself.")
        seen = [log.revision_of(self.model(pk=key)) for key in (kept, gone)]
        records = [self.get_object(request, key) for key in (kept, gone)]
        if None in records:
            raise Http404
        merge = Merge(*records)
        if request.method == "POST":
            return self._merge(request, merge)
        return self._merge_page(request, merge, seen)

    def _merge(self, request: HttpRequest, merge: Merge) -> HttpResponse:
        seen = [number_in(request, name) for name in (REVISION, OTHER_REVISION)]
        choices = {name.removeprefix(CHOICE): value for name, value in request.POST.items()}
        try:
            for record, revision in zip((merge.kept, merge.gone), seen, strict=True):
                log.expect(record, revision)
            merge.apply(choices, request.user, request.POST.get("why", "").strip())
        except log.Stale as stale:
            self.message_user(request, refusal(stale.entry), messages.ERROR)
            return HttpResponseRedirect(request.path)
        except Undecided:
            return self._merge_page(request, merge, seen, undecided=True)
        except CannotMerge:
            return self._merge_page(request, merge, seen)
        except CannotRestore as error:
            return self._merge_page(request, merge, seen, faults=error.faults)
        told = _("The two are one. What was done can be undone as a batch in the recent changes.")
        self.message_user(request, told, messages.SUCCESS)
        return HttpResponseRedirect(desk_address(self.shape, "change", merge.kept.pk))

    def _merge_page(
        self, request: HttpRequest, merge: Merge, seen: list[int], faults: Sequence[Fault] = (), **more: Any
    ) -> HttpResponse:
        changes = merge.combination.changes
        teller = Teller.to(request.user, self.shape, [(c.path, c.theirs, c.mine) for c in changes])
        context = self.admin_site.each_context(request) | {
            "title": _("Merge"),
            "opts": self.opts,
            "kept": merge.kept,
            "gone": merge.gone,
            "rows": [_merge_row(request, teller, change) for change in changes],
            "faults": faults_told(teller, faults),
            "conflicts": [(one, _address(one.record)) for one in merge.conflicts()],
            REVISION: seen[0],
            OTHER_REVISION: seen[1],
            "why": request.POST.get("why", ""),
            "swapped": desk_address(self.shape, "merge", merge.gone.pk, merge.kept.pk),
            **more,
        }
        return TemplateResponse(request, "admin/log/merge.html", context)


def _merge_row(request: HttpRequest, teller: Teller, change: Change) -> dict[str, Any]:
    """Return a row of the page: every difference is to be chosen, at first as the record has it that is kept."""
    row = row_of(teller, change, request.POST, everything=True)
    return row | {"chosen": row["chosen"] or "theirs"}


def _address(record: Any) -> str:
    """Return where a record, or the record of a row, is changed at the desk."""
    shapes = {shape.model: (shape, "pk") for shape in SHAPES.values()}
    for shape in SHAPES.values():
        shapes |= {child.model: (shape, f"{child.parent}_id") for child in shape.children}
    shape, key = shapes[type(record)]
    return desk_address(shape, "change", getattr(record, key))
