"""The curators' desk: the admin site."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _


class Desk(admin.AdminSite):
    """Django's admin as the curators' desk."""

    site_header = _("Testimonia: the curators' desk")
    site_title = _("Testimonia")
    index_title = _("The desk")
