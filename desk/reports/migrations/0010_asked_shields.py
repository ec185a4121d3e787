"""Shields that wait are counted from the index alone; docs/plans.md has the plan that asked for it."""

from django.db import migrations, models

from desk.indexes import AddIndexInUse, RemoveIndexInUse


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("reports", "0009_lists_of_any_size"),
    ]

    operations = [
        AddIndexInUse(
            "reporter",
            models.Index(
                fields=["asked_at", "report", "disclosure", "asked_by"],
                name="reporter_asked",
                condition=models.Q(verdict="pending"),
            ),
        ),
        RemoveIndexInUse("reporter", "reporter_pending"),
    ]
