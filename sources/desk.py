"""What every record has at the curators' desk: permissions by record, readings of dates, who changed it.

This room asks Django's permission system about the single record (`user.has_perm(name, record)`);
a backend of the floor above answers, which knows what is public.
"""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import NestedObjects, quote
from django.contrib.admin.widgets import AdminTextareaWidget
from django.contrib.auth import get_permission_codename
from django.contrib.auth.models import AnonymousUser
from django.db import DataError, IntegrityError, models, router
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from sources import dates
from sources.entering import RecordForm, RowForm, RowFormSet, read_back
from sources.fields import date_columns
from sources.models import Basis
from sources.searching import holds
from sources.telling import told

# Addresses without a scheme are those of the secure web; short texts need few lines.
FIELDS = {
    models.URLField: {"assume_scheme": "https"},
    models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 3})},
}
KEPT = ("created_at", "created_by", "changed_at", "changed_by")
RECORD_FIELDSET = (gettext_lazy("The record"), {"classes": ["collapse"], "fields": ["shown_id", KEPT[:2], KEPT[2:]]})


def date_fields(name: str) -> tuple[str, str, str]:
    """Return the columns of a historical date that are entered, side by side on one line of a form."""
    return f"{name}_edtf", f"{name}_calendar", f"{name}_as_written"


def date_reading(request: HttpRequest) -> JsonResponse:
    """Answer how a date is read, or what is wrong with it; for curators who are typing."""
    edtf, calendar = request.GET.get("edtf", "").strip(), request.GET.get("calendar", "")
    try:
        return JsonResponse({"reading": read_back(edtf, calendar) if edtf else ""})
    except dates.WrongDate as error:
        return JsonResponse({"error": told(error)})
    except ValueError:
        return JsonResponse({"error": _("There is no such calendar.")})


class VisibleChoices:
    """Lets a relation lead only to records that this curator may see."""

    def get_field_queryset(self, db: str | None, db_field: Any, request: HttpRequest) -> Any:
        related = self.admin_site._registry.get(db_field.remote_field.model)
        if related is None:
            return super().get_field_queryset(db, db_field, request)
        return related.get_queryset(request)


class RecordAdmin(VisibleChoices, admin.ModelAdmin):
    """Any record: who may do what to it is asked record by record."""

    form = RecordForm
    formfield_overrides = FIELDS
    list_per_page = 50
    show_full_result_count = False
    # Where a statement may stand on general knowledge only.
    grounded: tuple[str, ...] = ()

    class Media:
        js = ["desk/dates.js", "desk/naming.js"]

    # Who may do what.

    def _may(self, request: HttpRequest, action: str, record: models.Model | None) -> bool:
        name = f"{self.opts.app_label}.{get_permission_codename(action, self.opts)}"
        return request.user.has_perm(name) and (record is None or request.user.has_perm(name, record))

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self._may(request, "view", obj) or self._may(request, "change", obj)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self._may(request, "change", obj)

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self._may(request, "delete", obj)

    def get_view_on_site_url(self, obj: models.Model | None = None) -> str | None:
        """Return the public address of what is public, and of nothing else."""
        name = f"{self.opts.app_label}.view_{self.opts.model_name}"
        if obj is None or not hasattr(obj, "get_absolute_url") or not AnonymousUser().has_perm(name, obj):
            return None
        try:
            return obj.get_absolute_url()
        except NoReverseMatch:
            return None

    # What is shown.

    def records(self, request: HttpRequest) -> models.QuerySet[Any]:
        """Return the records that this curator may see, with what lists show of them."""
        return self.model._default_manager.all()

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        return self.records(request).order_by(*self.get_ordering(request))

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> tuple[str, ...]:
        return (*super().get_readonly_fields(request, obj), "shown_id", *KEPT)

    def get_fieldsets(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        """Leave out what only a record that is saved has."""
        fieldsets = super().get_fieldsets(request, obj)
        return [fieldset for fieldset in fieldsets if obj or fieldset != RECORD_FIELDSET]

    @admin.display(description=gettext_lazy("permanent id"))
    def shown_id(self, record: Any) -> str:
        return record.shown_id

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """Find every word of the search in one of the searched columns, or a record by its permanent id."""
        for word in search_term.split():
            queryset = queryset.filter(holds(self.model, word, self.search_fields))
        return queryset, False

    # Saving.

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change:
            # Django takes the default key away from a new record that has rows.
            obj.pk = obj.pk or obj._meta.pk.get_default()
            obj.created_by = request.user
        obj.changed_by = request.user
        super().save_model(request, obj, form, change)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        form.refusal = getattr(request, "refusal", "")
        return form

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form; what only the database refuses comes back as its error, with all that was typed."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except (IntegrityError, DataError):
            request.refusal = _(
                "The database has refused this: another curator may have changed the same record in the meantime. "
                "Nothing was saved."
            )
            return super().changeform_view(request, *args, **kwargs)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        try:
            return super().delete_view(request, object_id, extra_context)
        except (IntegrityError, models.ProtectedError):
            self.message_user(request, _("Nothing was deleted: the record is needed by another."), messages.ERROR)
            return HttpResponseRedirect(request.path)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[Any, Any, Any, Any]:
        """Say also which records stand in the way, not only which of their rows."""
        deleted, counts, lacking, protected = super().get_deleted_objects(objs, request)
        if protected:
            collector = NestedObjects(using=router.db_for_write(self.model), origin=objs)
            collector.collect(objs)
            protected = [self._in_the_way(request, row) for row in sorted(collector.protected, key=str)]
        return deleted, counts, lacking, list(dict.fromkeys(protected))

    def _in_the_way(self, request: HttpRequest, row: models.Model) -> str:
        record = parent_of(row) or row
        options = record._meta
        if not request.user.has_perm(f"{options.app_label}.view_{options.model_name}", record):
            return _("a record of another curator")
        address = reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[quote(record.pk)])
        part = f" ({row._meta.verbose_name})" if record is not row else ""
        kind = str(options.verbose_name)
        return format_html('{}: <a href="{}">{}</a>{}', kind[:1].upper() + kind[1:], address, record, part)


def parent_of(row: models.Model) -> models.Model | None:
    """Return the record that a child row belongs to, with which it is deleted; None for a record."""
    for field in row._meta.concrete_fields:
        if field.remote_field and field.remote_field.on_delete is models.CASCADE:
            return getattr(row, field.name)
    return None


class Rows(VisibleChoices, admin.StackedInline):
    """Child rows under their record: who may change the record may change them.

    They are stacked, never a table, because in the admin's tables the fields have no labels.
    """

    form = RowForm
    formset = RowFormSet
    formfield_overrides = FIELDS
    extra = 0
    # How many empty rows a new record's form begins with.
    asked = 0

    def get_extra(self, request: HttpRequest, obj: models.Model | None = None, **kwargs: Any) -> int:
        return self.extra if obj else self.asked

    def _record_admin(self) -> Any:
        return self.admin_site._registry[self.parent_model]

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        record_admin = self._record_admin()
        return record_admin.has_change_permission(request, obj) if obj else record_admin.has_add_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self._record_admin().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self._record_admin().has_change_permission(request, obj)

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self._record_admin().has_view_permission(request, obj)


class MineFilter(admin.SimpleListFilter):
    """The curator's own records."""

    title = gettext_lazy("made by")
    parameter_name = "mine"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", gettext_lazy("me"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.filter(created_by=request.user) if self.value() == "yes" else queryset


class GroundsFilter(admin.SimpleListFilter):
    """Records of which something is only general knowledge."""

    title = gettext_lazy("basis")
    parameter_name = "basis"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        self.grounded = model_admin.grounded
        return [(Basis.GENERAL_KNOWLEDGE.value, Basis.GENERAL_KNOWLEDGE.label)]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() != Basis.GENERAL_KNOWLEDGE:
            return queryset
        return queryset.filter(to_be_confirmed(queryset.model, self.grounded))


def to_be_confirmed(model: type[models.Model], grounded: tuple[str, ...]) -> models.Q:
    """Return the condition that one of these lookups says “general knowledge”."""
    found = models.Q()
    for lookup in grounded:
        alike = model._default_manager.filter(**{lookup: Basis.GENERAL_KNOWLEDGE}).order_by()
        found |= models.Q(pk__in=alike.values("pk"))
    return found


def show_dates(record: models.Model) -> str:
    """Return the dates of a record in words, one after another."""
    known = [getattr(record, column.name) for column in date_columns(type(record))]
    return " – ".join(dates.display(date, get_language() or "en") for date in known if date)
