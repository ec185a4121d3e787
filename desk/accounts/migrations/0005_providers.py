"""Providers of organisations, each with its own accounts."""

import django.db.models.deletion
from django.db import migrations, models


def prove(apps, schema_editor):
    """Every colleague linked the account in a session with both steps."""
    apps.get_model("accounts", "LinkedAccount").objects.update(proven_at=models.F("linked_at"))


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_professionals"),
    ]

    operations = [
        migrations.AddField(
            model_name="linkedaccount",
            name="proven_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RunPython(prove, migrations.RunPython.noop),
        migrations.CreateModel(
            name="Provider",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(editable=False, unique=True)),
                ("issuer", models.CharField(max_length=500, verbose_name="adres van de provider")),
                ("client_id", models.CharField(max_length=200, verbose_name="naam van de desk daar (client ID)")),
                ("sealed_secret", models.TextField()),
                ("label", models.CharField(max_length=60, verbose_name="naam op de knop")),
                ("amr", models.CharField(blank=True, max_length=200, verbose_name="waarden van amr")),
                ("acr", models.CharField(blank=True, max_length=500, verbose_name="waarden van acr")),
                ("in_use", models.BooleanField(default=True)),
            ],
            options={
                "verbose_name": "provider",
                "verbose_name_plural": "providers",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("issuer__regex", "\\Ahttps?://[^\\s/?#@]+(/[^\\s?#]*)?\\Z")),
                        name="provider_has_an_address",
                        violation_error_code="provider_has_an_address",
                        violation_error_message="Vul het adres van de provider in, zoals ‘https://inloggen.school.nl’.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "client_id__regex",
                                "[^\\s\\u001c-\\u001f\\u0085\\u00a0\\u00ad\\u1680\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u2069\\u3000\\ufeff]",
                            )
                        ),
                        name="provider_knows_the_desk",
                        violation_error_code="provider_knows_the_desk",
                        violation_error_message="Vul in hoe de desk bij de provider heet (client ID).",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "sealed_secret__regex",
                                "[^\\s\\u001c-\\u001f\\u0085\\u00a0\\u00ad\\u1680\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u2069\\u3000\\ufeff]",
                            )
                        ),
                        name="provider_shares_a_secret",
                        violation_error_code="provider_shares_a_secret",
                        violation_error_message="Vul het geheim in dat de provider gaf.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "label__regex",
                                "[^\\s\\u001c-\\u001f\\u0085\\u00a0\\u00ad\\u1680\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u2069\\u3000\\ufeff]",
                            )
                        ),
                        name="provider_has_a_label",
                        violation_error_code="provider_has_a_label",
                        violation_error_message="Vul in hoe het account op de knop heet, zoals ‘uw schoolaccount’.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amr__regex", "(^|\\s)pwd(\\s|$)"), _negated=True),
                        name="password_is_no_second_factor",
                        violation_error_code="password_is_no_second_factor",
                        violation_error_message="Een wachtwoord (pwd) is geen tweede stap. Noem alleen waarden die daarna komen.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="linkedaccount",
            name="provider",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="accounts.provider",
            ),
        ),
    ]
