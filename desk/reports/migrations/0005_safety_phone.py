"""A wish to be called stands apart from the agreement about safety."""

from django.conf import settings
from django.db import migrations, models

_BEFORE, _AFTER = "De melder vraagt om te bellen voor een afspraak: ", "."


def part(apps, schema_editor):
    """Put the number that stood in the text of an agreement where it belongs.

    Where a team lead approved already the text stays: what a verdict rested on is not taken away.
    """
    reporters = apps.get_model("reports", "Reporter").objects
    for row in reporters.filter(safety_agreement__startswith=_BEFORE):
        row.safety_phone = row.safety_agreement.removeprefix(_BEFORE).removesuffix(_AFTER)[:40].strip()
        if row.verdict != "approved" and row.safety_phone:
            row.safety_agreement = ""
        row.save(update_fields=["safety_phone", "safety_agreement"])


def join(apps, schema_editor):
    """Put it back into the text, which the rule of before asks."""
    reporters = apps.get_model("reports", "Reporter").objects
    for row in reporters.filter(safety_agreement="").exclude(safety_phone=""):
        row.safety_agreement = f"{_BEFORE}{row.safety_phone}{_AFTER}"
        row.save(update_fields=["safety_agreement"])


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0004_from_the_portal"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="reporter",
            name="unknown_reporter_has_no_identity",
        ),
        migrations.RemoveConstraint(
            model_name="reporter",
            name="shielded_professional_agrees_on_safety",
        ),
        migrations.AddField(
            model_name="reporter",
            name="safety_phone",
            field=models.CharField(
                blank=True, max_length=40, verbose_name="Te bellen voor een afspraak over veiligheid"
            ),
        ),
        migrations.AddConstraint(
            model_name="reporter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("disclosure", "unknown"), _negated=True),
                    models.Q(
                        ("email", ""),
                        ("function", ""),
                        ("name", ""),
                        ("organisation", ""),
                        ("phone", ""),
                        ("postal_address", ""),
                        ("reachable", ""),
                        ("relation", ""),
                        ("safety_agreement", ""),
                        ("safety_phone", ""),
                        ("second_contact", ""),
                        ("shield_explanation", ""),
                    ),
                    _connector="OR",
                ),
                name="unknown_reporter_has_no_identity",
                violation_error_code="unknown_reporter_has_no_identity",
                violation_error_message="Van een onbekende melder bewaren wij niets: geen naam, nummer, organisatie of adres.",
            ),
        ),
        migrations.AddConstraint(
            model_name="reporter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "professional"), ("disclosure", "shielded"), _negated=True),
                    (
                        "safety_agreement__regex",
                        "[^\\s\\u001c-\\u001f\\u0085\\u00a0\\u00ad\\u1680\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u2069\\u3000\\ufeff]",
                    ),
                    (
                        "safety_phone__regex",
                        "[^\\s\\u001c-\\u001f\\u0085\\u00a0\\u00ad\\u1680\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u2069\\u3000\\ufeff]",
                    ),
                    _connector="OR",
                ),
                name="shielded_professional_agrees_on_safety",
                violation_error_code="shielded_professional_agrees_on_safety",
                violation_error_message="Schrijf op wat u met de melder over veiligheid afspreekt.",
            ),
        ),
        migrations.AddConstraint(
            model_name="reporter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kind", "professional"), ("disclosure", "shielded"), ("verdict", "approved"), _negated=True
                    ),
                    (
                        "safety_agreement__regex",
                        "[^\\s\\u001c-\\u001f\\u0085\\u00a0\\u00ad\\u1680\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u2069\\u3000\\ufeff]",
                    ),
                    _connector="OR",
                ),
                name="approved_shield_rests_on_an_agreement",
                violation_error_code="approved_shield_rests_on_an_agreement",
                violation_error_message="Bel eerst met de melder en schrijf op wat u over veiligheid afspreekt.",
            ),
        ),
        migrations.RunPython(part, join),
    ]
