"""The log's beginning in an archive that has records already: they get their first entries."""

from itertools import islice
from typing import Any

from django.db import connection

from archive.revisions.appending import CHUNK
from archive.revisions.models import Entry, Head
from archive.revisions.recording import recording
from archive.revisions.watching import watched_models, watched_shapes

WHY = "here before the log began"


def begin_log(**kwargs: Any) -> None:
    """After migrating: enter every record that an archive without a log has; does nothing where there is one."""
    tables = {model._meta.db_table for model in (*watched_models(), Entry, Head)}
    if not tables <= set(connection.introspection.table_names()) or Entry.objects.exists():
        return
    with recording(why=WHY) as recorder:
        for shape in watched_shapes():
            ids = shape.model._base_manager.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=CHUNK)
            while chunk := list(islice(ids, CHUNK)):
                recorder.touch_keys(shape.name, chunk)
                recorder.append()
