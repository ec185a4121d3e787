"""Decisions, remarks and replies are added and never rewritten (P9)."""

from django.db import migrations

from desk.audit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("review", "0001_second_pair_of_eyes")]
    operations = [
        append_only("review_decision"),
        append_only("review_remark"),
        append_only("review_reply"),
    ]
