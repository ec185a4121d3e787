"""Terms that are over are counted among what runs; docs/plans.md has the plan that asked for it."""

from django.db import migrations, models

from desk.indexes import AddIndexInUse


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("reports", "0010_asked_shields"),
    ]

    operations = [
        AddIndexInUse(
            "report",
            models.Index(
                fields=["status", "conclude_by", "assess_by", "review_by"],
                name="report_running",
                condition=models.Q(status__in=["intake", "assessing", "proposed", "decided"]),
            ),
        ),
    ]
