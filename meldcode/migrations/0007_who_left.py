"""An organisation keeps a mark of who left, so that they come back by an invitation alone."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meldcode", "0006_shared_reports"),
    ]

    operations = [
        migrations.CreateModel(
            name="Gone",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("mark", models.CharField(max_length=64)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="meldcode.organisation"
                    ),
                ),
            ],
            options={
                "verbose_name": "wie wegging",
                "verbose_name_plural": "wie weggingen",
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "mark"), name="who_left_is_noted_once"),
                ],
            },
        ),
    ]
