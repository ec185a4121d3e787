"""Heads that were mailed to somebody outside."""

import django.db.models.deletion
from django.db import migrations, models

from desk.audit.append_only import append_only, never_emptied


class Migration(migrations.Migration):
    dependencies = [("audit", "0007_what_one_must_know")]
    operations = [
        migrations.CreateModel(
            name="Mailed",
            fields=[
                (
                    "head",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="mailed",
                        serialize=False,
                        to="audit.head",
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
        ),
        append_only("audit_mailed"),
        never_emptied("audit_mailed"),
    ]
