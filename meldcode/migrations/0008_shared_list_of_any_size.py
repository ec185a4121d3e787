"""What colleagues share with an officer, a page at a time: shared last first, as the list reads it."""

from django.db import migrations, models

from desk.indexes import AddIndexInUse


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("meldcode", "0007_who_left"),
    ]

    operations = [
        AddIndexInUse(
            "sharedreport",
            models.Index(fields=["organisation", "-shared_at", "-receipt"], name="shared_with_officer"),
        ),
    ]
