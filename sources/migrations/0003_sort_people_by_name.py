from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from sources.names import Form, PersonalName, Use

BATCH = 1000


def fill_sort_keys(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Give each name the key that a list sorts it by."""
    rows = apps.get_model("sources", "AgentName").objects.all()
    batch = []
    for row in rows.iterator(chunk_size=BATCH):
        name = PersonalName(
            row.language,
            row.script,
            Form(row.form),
            row.literal,
            row.family,
            row.given,
            row.particle,
            row.dropping_particle,
            row.suffix,
            Use(row.use),
            row.sort_as,
        )
        row.sort_key = name.sort_key()
        batch.append(row)
        if len(batch) == BATCH:
            rows.bulk_update(batch, ["sort_key"])
            batch.clear()
    rows.bulk_update(batch, ["sort_key"])


class Migration(migrations.Migration):
    dependencies = [("sources", "0002_find_likes_and_plan_imports")]

    operations = [
        migrations.AddField(
            model_name="agentname",
            name="sort_key",
            field=models.CharField(db_index=True, default="", editable=False, max_length=700),
        ),
        migrations.RunPython(fill_sort_keys, migrations.RunPython.noop, elidable=True),
    ]
