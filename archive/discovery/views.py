"""What robots and browsers ask for: robots.txt, the OpenSearch description, and its suggestions."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from archive.conditional import conditional
from archive.search.suggesting import suggestions

DESCRIPTION = "application/opensearchdescription+xml; charset=utf-8"
SUGGESTIONS = "application/x-suggestions+json; charset=utf-8"


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Welcome every robot, but not to the curators' desk, and show it the way."""
    prefixes = ["/", *(f"/{code}/" for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE)]
    lines = ["User-agent: *", *(f"Disallow: {prefix}admin/" for prefix in prefixes), ""]
    lines += [f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
@conditional
def opensearch(request: HttpRequest) -> HttpResponse:
    """Describe the search to browsers, in the language of the address."""
    return render(request, "discovery/opensearch.xml", content_type=DESCRIPTION)


@require_safe
@conditional
def opensearch_suggestions(request: HttpRequest) -> JsonResponse:
    """Tell what may be meant by what is being typed, as browsers read it: words, counts, addresses."""
    typed = request.GET.get("q", "")
    found = suggestions(typed, get_language() or settings.LANGUAGE_CODE)
    told = [
        typed,
        [one["label"] for one in found],
        [_counted(one["count"]) for one in found],
        [request.build_absolute_uri(one["address"]) for one in found],
    ]
    return JsonResponse(told, safe=False, content_type=SUGGESTIONS)


def _counted(count: int) -> str:
    said = translation.ngettext("%(count)s quotation", "%(count)s quotations", count)
    return said % {"count": count}
