"""Consents of a shielded reporter to give the name to somebody else than the family."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0006_kindcheck_in_full"),
    ]

    operations = [
        migrations.CreateModel(
            name="Sharing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "receiver",
                    models.CharField(
                        choices=[("local_team", "Het lokale team"), ("police", "De politie")],
                        max_length=20,
                        verbose_name="Wie de naam van de melder mag weten",
                    ),
                ),
                ("words", models.CharField(max_length=20, verbose_name="Tekst waarmee is gevraagd")),
                ("given_at", models.DateTimeField(verbose_name="toestemming gegeven")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="ingetrokken")),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sharings", to="reports.report"
                    ),
                ),
            ],
            options={
                "verbose_name": "toestemming om de naam te delen",
                "verbose_name_plural": "toestemmingen om de naam te delen",
                "ordering": ("given_at", "id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("receiver__in", ["local_team", "police"])),
                        name="name_goes_to_a_known_receiver",
                        violation_error_code="name_goes_to_a_known_receiver",
                        violation_error_message="Kies uit de lijst wie de naam mag weten.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "words__regex",
                                "[^\\s\\u001c-\\u001f\\u0085\\u00a0\\u00ad\\u1680\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u2069\\u3000\\ufeff]",
                            )
                        ),
                        name="consent_has_its_words",
                        violation_error_code="consent_has_its_words",
                        violation_error_message="Leg vast met welke woorden om toestemming is gevraagd.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_at__isnull", False), _negated=True),
                            ("withdrawn_at__gte", models.F("given_at")),
                            _connector="OR",
                        ),
                        name="consent_ends_after_it_began",
                        violation_error_code="consent_ends_after_it_began",
                        violation_error_message="Een toestemming kan niet worden ingetrokken voordat zij is gegeven.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        fields=("report", "receiver"),
                        name="one_consent_per_receiver",
                    ),
                ],
            },
        ),
    ]
