import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("advice", "0001_advice_contacts"),
    ]

    operations = [
        migrations.AddField(
            model_name="advice",
            name="referral_text",
            field=models.CharField(blank=True, max_length=300, verbose_name="Toelichting bij de verwijzing"),
        ),
        migrations.AddField(
            model_name="advice",
            name="tags",
            field=models.CharField(blank=True, max_length=120, verbose_name="Trefwoorden"),
        ),
        migrations.CreateModel(
            name="Doubt",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("name", "naam"),
                            ("bsn", "burgerservicenummer"),
                            ("phone", "telefoonnummer"),
                            ("email", "e-mailadres"),
                            ("iban", "rekeningnummer"),
                            ("address", "adres"),
                            ("postcode", "postcode"),
                            ("place", "kleine plaats"),
                            ("birth_date", "geboortedatum"),
                            ("plate", "kenteken"),
                            ("handle", "naam op internet"),
                            ("url", "webadres"),
                            ("case_number", "zaaknummer"),
                            ("document_number", "nummer van een papier"),
                            ("code", "nummer of code"),
                            ("role", "functie met een plaats"),
                            ("class", "klas of groep"),
                            ("hidden", "verborgen tekst"),
                        ],
                        max_length=20,
                        verbose_name="soort",
                    ),
                ),
                ("count", models.PositiveSmallIntegerField(verbose_name="aantal")),
                (
                    "advice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="passed", to="advice.advice"
                    ),
                ),
            ],
            options={
                "verbose_name": "nagekeken vraag",
                "verbose_name_plural": "nagekeken vragen",
                "constraints": [
                    models.UniqueConstraint(fields=("advice", "kind"), name="a_doubt_is_counted_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "name",
                                    "bsn",
                                    "phone",
                                    "email",
                                    "iban",
                                    "address",
                                    "postcode",
                                    "place",
                                    "birth_date",
                                    "plate",
                                    "handle",
                                    "url",
                                    "case_number",
                                    "document_number",
                                    "code",
                                    "role",
                                    "class",
                                    "hidden",
                                ],
                            )
                        ),
                        name="doubt_kind_is_known",
                        violation_error_code="doubt_kind_is_known",
                        violation_error_message="Dit soort vraag stelt de bewaker niet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("count__gte", 1)),
                        name="doubt_counts",
                        violation_error_code="doubt_counts",
                        violation_error_message="Een nagekeken vraag komt minstens één keer voor.",
                    ),
                ],
            },
        ),
    ]
