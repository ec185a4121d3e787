"""The database stamps each event, and what seals the trail is added to and never rewritten or emptied (P10)."""

from django.db import migrations

from desk.audit.append_only import append_only, append_only_again, never_emptied
from desk.audit.stamps import stamp_events

ADDED_TO = ("audit_stamp", "audit_leaf", "audit_head", "audit_kept", "audit_verification")


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_sealed")]
    operations = [
        append_only_again("audit_event"),
        *map(append_only, ADDED_TO),
        never_emptied("audit_event", *ADDED_TO),
        stamp_events(),
    ]
