"""An organisation may have an OpenID provider of its own."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_providers"),
        ("meldcode", "0004_told_of_what_is_new"),
    ]

    operations = [
        migrations.AddField(
            model_name="organisation",
            name="provider",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="accounts.provider",
            ),
        ),
    ]
