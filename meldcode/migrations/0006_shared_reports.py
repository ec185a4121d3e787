"""What a reporter lets the designated officer see."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meldcode", "0005_providers"),
    ]

    operations = [
        migrations.CreateModel(
            name="SharedReport",
            fields=[
                (
                    "receipt",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="meldcode.receipt",
                    ),
                ),
                ("shared_at", models.DateTimeField(verbose_name="gedeeld")),
                ("with_copy", models.BooleanField(default=False, verbose_name="ook de kopie")),
                ("sealed_copy", models.TextField(blank=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="meldcode.organisation"
                    ),
                ),
            ],
            options={
                "verbose_name": "gedeelde melding",
                "verbose_name_plural": "gedeelde meldingen",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("with_copy", True), ("sealed_copy", ""), _connector="OR"),
                        name="shared_copy_was_agreed_to",
                        violation_error_code="shared_copy_was_agreed_to",
                        violation_error_message="De kopie gaat alleen mee als de melder dat wil.",
                    )
                ],
            },
        ),
    ]
