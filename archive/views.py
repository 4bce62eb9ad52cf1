"""The pages that belong to no subject: home, about, errors."""

import hashlib
from datetime import UTC, datetime

from django.conf import settings
from django.db.models import QuerySet
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseForbidden,
    HttpResponseServerError,
)
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from archive.addresses import permanent_address, without_punctuation
from archive.conditional import conditional
from archive.editions.absence import NoSuchRecord
from archive.events.models import Event
from archive.problems import is_of_api, plain_problem
from archive.publishing import public_agents, public_sources
from archive.quotations.models import Mode, Quotation, Standing
from sources import permanent

MOST_NEAR = 20  # so many are looked at, by an index, before all that is published is sorted; SQLite sorts all for many
LATEST = 3
SHOWN_STANDINGS = (Standing.ATTESTED, Standing.PROBABLE)


@require_safe
@conditional
def home(request: HttpRequest) -> HttpResponse:
    """Show what the archive is by showing a quotation well."""
    quotation = quotation_of_the_day(datetime.now(UTC).date().isoformat())
    context = {
        "quotation": quotation,
        "address": permanent_address(request, quotation) if quotation else "",
        "quotation_count": Quotation.objects.published_count(),
        "person_count": public_agents().count(),
        "event_count": Event.objects.published_count(),
        "source_count": public_sources().count(),
        "latest": latest(quotation),
    }
    return render(request, "home.html", context)


def quotation_of_the_day(day: str) -> Quotation | None:
    """Return the same quotation all day long: the first whose id comes after a number drawn from the day."""
    fit = Quotation.objects.published().filter(
        mode__in=(Mode.VERBATIM, Mode.TRANSLATION), attributions__position=1, attributions__standing__in=SHOWN_STANDINGS
    )
    drawn = hashlib.sha256(day.encode()).digest()
    start = "".join(permanent.ALPHABET[byte % 32] for byte in drawn[: permanent.LENGTH])
    return _first_from(fit.with_speakers(), start) or _first_from(fit.with_speakers(), "")


def _first_from(fit: QuerySet[Quotation], start: str) -> Quotation | None:
    """Return the first that fits from an id on; those next to it are asked alone before all are sorted."""
    ordered, every = fit.order_by("pk"), Quotation.objects.order_by("pk").filter(pk__gte=start)
    near = list(every.values_list("pk", flat=True)[:MOST_NEAR])
    found = ordered.filter(pk__in=near).first()
    return found if found or len(near) < MOST_NEAR else ordered.filter(pk__gt=near[-1]).first()


def latest(shown: Quotation | None) -> list[Quotation]:
    """Return the quotations published last, but not the one that is shown already."""
    others = Quotation.objects.published().exclude(pk=shown.pk if shown else "")
    ordered = others.with_speakers().order_by("-state_at", "pk")
    changed = Quotation.objects.filter(state_at__isnull=False).order_by("-state_at", "pk")
    newest = list(ordered.filter(pk__in=list(changed.values_list("pk", flat=True)[:MOST_NEAR]))[:LATEST])
    return newest if len(newest) == LATEST else list(ordered[:LATEST])


@require_safe
@conditional
def about(request: HttpRequest) -> HttpResponse:
    """Tell what the archive is, how to cite it, and what its words mean."""
    return render(request, "about.html", {"standings": Standing.choices})


@require_safe
@conditional
def programs(request: HttpRequest) -> HttpResponse:
    """Tell programmers and librarians what their programs can read, and where."""
    return render(request, "programs.html")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that nothing is here, and offer what may have been meant, or lead there where it is beyond doubt."""
    if is_of_api(request):
        return plain_problem(404, "There is nothing at this address of the API.")
    if request.method in ("GET", "HEAD") and (address := without_punctuation(request)):
        return redirect(address, permanent=True)
    near = exception.near if isinstance(exception, NoSuchRecord) else []
    return render(request, "404.html", {"near": near}, status=404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that a request makes no sense, without asking it for anything: its very host may be wrong."""
    if is_of_api(request):
        return plain_problem(400, "The request cannot be read.")
    return HttpResponseBadRequest(_bare("400.html"))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that whoever asks may not do this, and who can change that."""
    if is_of_api(request):
        return plain_problem(403, "This is not allowed.")
    return HttpResponseForbidden(_bare("403.html"))


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form came without the token that our pages give it, and how to save what was written."""
    return HttpResponseForbidden(_bare("403.html", form_too_old=True))


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that something broke, without asking anything that may be broken too."""
    if is_of_api(request):
        return plain_problem(500, "Something broke here; the operator finds the reason in the log.")
    return HttpResponseServerError(_bare("500.html"))


def _bare(template: str, **told: bool) -> str:
    """Return a page that needs neither the request nor the database."""
    return render_to_string(template, {"static_url": settings.STATIC_URL, **told})
