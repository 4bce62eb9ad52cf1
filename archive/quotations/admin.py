"""Quotations and topics at the curators' desk."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from archive.events.admin import LabelledAdmin
from archive.passing import PublishableAdmin
from archive.quotations.forms import AttestationFormSet, AttributionForm, AttributionFormSet
from archive.quotations.listing import SpeakerFilter, WantingFilter
from archive.quotations.models import Attestation, Attribution, EventLink, Quotation, Topic
from archive.quotations.reading import whole
from archive.quotations.views import page_of
from archive.representations.subjects import of_quotation
from archive.waiting import GROUNDED
from sources.desk import RECORD_FIELDSET, GroundsFilter, MineFilter, RecordAdmin, Rows, date_fields
from sources.models import AgentRole


@admin.register(Topic)
class TopicAdmin(LabelledAdmin, RecordAdmin):
    """Topics."""

    list_display = ("name", "changed_at")
    list_filter = (MineFilter,)
    search_fields = ("labels",)
    fieldsets = ((None, {"fields": ["labels"]}), RECORD_FIELDSET)

    @admin.display(description=_("name"))
    def name(self, topic: Topic) -> str:
        return str(topic)


class Attestations(Rows):
    """Where a quotation is found."""

    model = Attestation
    formset = AttestationFormSet
    asked = 1
    verbose_name_plural = _("Where it is found (attestations, the witness in hand first)")
    fields = (
        ("position", "source", "kind"),
        ("locator_label", "locator", "quoted_in"),
        ("seen_on", "basis"),
        "note",
    )
    autocomplete_fields = ("source",)


class Attributions(Rows):
    """Who said it."""

    model = Attribution
    form = AttributionForm
    formset = AttributionFormSet
    asked = 1
    verbose_name_plural = _("Who said it (attributions, the likeliest first)")
    fields = (("position", "agent", "role"), ("standing", "basis", "rests_on_numbers"), "reason")
    autocomplete_fields = ("agent",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Attribution]:
        return super().get_queryset(request).select_related("agent").prefetch_related("rests_on", "agent__names")


class EventLinks(Rows):
    """What a quotation has to do with events."""

    model = EventLink
    verbose_name_plural = _("Events that it belongs to")
    fields = (("kind", "event"),)
    autocomplete_fields = ("event",)


@admin.register(Quotation)
class QuotationAdmin(PublishableAdmin):
    """Quotations."""

    list_display = ("opening", "speakers", "witness_shown", "language", "state", "changed_at")
    list_filter = (
        "state",
        "attributions__standing",
        "language",
        SpeakerFilter,
        WantingFilter,
        GroundsFilter,
        MineFilter,
    )
    search_fields = ("words", "attestations__source__title", "attributions__agent__names__folded")
    grounded = GROUNDED[Quotation]
    ordering = ("-changed_at", "pk")
    autocomplete_fields = ("translation_of", "place", "topics", "mentions")
    inlines = (Attestations, Attributions, EventLinks)
    preview_template = "admin/quotations/quotation/preview.html"
    fieldsets = (
        (
            _("The words"),
            {
                "description": _(
                    "Copy the words exactly as the witness has them, with its own … and brackets. "
                    "What the archive leaves out or adds stands in square brackets."
                ),
                "fields": ["words", ("language", "mode"), ("translation_of", "translated_from")],
            },
        ),
        (_("What stands around them"), {"classes": ["collapse"], "fields": ["words_before", "words_after"]}),
        (_("When and where it was said"), {"fields": [date_fields("uttered"), "place"]}),
        (_("What it is about"), {"fields": ["topics", "mentions"]}),
        (_("Rights and notes"), {"fields": ["rights", "note"]}),
        RECORD_FIELDSET,
    )

    class Media:
        js = ["desk/roles.js"]

    def records(self, request: HttpRequest) -> QuerySet[Quotation]:
        return super().records(request).with_speakers()

    def get_urls(self) -> list[URLPattern]:
        roles = path("roles/", self.admin_site.admin_view(self.roles_view), name="quotations_quotation_roles")
        return [roles, *super().get_urls()]

    def roles_view(self, request: HttpRequest) -> JsonResponse:
        """Answer the roles of a speaker, for the attribution that is being entered."""
        if not request.user.has_perm("sources.view_agent"):
            raise PermissionDenied
        speaker = request.GET.get("agent", "").replace("\0", "")
        roles = AgentRole.objects.filter(agent_id=speaker)
        return JsonResponse({"roles": [{"id": role.pk, "title": str(role)} for role in roles]})

    def _create_formsets(self, request: HttpRequest, obj: Quotation, change: bool) -> tuple[list[Any], list[Any]]:
        """Let the attributions know the attestations that are being entered beside them."""
        formsets, instances = super()._create_formsets(request, obj, change)
        by_kind = {type(formset).__mro__[1]: formset for formset in formsets}
        if AttributionFormSet in by_kind:
            by_kind[AttributionFormSet].attestations = by_kind.get(AttestationFormSet)
        return formsets, instances

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Keep who has seen a witness."""
        for row in formset.forms if formset.model is Attestation else ():
            if "seen_on" in row.changed_data:
                row.instance.seen_by = request.user if row.instance.seen_on else None
        super().save_formset(request, form, formset, change)

    def preview_context(self, request: HttpRequest, record: Quotation) -> dict[str, Any]:
        return page_of(of_quotation(request, whole(Quotation.objects.filter(pk=record.pk)).get()))

    @admin.display(description=_("words"))
    def opening(self, quotation: Quotation) -> str:
        return str(quotation)

    @admin.display(description=_("speaker"))
    def speakers(self, quotation: Quotation) -> str:
        return ", ".join(str(row.agent) for row in quotation.attributions.all())

    @admin.display(description=_("source"))
    def witness_shown(self, quotation: Quotation) -> str:
        return str(quotation.witness.source) if quotation.witness else ""
