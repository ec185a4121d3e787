"""The newest advices of a team, for a word that many of them hold; docs/plans.md has the plans that asked for it."""

from django.db import migrations, models

from desk.indexes import AddIndexInUse


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("advice", "0004_list_of_any_size"),
    ]

    operations = [
        AddIndexInUse("advice", models.Index(fields=["team", "-opened_on", "number"], name="advice_newest")),
    ]
