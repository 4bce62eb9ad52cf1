"""Saving built records in bulk, and finding out what the database refuses."""

from collections import defaultdict
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from archive.building import Built, Fault, as_faults
from sources.models import AgentRole

Relation = tuple[models.ManyToManyField, models.Model, list[str]]


class NoSuchRow(Exception):
    """A place in a list that names nothing; the fault says which."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.reason)
        self.fault = fault


def save_all(records: list[Built]) -> bool:
    """Save the records with their child rows and relations; False, with nothing saved, where one is refused."""
    try:
        with transaction.atomic():
            _save(records)
    except (IntegrityError, NoSuchRow):
        return False
    return True


def faults_of_saving(built: Built) -> list[Fault]:
    """Save one record alone, and return why it is refused; nothing where it is not."""
    try:
        with transaction.atomic():
            _save([built])
    except NoSuchRow as error:
        return [error.fault]
    except IntegrityError as error:
        return _violations(built) or [Fault((), " ".join(str(error).split()))]
    return []


def _save(records: list[Built]) -> None:
    _create(built.record for built in records)
    save_below(records)


def save_below(records: list[Built]) -> None:
    """Save the child rows and relations of records that are saved; raises NoSuchRow, or what the database refuses."""
    _find_roles(records)
    _create(row for built in records for _shape, row in built.children)
    by_column = defaultdict(list)
    for built in records:
        for column, row, keys in built.many:
            by_column[column].extend(_through_rows(built, column, row, keys))
    for column, rows in by_column.items():
        column.remote_field.through._default_manager.bulk_create(rows)


def _create(rows: Iterable[models.Model]) -> None:
    by_model = defaultdict(list)
    for row in rows:
        by_model[type(row)].append(row)
    for model, group in by_model.items():
        model._default_manager.bulk_create(group)


def _through_rows(
    built: Built, column: models.ManyToManyField, row: models.Model, keys: list[str]
) -> list[models.Model]:
    if column.name == "rests_on":
        keys = [_sibling(built, row, key) for key in keys]
    names = column.m2m_column_name(), column.m2m_reverse_name()
    through = column.remote_field.through
    return [through(**dict(zip(names, (row.pk, key), strict=True))) for key in dict.fromkeys(keys)]


def _sibling(built: Built, attribution: models.Model, place: str) -> int:
    """Return the key of the attestation at a place of the quotation's list."""
    for shape, row in built.children:
        if shape.name == "attestations" and str(row.position) == place:
            return row.pk
    path = next(path for path, row in built.placed_children() if row is attribution)
    raise NoSuchRow(Fault((*path, "rests_on"), _("it rests on no. %s, but there is no such attestation") % place))


def _find_roles(records: list[Built]) -> None:
    """Give each attribution its speaker's role, which is told by its place in the speaker's list."""
    wanted = [(row, number) for built in records for row, number in built.roles]
    if not wanted:
        return
    roles = AgentRole.objects.filter(agent__in={row.agent_id for row, _number in wanted})
    known = {(role.agent_id, role.position): role for role in roles}
    for row, number in wanted:
        if (row.agent_id, number) not in known:
            raise NoSuchRow(
                Fault(
                    ("attributions", row.position, "role"),
                    _("the speaker has no role no. %s (speakers come first in the file)") % number,
                )
            )
        row.role = known[row.agent_id, number]


def _violations(built: Built) -> list[Fault]:
    """Return what each row's constraints have to say."""
    found: list[Fault] = []
    for path, row in [((), built.record), *built.placed_children()]:
        try:
            row.validate_constraints()
        except ValidationError as error:
            found.extend(as_faults(error, path))
    return found
