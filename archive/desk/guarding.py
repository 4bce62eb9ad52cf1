"""No lost update at the desk: every form and list says what it has seen, and what is out of date is refused.

A form carries the number of the record's last entry, a list the number at which the log stood. A
save that comes too late loses nothing: the curator sees what it was, what the other made of it and
what they made of it themselves, and joins the two.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from archive.building import Fault
from archive.curating import is_editor
from archive.desk.combining import Change, Combination, Undecided
from archive.desk.replaying import as_it_was, filled_in
from archive.desk.telling import Teller, desk_address, entry_named, faults_told, marked, someone
from archive.revisions import log
from archive.revisions.appending import lock
from archive.revisions.canonical import canonical
from archive.revisions.models import Entry
from archive.revisions.recording import recording
from archive.revisions.restoring import CannotRestore, check_publishable, check_references, put_back
from archive.states import BY_MODEL, Shape, State

REVISION, SEEN, MET = "revision", "seen_sequence", "met_revision"
CHOICE = "choice-"


class Guarded:
    """An admin of records whose forms and lists are refused where they are out of date."""

    @property
    def shape(self) -> Shape:
        return BY_MODEL[self.model]

    # One record.

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        if obj is None:
            return form
        field = forms.IntegerField(required=False, widget=forms.HiddenInput, initial=_opened(request))
        return type(form)(form.__name__, (form,), {REVISION: field})

    def changeform_view(self, request: HttpRequest, object_id: str | None = None, *args: Any, **kw: Any) -> Any:
        """Show or save the form; a save that comes too late is joined with what came between."""
        if object_id is None or "_saveasnew" in request.POST:
            return super().changeform_view(request, object_id, *args, **kw)
        record = self.model(pk=unquote(object_id))
        if request.method != "POST":
            request.opened_revision = log.revision_of(record)
            return super().changeform_view(request, object_id, *args, **kw)
        with transaction.atomic():
            try:
                log.expect(record, number_in(request, REVISION))
            except log.Stale as stale:
                return Joining(self, request, stale).answer()
            return super().changeform_view(request, object_id, *args, **kw)

    def shown_with_errors(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Return the form's page as it was posted, which is known to have errors."""
        return super().changeform_view(request, object_id, "", None)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Delete a record that is as the curator saw it."""
        record = self.model(pk=unquote(object_id))
        if request.method != "POST":
            return super().delete_view(request, object_id, {REVISION: log.revision_of(record)} | (extra_context or {}))
        with transaction.atomic():
            try:
                log.expect(record, number_in(request, REVISION))
            except log.Stale as stale:
                self.message_user(request, refusal(stale.entry), messages.ERROR)
                return HttpResponseRedirect(request.path)
            return super().delete_view(request, object_id, extra_context)

    # Lists.

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Show the list with the number at which the log stood before it was read."""
        return super().changelist_view(request, {SEEN: log.sequence()} | (extra_context or {}))

    def response_action(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        """Let an action run on records that are all as the curator saw them, else on none."""
        with transaction.atomic():
            lock()
            changed = self._changed_since(request, queryset)
            if not changed:
                return super().response_action(request, queryset)
        for entry in changed[:10]:
            self.message_user(request, refusal(entry), messages.ERROR)
        return HttpResponseRedirect(request.get_full_path())

    def _changed_since(self, request: HttpRequest, queryset: Any) -> list[Entry]:
        """Return the last entries of the chosen records that are newer than the list."""
        chosen = queryset
        if request.POST.get("select_across", "0") != "1":
            chosen = queryset.filter(pk__in=request.POST.getlist("_selected_action"))
        since = Entry.objects.filter(record_type=self.shape.name, sequence__gt=number_in(request, SEEN))
        since = since.filter(record_id__in=chosen.order_by().values("pk"))
        return list(since.last_of_each().order_by("sequence"))


class Joining:
    """A save that came too late: the three states, the page that shows them, and what is made of them."""

    def __init__(self, admin: Any, request: HttpRequest, stale: log.Stale) -> None:
        self.admin, self.request, self.now = admin, request, stale.entry
        self.record_id, self.shape = stale.key[1], admin.shape
        self.opened = log.of_key(*stale.key).filter(sequence=stale.revision).first()
        if self.opened is None or not self.opened.leaves_record or self.now is None:
            raise BadRequest("The form does not name a revision of this record.")
        self.present = admin.get_object(request, self.record_id) if self.now.leaves_record else None

    def answer(self) -> HttpResponse:
        """Save both curators' changes where everything is decided, or show the three columns."""
        self._check_view()
        mine = self._mine()
        if isinstance(mine, HttpResponse):
            return mine
        theirs = self.now.parsed if self.now.leaves_record else {}
        joined = Combination(self.shape, self.opened.parsed, theirs, mine)
        met = self.request.POST.get(MET, "")
        if met != str(self.now.sequence) or not self._may_save():
            return self.page(joined, again=bool(met))
        try:
            return self._save(joined)
        except Undecided:
            return self.page(joined, undecided=True)
        except CannotRestore as error:
            return self.page(joined, faults=error.faults)

    def _check_view(self) -> None:
        """Let nobody learn by a forged form what they may not see."""
        if self.present is not None:
            if not self.admin.has_view_permission(self.request, self.present):
                raise PermissionDenied
        elif not may_see_gone(self.request.user, self.now):
            raise PermissionDenied

    def _may_save(self) -> bool:
        return self.present is not None and self.admin.has_change_permission(self.request, self.present)

    def _mine(self) -> State | HttpResponse:
        """Return what the form would have made of the record, had nobody been between."""
        try:
            with as_it_was(self.opened, self.request):
                record = self.admin.model._default_manager.get(pk=self.record_id)
                if not self.admin.has_change_permission(self.request, record):
                    raise PermissionDenied
                mine = filled_in(self.admin, self.request, record)
        except CannotRestore as error:
            raise BadRequest(str(error)) from None
        return mine

    def _save(self, joined: Combination) -> HttpResponse:
        choices = {name.removeprefix(CHOICE): value for name, value in self.request.POST.items()}
        state, keys = joined.state(choices), joined.keys(choices, self._keys_now())
        wanted = Entry(record_type=self.shape.name, record_id=self.record_id, state=canonical(state))
        why = f"joined with entry {self.now.sequence}"
        with transaction.atomic(), recording(by=self.request.user, why=why) as recorder:
            recorder.touch_keys(self.shape.name, [self.record_id])
            record = put_back(wanted, self.request.user, keys=keys)
            check_references([wanted])
            check_publishable(wanted, record)
        record = self.admin.get_object(self.request, self.record_id)
        self.admin.log_change(self.request, record, why)
        return self.admin.response_change(self.request, record)

    def _keys_now(self) -> dict[str, list[Any]]:
        """Return the keys of the child rows as they are, in order."""
        return {
            child.name: list(getattr(self.present, child.name).all().values_list("pk", flat=True))
            for child in self.shape.children
        }

    def page(self, joined: Combination, faults: Sequence[Fault] = (), **more: Any) -> HttpResponse:
        """Show what it was, what the other changed and what this curator changed, beside each other.

        Where both together would be wrong, every change is to be chosen, so that one of them can be left out.
        """
        changes = joined.changes
        teller = Teller.to(self.request.user, self.shape, [(c.path, c.was, c.theirs, c.mine) for c in changes])
        kept = [(name, value) for name, values in self.request.POST.lists() if _is_kept(name) for value in values]
        context = self.admin.admin_site.each_context(self.request) | {
            "title": _("Changed by another in the meantime"),
            "opts": self.admin.opts,
            "record": self.present,
            "entry": self.now,
            "who": someone(self.now),
            "rows": [self._row(teller, change, bool(faults)) for change in changes],
            "faults": faults_told(teller, faults),
            "kept": kept,
            "met": (MET, self.now.sequence),
            "may_save": self._may_save(),
            "contested": any(change.is_contested for change in changes),
            "form_address": desk_address(self.shape, "change", self.record_id),
            **more,
        }
        return TemplateResponse(self.request, "admin/log/joining.html", context).render()

    def _row(self, teller: Teller, change: Change, to_choose: bool) -> dict[str, Any]:
        by = "both" if change.theirs == change.mine else "mine" if change.theirs == change.was else "theirs"
        row = row_of(teller, change, self.request.POST, everything=to_choose)
        marks = {f"{side}_pieces": marked(row["was"], row[side]) for side in ("theirs", "mine", "both")}
        return row | marks | {"by": by}


def row_of(teller: Teller, change: Change, posted: Mapping[str, str], *, everything: bool) -> dict[str, Any]:
    """Return what a page shows of a change, with the sides to choose from where both changed it, or `everything`."""
    name = f"{CHOICE}{change.name}"
    values = {side: getattr(change, side) for side in ("was", "theirs", "mine")}
    sides = {side: teller.value(change.path, value) or teller.default(change.path) for side, value in values.items()}
    return sides | {
        "change": change,
        "label": teller.label(change.path),
        "name": name,
        "both": change.both or "",
        "chosen": posted.get(name, change.offered or ("" if change.both is None else "both")),
        "to_choose": change.is_contested or (everything and change.can_be_chosen),
    }


def _is_kept(name: str) -> bool:
    return name not in ("csrfmiddlewaretoken", MET) and not name.startswith(CHOICE)


def _opened(request: HttpRequest) -> int | None:
    return getattr(request, "opened_revision", None)


def number_in(request: HttpRequest, name: str) -> int:
    """Return the number that a form carries; raises BadRequest where it carries none, since it could be out of date."""
    text = request.POST.get(name, "")
    if not text.isdecimal() or len(text) > 18:
        raise BadRequest(f"The form does not say what it has seen: {name} is missing.")
    return int(text)


def refusal(entry: Entry | None) -> str:
    """Return what a curator is told whose deed came too late."""
    if entry is None:
        return _("Nothing was done: the log does not know the record.")
    said = {"who": someone(entry), "when": f"{entry.at:%Y-%m-%d %H:%M}", "record": entry_named(entry)}
    return (
        _("Nothing was done: %(who)s has changed it in the meantime (%(when)s; %(record)s). Please look again.") % said
    )


def may_see_gone(user: Any, last: Entry) -> bool:
    """Whether this user may see what a record was that is gone: editors, and who made it."""
    first = log.of_key(last.record_type, last.record_id).first()
    return is_editor(user) or (first is not None and first.by_key == user.pk)
