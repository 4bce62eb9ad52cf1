"""Passing records from state to state at the desk: actions on lists, buttons on forms, reasons, previews."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.utils import unquote
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.curating import is_editor, may_pass
from archive.desk.discussing import Discussed, may_remark, remark, thread_of
from archive.desk.guarding import REVISION, SEEN, number_in, refusal
from archive.publishing import PASSAGES, CannotPass, Publishable, State
from archive.revisions import log
from archive.revisions.recording import recording
from sources import permanent
from sources.desk import RecordAdmin

ARROW = " → "


@dataclass(frozen=True)
class Passage:
    """One way to another state: what its button says, and whether it wants a reason."""

    state: State
    label: str | Promise
    wants_reason: bool = False


PASSES = {
    passage.state: passage
    for passage in (
        Passage(State.IN_REVIEW, gettext_lazy("Submit for review")),
        Passage(State.DRAFT, gettext_lazy("Return to draft"), wants_reason=True),
        Passage(State.PUBLISHED, gettext_lazy("Publish")),
        Passage(State.WITHDRAWN, gettext_lazy("Withdraw"), wants_reason=True),
    )
}


def passages_of(user: Any, record: Publishable) -> list[Passage]:
    """Return the ways that are open to this user, from the state in which the record is."""
    open_states = PASSAGES[State(record.state)]
    return [passage for state, passage in PASSES.items() if state in open_states and may_pass(user, record, state)]


@transaction.atomic
def pass_on(record: Publishable, state: State, user: Any, reason: str = "", successor: str = "") -> Any:
    """Pass a record on as it is in the database now, whatever a page showed, and return it; raises CannotPass.

    Where it is withdrawn, readers are told the reason, and the record with the id that was given for its successor.
    """
    now = type(record)._default_manager.select_for_update(of=("self",)).get(pk=record.pk)
    if not may_pass(user, now, state):
        raise CannotPass(_("only an editor may do this."))
    old_state, old = now.state, State(now.state).label
    told = _told(now, reason, successor.strip()) if state == State.WITHDRAWN else {}
    with recording(by=user, why=reason):
        now.pass_to(state, user, **told)
    said = f"{old}{ARROW}{state.label}" + (f": {reason}" if reason else "")
    LogEntry.objects.log_actions(user.pk, [now], CHANGE, said, single_object=True)
    remark(now, user, reason, old_state, state)
    return now


def _told(record: Publishable, reason: str, successor: str) -> dict[str, Any]:
    """Return what readers are told of a withdrawal; raises CannotPass for a successor that they cannot read."""
    if not successor:
        return {"because": reason}
    with suppress(permanent.WrongId):
        others = type(record)._default_manager.published().exclude(pk=record.pk)
        if found := others.filter(pk=permanent.normalised(successor)).first():
            return {"because": reason, "successor": found}
    raise CannotPass(_("no public record takes its place under “%s”.") % successor)


class PublishableAdmin(Discussed, RecordAdmin):
    """Records that curators bring from draft to publication."""

    change_form_template = "admin/publishable_change_form.html"
    preview_template = ""
    actions = ("submit_for_review", "return_to_draft", "publish", "withdraw")

    def records(self, request: HttpRequest) -> QuerySet[Any]:
        return super().records(request).visible_to(request.user)

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return is_editor(request.user)

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        view = self.admin_site.admin_view
        own = [
            path("<path:object_id>/preview/", view(self.preview_view), name=f"{name}_preview"),
            path("<path:object_id>/pass/<str:state>/", view(self.pass_view), name=f"{name}_pass"),
        ]
        return own + super().get_urls()

    # Actions on a list.

    @admin.action(description=gettext_lazy("Submit for review"), permissions=["change"])
    def submit_for_review(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        return self.pass_all(request, queryset, State.IN_REVIEW)

    @admin.action(description=gettext_lazy("Return to draft, with a reason"), permissions=["publish"])
    def return_to_draft(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        return self.pass_all(request, queryset, State.DRAFT)

    @admin.action(description=gettext_lazy("Publish"), permissions=["publish"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        return self.pass_all(request, queryset, State.PUBLISHED)

    @admin.action(description=gettext_lazy("Withdraw, with a reason"), permissions=["publish"])
    def withdraw(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        return self.pass_all(request, queryset, State.WITHDRAWN)

    def pass_all(self, request: HttpRequest, queryset: QuerySet[Any], state: State) -> HttpResponse | None:
        """Pass each record on and say of each how it went; where a reason is wanted, ask for it first."""
        reason = request.POST.get("reason", "").strip()
        if PASSES[state].wants_reason and not reason:
            return self.ask_reason(request, list(queryset), state)
        for record in queryset:
            self.pass_one(request, record, state, reason)
        return None

    # One record.

    def pass_one(self, request: HttpRequest, record: Publishable, state: State, reason: str = "") -> bool:
        """Pass a record on, and tell the curator by name what became of it."""
        named = {"kind": self.opts.verbose_name, "name": str(record), "state": state.label}
        try:
            pass_on(record, state, request.user, reason, request.POST.get("successor", ""))
        except CannotPass as error:
            told = _("The %(kind)s “%(name)s” did not become “%(state)s”: %(why)s")
            self.message_user(request, told % (named | {"why": " ".join(error.messages)}), messages.ERROR)
            return False
        told = _("The %(kind)s “%(name)s” is now “%(state)s”.")
        self.message_user(request, told % named, messages.SUCCESS)
        return True

    def ask_reason(
        self, request: HttpRequest, records: list[Publishable], state: State, revision: int = 0
    ) -> HttpResponse:
        """Show the page that asks why, which goes on saying what its list or form has seen."""
        context = self.admin_site.each_context(request) | {
            "title": PASSES[state].label,
            "opts": self.opts,
            "records": records,
            "wanting": request.method == "POST" and "reason" in request.POST,
            "action": request.POST.get("action", ""),
            "is_public": state == State.WITHDRAWN,
            SEEN: request.POST.get(SEEN, ""),
            REVISION: revision,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/ask_reason.html", context)

    def pass_view(self, request: HttpRequest, object_id: str, state: str) -> HttpResponse:
        """Pass one record on with a reason, which GET asks for."""
        seen = self._revision_seen(request, object_id)
        record, wished = self._visible(request, object_id), state_named(state)
        if not may_pass(request.user, record, wished):
            raise PermissionDenied
        if request.method != "POST" or (PASSES[wished].wants_reason and not request.POST.get("reason", "").strip()):
            return self.ask_reason(request, [record], wished, seen)
        try:
            log.expect(record, seen)
        except log.Stale as stale:
            self.message_user(request, refusal(stale.entry), messages.ERROR)
            return HttpResponseRedirect(request.path)
        self.pass_one(request, record, wished, request.POST.get("reason", "").strip())
        reviewing = "reviewing" in request.POST
        return HttpResponseRedirect(reverse("admin:review") if reviewing else self._address("change", record))

    def _revision_seen(self, request: HttpRequest, object_id: str) -> int:
        """Return the revision that the curator who gives a reason has seen."""
        if request.method == "POST":
            return number_in(request, REVISION)
        return log.revision_of(self.model(pk=unquote(object_id)))

    def _visible(self, request: HttpRequest, object_id: str) -> Any:
        record = self.get_object(request, unquote(object_id))
        if record is None or not self.has_view_permission(request, record):
            raise Http404
        return record

    def _address(self, page: str, record: Publishable, *more: str) -> str:
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}"
        return reverse(name, args=[record.pk, *more])

    # The buttons below a form: what was typed is saved first.

    def response_add(self, request: HttpRequest, obj: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        self.note_typed(request, obj)
        return self._response_pass(request, obj) or super().response_add(request, obj, *args, **kwargs)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        self.note_typed(request, obj)
        return self._response_pass(request, obj) or super().response_change(request, obj)

    def _response_pass(self, request: HttpRequest, record: Any) -> HttpResponse | None:
        if "_pass" not in request.POST:
            return None
        state = state_named(request.POST["_pass"])
        if PASSES[state].wants_reason and may_pass(request.user, record, state):
            return HttpResponseRedirect(self._address("pass", record, state.value))
        self.pass_one(request, record, state)
        return HttpResponseRedirect(self._address("change", record))

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        record = kwargs.get("obj")
        if record is not None:
            context |= {
                "passages": passages_of(request.user, record),
                "hindrances": [] if record.is_published else record.hindrances(),
                "state_label": State(record.state).label,
                "thread": thread_of(record),
                "remark_address": self._address("remark", record) if may_remark(request.user, record) else "",
                "preview_address": self._address("preview", record),
            }
        return super().render_change_form(request, context, *args, **kwargs)

    # How the public sees it.

    def preview_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show a record of any state in the public's own page, for curators only."""
        record = self._visible(request, object_id)
        context = {"state_label": State(record.state).label, "desk_address": self._address("change", record)}
        return TemplateResponse(request, self.preview_template, context | self.preview_context(request, record))

    def preview_context(self, request: HttpRequest, record: Any) -> dict[str, Any]:
        """Return what the public template wants to know."""
        raise NotImplementedError


def state_named(word: str) -> State:
    """Return a state; raises BadRequest for what is none."""
    try:
        return State(word)
    except ValueError:
        raise BadRequest(f"There is no state “{word}”.") from None
