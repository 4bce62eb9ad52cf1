"""Quoted: how many published quotations there are of each person, in each source, at each place, of each topic."""

from typing import Any

from django.db.models import F, Func, IntegerField, Model

from archive.publishing import State
from archive.quotations.models import Quotation

HIDDEN = ", ".join(f"'{state}'" for state in State if state != State.PUBLISHED)


class TimesQuoted(Func):
    """How many published quotations name a record: all, less those that are not published.

    All are counted in an index; the others, of which there are fewer, once for all records. To ask of each
    row whether its quotation is published takes seconds for a million.
    """

    output_field = IntegerField()
    every = "(SELECT %(counted)s FROM %(rows)s naming WHERE naming.%(named)s = %(expressions)s)"
    hidden = """
        SELECT naming.%(named)s AS id, %(counted)s AS times FROM quotations_quotation kept
        JOIN %(rows)s naming ON naming.%(quoted)s = kept.id
        WHERE kept.state IN (%(states)s) AND naming.%(named)s IS NOT NULL GROUP BY naming.%(named)s
    """

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, list[Any]]:
        """Let SQLite look these up in an index that it makes itself."""
        listed = f"WITH hidden AS MATERIALIZED ({self.hidden})"
        times = f"({listed} SELECT hidden.times FROM hidden WHERE hidden.id = %(expressions)s)"  # noqa: S608 (constants)
        return self.as_sql(compiler, connection, template=f"({self.every} - COALESCE({times}, 0))", **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, list[Any]]:
        """Let PostgreSQL look these up in one value, as it would go through a list of them for each record."""
        listed = f"(SELECT jsonb_object_agg(hidden.id, hidden.times) FROM ({self.hidden}) hidden)"  # noqa: S608
        times = f"({listed} ->> %(expressions)s)::bigint"
        return self.as_sql(compiler, connection, template=f"({self.every} - COALESCE({times}, 0))", **context)


def times_quoted(rows: type[Model], named: str, *, once: bool) -> TimesQuoted:
    """Return how many published quotations have a row of this model, or are one, that names the record.

    `once` says that no quotation has two rows of one record; else these count as one.
    """
    column = rows._meta.get_field
    quoted = "id" if issubclass(rows, Quotation) else column("quotation").column
    counted = "count(*)" if once else f"count(DISTINCT naming.{quoted})"
    told = {"named": column(named).column, "quoted": quoted, "counted": counted, "states": HIDDEN}
    return TimesQuoted(F("pk"), rows=rows._meta.db_table, **told)
