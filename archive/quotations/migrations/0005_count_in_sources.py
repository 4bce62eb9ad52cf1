import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("quotations", "0004_list_a_million"),
        ("sources", "0003_sort_people_by_name"),
    ]

    operations = [
        migrations.AlterField(
            model_name="attestation",
            name="source",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="attestations",
                to="sources.source",
                verbose_name="source",
            ),
        ),
        migrations.AddIndex(
            model_name="attestation",
            index=models.Index(fields=["source", "quotation"], name="quotations_found"),
        ),
    ]
