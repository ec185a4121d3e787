"""The index by which the sessions of an account are found."""

from django.db import migrations, models

from desk.indexes import AddIndexInUse


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("accounts", "0006_session_of_an_account"),
    ]

    operations = [
        AddIndexInUse("session", models.Index(fields=["account"], name="session_account")),
    ]
