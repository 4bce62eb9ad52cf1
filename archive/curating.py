"""Who may do what at the desk: three groups, and the rules about the single record."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.models import Group, Permission
from django.db.models import Model, Q

from archive.events.models import Event, Place
from archive.publishing import Publishable, State, public_agents, public_sources
from archive.quotations.models import Quotation, Topic
from sources.models import Agent, ImportBatch, Record, Source

CONTRIBUTOR, EDITOR, ADMINISTRATOR = "contributor", "editor", "administrator"
RECORDS = (Agent, Source, Place, Topic, Event, Quotation)
PUBLISHABLE = (Event, Quotation)


def permissions_of(group: str) -> set[str]:
    """Return the permissions of a group, as `quotations.add_quotation`."""
    records = {name_of(model, action) for model in RECORDS for action in ("view", "add", "change")}
    records |= {name_of(model, "delete") for model in PUBLISHABLE}
    if group == CONTRIBUTOR:
        return records
    records |= {name_of(model, "delete") for model in RECORDS} | {name_of(model, "publish") for model in PUBLISHABLE}
    records |= {name_of(ImportBatch, action) for action in ("view", "add")}
    if group == EDITOR:
        return records
    return records | {f"auth.{action}_{model}" for model in ("user", "group") for action in ACTIONS}


ACTIONS = ("view", "add", "change", "delete")


def name_of(model: type[Model], action: str) -> str:
    """Return the name of a permission on a model."""
    return f"{model._meta.app_label}.{action}_{model._meta.model_name}"


def keep_groups(using: str = "default", **kwargs: Any) -> None:
    """Make the three groups, each with its permissions; called after every `migrate`.

    Permissions that an operator wants besides belong into a group of the operator's own.
    """
    known = {
        f"{app}.{codename}": pk
        for pk, app, codename in Permission.objects.using(using).values_list(
            "pk", "content_type__app_label", "codename"
        )
    }
    for name in (CONTRIBUTOR, EDITOR, ADMINISTRATOR):
        group, _new = Group.objects.using(using).get_or_create(name=name)
        group.permissions.set(known[permission] for permission in permissions_of(name) if permission in known)


def is_editor(user: Any) -> bool:
    """Whether this user reviews and publishes."""
    return user.has_perm(name_of(Quotation, "publish"))


def is_own_draft(user: Any, record: Publishable) -> bool:
    """Whether this user made the record, and nobody else has taken it up yet."""
    return record.state == State.DRAFT and record.created_by_id == user.pk


def is_public(record: Record) -> bool:
    """Whether readers see the record: it is published, or something published stands on it."""
    if isinstance(record, Publishable):
        return record.is_published
    return PUBLIC_WHERE[type(record)](record)


def _place_is_public(place: Place) -> bool:
    published = Q(claims__event__state=State.PUBLISHED) | Q(quotations__state=State.PUBLISHED)
    parts = Q(parts__claims__event__state=State.PUBLISHED) | Q(parts__quotations__state=State.PUBLISHED)
    return Place.objects.filter(published | parts, pk=place.pk).exists()


PUBLIC_WHERE = {
    Agent: lambda agent: public_agents().filter(pk=agent.pk).exists(),
    Source: lambda source: public_sources().filter(pk=source.pk).exists(),
    Place: _place_is_public,
    Topic: lambda topic: topic.quotations.published().exists(),
}


def may_view(user: Any, record: Record) -> bool:
    """Whether this user may see the record at all; the shelf is open to every curator."""
    if not isinstance(record, Publishable):
        return user.is_staff or is_public(record)
    own = user.is_authenticated and record.created_by_id == user.pk
    return record.is_published or own or is_editor(user)


def may_change(user: Any, record: Record) -> bool:
    """Whether this user may change or delete the record."""
    if is_editor(user):
        return True
    if isinstance(record, Publishable):
        return is_own_draft(user, record)
    return record.created_by_id == user.pk and not is_public(record)


def may_pass(user: Any, record: Publishable, state: State) -> bool:
    """Whether this user may bring the record into a state: editors into any, others their drafts into review."""
    return is_editor(user) or (state == State.IN_REVIEW and is_own_draft(user, record))


class RecordRules(BaseBackend):
    """Answers `user.has_perm(name, record)`; what a user may do in general is the groups' business."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        if not isinstance(obj, Record):
            return False
        action = perm.partition(".")[2].partition("_")[0]
        if action == "view":
            return may_view(user_obj, obj)
        return user_obj.is_active and user_obj.has_perm(perm) and may_change(user_obj, obj)
