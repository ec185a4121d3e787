"""The trail is added to and never rewritten (P10)."""

from django.db import migrations

from desk.audit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_trail")]
    operations = [
        append_only("audit_event"),
    ]
