"""The statement of two people that the database was put back, and the heads it lost by that."""

import django.db.models.deletion
from django.db import migrations, models

from desk.audit.append_only import append_only, never_emptied


class Migration(migrations.Migration):
    dependencies = [("audit", "0009_events_lie_in_no_order")]
    operations = [
        migrations.CreateModel(
            name="Restored",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("first", models.BigIntegerField()),
                ("last", models.BigIntegerField()),
                ("note", models.TextField()),
                ("reason", models.CharField(max_length=500)),
                ("declared_by", models.BigIntegerField()),
                ("confirmed_by", models.BigIntegerField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("declared_by", models.F("confirmed_by")), _negated=True),
                        name="nobody_declares_a_restore_alone",
                        violation_error_code="nobody_declares_a_restore_alone",
                        violation_error_message="Dat de database is teruggezet verklaren twee mensen: een ander moet bevestigen.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "reason__regex",
                                "[^\\s\\u001c-\\u001f\\u0085\\u00a0\\u00ad\\u1680\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u2069\\u3000\\ufeff]",
                            ),
                            ("reason__regex", "(.|\\n){10}"),
                        ),
                        name="declared_restore_says_why",
                        violation_error_code="declared_restore_says_why",
                        violation_error_message="Schrijf op waarom de database is teruggezet (minstens tien tekens).",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("first__lte", models.F("last")),
                            ("number__gt", models.F("last")),
                            (
                                "note__regex",
                                "[^\\s\\u001c-\\u001f\\u0085\\u00a0\\u00ad\\u1680\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u2069\\u3000\\ufeff]",
                            ),
                        ),
                        name="restore_names_what_was_lost",
                        violation_error_code="restore_names_what_was_lost",
                        violation_error_message="Een verklaring van terugzetten noemt de zegels die ontbreken, en is ondertekend.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LostHead",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("note", models.TextField()),
                (
                    "restored",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lost", to="audit.restored"
                    ),
                ),
            ],
        ),
        append_only("audit_restored"),
        append_only("audit_losthead"),
        never_emptied("audit_restored", "audit_losthead"),
    ]
