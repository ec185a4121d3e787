"""An index for the advices of a half-year, newest first; docs/plans.md has the plan that asked for it."""

from django.db import migrations, models

from desk.indexes import AddIndexInUse


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("advice", "0003_no_samples_of_texts"),
    ]

    operations = [
        AddIndexInUse(
            "advice",
            models.Index(fields=["team", "half_year", "-closed_on", "number"], name="advice_of_half_year"),
        ),
    ]
