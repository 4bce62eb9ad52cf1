"""Tokens at the desk: each curator makes their own, sees the secret once, and may revoke it at any time."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_variables

from archive.writing.models import Token


@admin.register(Token)
class TokenAdmin(admin.ModelAdmin):
    """A curator's own tokens; to who administers accounts, everybody's."""

    list_display = ("name", "account", "beginning", "may_write", "may_publish", "expires_at", "last_used_at", "is_open")
    list_select_related = ("account",)
    list_per_page = 50
    actions = ("revoke",)
    change_form_template = "admin/writing/token/change_form.html"
    fields = ("name", "may_write", "may_publish", "expires_at")
    # One field with one label, where Django's own has two fields without.
    formfield_overrides = {
        models.DateTimeField: {
            "form_class": forms.DateTimeField,
            "widget": forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
        }
    }
    kept = ("account", "beginning", "created_at", "last_used_at", "revoked_at")

    # Who may do what: tokens are no records, and who may work at the desk may have some.

    def get_queryset(self, request: HttpRequest) -> QuerySet[Token]:
        tokens = super().get_queryset(request)
        return tokens if request.user.has_perm("auth.change_user") else tokens.filter(account=request.user)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.is_active and request.user.is_staff

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.has_module_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Token | None = None) -> bool:
        return self.has_module_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Token | None = None) -> bool:
        """What a token may do is said when it is made, and then stays; it can only be revoked."""
        return obj is None and self.has_module_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Token | None = None) -> bool:
        """Revoked tokens stay, so that it is known who had one."""
        return False

    def get_fields(self, request: HttpRequest, obj: Token | None = None) -> tuple[str, ...]:
        return (*self.fields, *self.kept) if obj else self.fields

    @admin.display(description=gettext_lazy("open"), boolean=True)
    def is_open(self, token: Token) -> bool:
        return token.is_open

    # Making.

    @sensitive_variables("secret")
    def save_model(self, request: HttpRequest, obj: Token, form: Any, change: bool) -> None:
        obj.account = request.user
        obj.secret = obj.new_secret()
        super().save_model(request, obj, form, change)

    def response_add(self, request: HttpRequest, obj: Token, post_url_continue: str | None = None) -> HttpResponse:
        """Show the secret at once and only here: it is kept nowhere, so it is no message of the next page."""
        context = self.admin_site.each_context(request) | {
            "title": _("Your new token"),
            "opts": self.opts,
            "token": obj,
            "secret": obj.secret,
        }
        page = TemplateResponse(request, "admin/writing/token/made.html", context)
        page.headers["Cache-Control"] = "no-store"
        return page

    # Revoking.

    @admin.action(description=gettext_lazy("Revoke"), permissions=["view"])
    def revoke(self, request: HttpRequest, queryset: QuerySet[Token]) -> None:
        count = queryset.revoke()
        self.message_user(request, _("Tokens revoked: %s.") % count, messages.SUCCESS)

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show a token, or revoke it."""
        if request.method == "POST":
            self.revoke(request, self.get_queryset(request).filter(pk=object_id if object_id.isdecimal() else 0))
            return HttpResponseRedirect(reverse("admin:writing_token_changelist"))
        return super().change_view(request, object_id, *args, **kwargs)
