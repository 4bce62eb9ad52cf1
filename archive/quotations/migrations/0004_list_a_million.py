from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("quotations", "0003_tell_why_withdrawn"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="quotation",
            index=models.Index(fields=["-state_at", "id"], name="quotations_newest"),
        ),
        migrations.AddIndex(
            model_name="quotation",
            index=models.Index(
                condition=models.Q(("uttered_earliest__isnull", False)), fields=["uttered_edtf"], name="quotations_said"
            ),
        ),
    ]
