"""Database constraints that Django does not bring: a foreign key of several columns."""

from typing import Any

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


class SiblingKey(models.BaseConstraint):
    """A row's reference to another row of the same parent, kept by the database.

    `SiblingKey(parent="quotation", reference="quoted_in", target="position", name=...)` demands that
    where `quoted_in` is not null, a row of the same `quotation` has that `position`. It is checked
    at the end of the transaction, so rows may be renumbered. `target` and `parent` together must be unique.
    """

    def __init__(self, *, parent: str, reference: str, target: str, name: str) -> None:
        super().__init__(name=name)
        self.parent, self.reference, self.target = parent, reference, target

    def constraint_sql(self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor) -> str:
        parent, reference, target = (
            schema_editor.quote_name(model._meta.get_field(name).column)
            for name in (self.parent, self.reference, self.target)
        )
        return (
            f"CONSTRAINT {schema_editor.quote_name(self.name)} FOREIGN KEY ({parent}, {reference}) "
            f"REFERENCES {schema_editor.quote_name(model._meta.db_table)} ({parent}, {target}) "
            "DEFERRABLE INITIALLY DEFERRED"
        )

    def create_sql(self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor) -> str:
        table = schema_editor.quote_name(model._meta.db_table)
        return f"ALTER TABLE {table} ADD {self.constraint_sql(model, schema_editor)}"

    def remove_sql(self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor) -> str:
        table, name = (schema_editor.quote_name(word) for word in (model._meta.db_table, self.name))
        return f"ALTER TABLE {table} DROP CONSTRAINT {name}"

    def validate(self, model: Any, instance: Any, exclude: Any = None, using: str = "default") -> None:
        """Siblings may be about to be saved: only the database can judge, at the end."""

    def deconstruct(self) -> tuple[str, tuple[()], dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        return (
            path,
            args,
            kwargs | {"parent": self.parent, "reference": self.reference, "target": self.target},
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SiblingKey) and self.deconstruct() == other.deconstruct()

    __hash__ = models.BaseConstraint.__hash__
