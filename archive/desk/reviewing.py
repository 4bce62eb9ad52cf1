"""The review desk: what waits, what differs from what readers saw last, and publishing or returning it."""

from typing import Any

from django.contrib import admin
from django.core.paginator import Page, Paginator
from django.db.models import Max, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from archive.curating import PUBLISHABLE, is_editor
from archive.desk.discussing import returned_to
from archive.desk.models import Remark
from archive.desk.steps import lines
from archive.desk.telling import desk_address
from archive.publishing import State
from archive.revisions.appending import Key
from archive.revisions.log import Step
from archive.revisions.models import Entry
from archive.states import BY_MODEL, shape_of

PER_PAGE = 20
# As canonical JSON has it; a quotation mark within a text is escaped there.
PUBLISHED = '"state":"published"'


def review(request: HttpRequest) -> HttpResponse:
    """Show what waits for review, the longest waiting first: to contributors their own."""
    page = Paginator(_waiting(request.user), PER_PAGE).get_page(request.GET.get("page"))
    context = admin.site.each_context(request) | {
        "title": _("Review"),
        "page": page,
        "waiting": _compared(request.user, page),
        "may_decide": is_editor(request.user),
        "returned": [
            (record, desk_address(shape_of(record), "change", record.pk), thread)
            for record, thread in returned_to(request.user)
        ],
    }
    return TemplateResponse(request, "admin/log/review.html", context)


def _waiting(user: Any) -> QuerySet[Entry]:
    """Return the last entries of the records that wait, as far as this curator may see them."""
    found = Entry.objects.none()
    for model in PUBLISHABLE:
        records = model._default_manager.filter(state=State.IN_REVIEW).visible_to(user).order_by()
        own = Entry.objects.filter(record_type=BY_MODEL[model].name, record_id__in=records.values("pk"))
        found = found | own
    return found.last_of_each().order_by("sequence")


def _compared(user: Any, page: Page) -> list[dict[str, Any]]:
    """Return each entry of the page beside what readers saw last; the queries do not grow with them."""
    entries = list(page)
    before = _last_published(entries)
    steps = [Step(entry, before.get((entry.record_type, entry.record_id))) for entry in entries]
    threads = Remark.objects.threads((entry.record_type, entry.record_id) for entry in entries)
    told = zip(lines(user, steps), steps, strict=True)
    return [{"line": line, **_beside(step, threads)} for line, step in told]


def _beside(step: Step, threads: dict[Key, list[Remark]]) -> dict[str, Any]:
    """Return what stands beside an entry that waits: whether readers know the record, and what was said of it."""
    entry = step.entry
    thread = threads[entry.record_type, entry.record_id]
    return {"was_public": step.before is not None, "thread": thread, **_addresses(entry)}


def _last_published(entries: list[Entry]) -> dict[tuple[str, str], Entry]:
    """Return the last state of each record in which it was published."""
    ids = [entry.record_id for entry in entries]
    public = Entry.objects.filter(record_id__in=ids, state__contains=PUBLISHED).order_by()
    lasts = public.values("record_type", "record_id").annotate(last=Max("sequence")).values("last")
    return {(entry.record_type, entry.record_id): entry for entry in Entry.objects.filter(sequence__in=lasts)}


def _addresses(entry: Entry) -> dict[str, str]:
    pages = {
        "change": (),
        "preview": (),
        "remark": (),
        "publish": (State.PUBLISHED.value,),
        "give_back": (State.DRAFT.value,),
    }
    names = {"publish": "pass", "give_back": "pass"}
    return {
        page: desk_address(entry.shape, names.get(page, page), entry.record_id, *more) for page, more in pages.items()
    }
