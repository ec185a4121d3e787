"""A check that finds nothing wrong may still have something to say: a clock that was set."""

from django.db import migrations, models

from desk.audit.append_only import append_only_again


class Migration(migrations.Migration):
    dependencies = [("audit", "0006_destroyed_after_their_term")]
    operations = [
        migrations.AddField(
            model_name="verification",
            name="notice",
            field=models.CharField(blank=True, db_default="", default="", max_length=300),
        ),
        append_only_again("audit_verification"),
    ]
