"""What came of the kindcheck, how many children, how old, and who shares the care."""

from django.db import migrations, models


def _say_that_it_was_not_kept(apps, _):
    """What was sent before this was asked says so, instead of nothing."""
    steps = apps.get_model("reports", "MeldcodeSteps")
    steps.objects.filter(kindcheck_mark="done").update(kindcheck_outcome="not_kept")


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0005_safety_phone"),
    ]

    operations = [
        migrations.AddField(
            model_name="meldcodesteps",
            name="kindcheck_ages",
            field=models.CharField(blank=True, max_length=200, verbose_name="Hoe oud zijn zij?"),
        ),
        migrations.AddField(
            model_name="meldcodesteps",
            name="kindcheck_children",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Hoeveel kinderen?"),
        ),
        migrations.AddField(
            model_name="meldcodesteps",
            name="kindcheck_outcome",
            field=models.CharField(
                blank=True,
                choices=[
                    ("no_concern", "Geen zorgen over kinderen"),
                    ("concern", "Zorgen over kinderen"),
                    ("evasive", "Geen antwoord, of een ontwijkend antwoord"),
                    ("not_kept", "Niet vastgelegd"),
                ],
                max_length=20,
                verbose_name="Uit de kindcheck",
            ),
        ),
        migrations.AddField(
            model_name="meldcodesteps",
            name="kindcheck_shared",
            field=models.CharField(
                blank=True,
                choices=[("yes", "Ja"), ("no", "Nee"), ("unknown", "Onbekend")],
                max_length=10,
                verbose_name="Wordt de zorg gedeeld?",
            ),
        ),
        migrations.RunPython(_say_that_it_was_not_kept, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            model_name="meldcodesteps",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("kindcheck_mark", "done"), _negated=True),
                        ("kindcheck_outcome__in", ["no_concern", "concern", "evasive", "not_kept"]),
                        _connector="OR",
                    ),
                    models.Q(
                        ("kindcheck_mark", "done"),
                        models.Q(("kindcheck_outcome", ""), ("kindcheck_children__isnull", True)),
                        _connector="OR",
                    ),
                ),
                name="done_kindcheck_says_what_came_of_it",
                violation_error_code="done_kindcheck_says_what_came_of_it",
                violation_error_message="Zeg wat er uit de kindcheck kwam.",
            ),
        ),
        migrations.AddConstraint(
            model_name="meldcodesteps",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("kindcheck_children__gt", 0), _negated=True),
                        models.Q(
                            (
                                "kindcheck_ages__regex",
                                "[^\\s\\u001c-\\u001f\\u0085\\u00a0\\u00ad\\u1680\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u2069\\u3000\\ufeff]",
                            ),
                            ("kindcheck_shared__in", ["yes", "no", "unknown"]),
                        ),
                        _connector="OR",
                    ),
                    models.Q(
                        models.Q(
                            ("kindcheck_children__isnull", True),
                            ("kindcheck_children", 0),
                            _connector="OR",
                            _negated=True,
                        ),
                        models.Q(("kindcheck_ages", ""), ("kindcheck_shared", "")),
                        _connector="OR",
                    ),
                    models.Q(
                        ("kindcheck_children__isnull", True), ("kindcheck_children__range", (0, 20)), _connector="OR"
                    ),
                ),
                name="counted_children_have_their_ages",
                violation_error_code="counted_children_have_their_ages",
                violation_error_message="Vul in hoe oud de kinderen zijn, en of iemand anders meezorgt.",
            ),
        ),
    ]
