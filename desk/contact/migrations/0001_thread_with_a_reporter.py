"""Messages between the desk and a reporter, added and never rewritten."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from desk.audit.append_only import append_only


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("reports", "0004_from_the_portal"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("submission", models.UUIDField(editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("question", "Vraag"),
                            ("answer", "Antwoord"),
                            ("addition", "Aanvulling"),
                            ("correction", "Correctie"),
                            ("withdrawal", "Wil de melding intrekken"),
                            ("verdict", "Besluit over intrekken"),
                            ("feedback_1", "Terugkoppeling na de beoordeling"),
                            ("feedback_2", "Terugkoppeling aan het eind"),
                        ],
                        max_length=12,
                        verbose_name="soort",
                    ),
                ),
                ("text", models.CharField(blank=True, max_length=4000, verbose_name="tekst")),
                ("view", models.CharField(blank=True, max_length=4000, verbose_name="wat de melder ervan vindt")),
                ("who", models.CharField(blank=True, max_length=120, verbose_name="wie dit zag of zei")),
                ("happened", models.CharField(blank=True, max_length=120, verbose_name="wanneer")),
                (
                    "part",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("people", "Personen en adres"),
                            ("concern", "Wat is gezien en gezegd"),
                            ("help", "Hulp, netwerk en vraag"),
                            ("steps", "De stappen van de meldcode"),
                            ("self", "Gegevens van de melder"),
                        ],
                        max_length=10,
                        verbose_name="welk deel",
                    ),
                ),
                (
                    "step",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("no_follow_up", "Veilig Thuis heeft de melding beoordeeld en neemt geen vervolgstappen."),
                            ("advice", "Veilig Thuis heeft de melding beoordeeld en omgezet in advies."),
                            (
                                "handover",
                                "Veilig Thuis heeft de melding beoordeeld en draagt haar over aan een andere organisatie.",
                            ),
                            ("investigation", "Veilig Thuis heeft de melding beoordeeld en begint een onderzoek."),
                            ("stays", "Veilig Thuis heeft de melding beoordeeld en blijft zelf betrokken."),
                            ("ended", "Veilig Thuis is klaar. Er komen geen vervolgstappen van ons."),
                            ("ended_handover", "Veilig Thuis is klaar. Een andere organisatie gaat verder."),
                        ],
                        max_length=20,
                        verbose_name="welke stap",
                    ),
                ),
                (
                    "granted",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "De melding is ingetrokken"), ("no", "De melding blijft staan")],
                        max_length=3,
                        verbose_name="ingetrokken",
                    ),
                ),
                ("withheld", models.BooleanField(default=False, verbose_name="niet laten doorklinken")),
                ("at", models.DateTimeField(verbose_name="op")),
                (
                    "about",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="reply",
                        to="contact.message",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="van",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="messages", to="reports.report"
                    ),
                ),
            ],
            options={
                "verbose_name": "bericht van of aan de melder",
                "verbose_name_plural": "berichten van of aan de melder",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="gezien op")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gezien door",
                    ),
                ),
                (
                    "message",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reading", to="contact.message"
                    ),
                ),
            ],
            options={
                "verbose_name": "gezien bericht",
                "verbose_name_plural": "geziene berichten",
            },
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "question",
                            "answer",
                            "addition",
                            "correction",
                            "withdrawal",
                            "verdict",
                            "feedback_1",
                            "feedback_2",
                        ],
                    )
                ),
                name="message_kind_is_known",
                violation_error_code="message_kind_is_known",
                violation_error_message="Dit soort bericht bestaat niet.",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ["question", "verdict", "feedback_1", "feedback_2"]), ("by__isnull", False)),
                    models.Q(("kind__in", ["answer", "addition", "correction", "withdrawal"]), ("by__isnull", True)),
                    _connector="OR",
                ),
                name="message_comes_from_one_side",
                violation_error_code="message_comes_from_one_side",
                violation_error_message="Een bericht komt van een collega met een naam, of van de melder zonder naam.",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "text__regex",
                        "[^\\s\\u001c-\\u001f\\u0085\\u00a0\\u00ad\\u1680\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u2069\\u3000\\ufeff]",
                    ),
                    ("kind__in", ["feedback_1", "feedback_2"]),
                    _connector="OR",
                ),
                name="message_says_something",
                violation_error_code="message_says_something",
                violation_error_message="Schrijf eerst iets op.",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "addition"), _negated=True),
                    (
                        "who__regex",
                        "[^\\s\\u001c-\\u001f\\u0085\\u00a0\\u00ad\\u1680\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u2069\\u3000\\ufeff]",
                    ),
                    _connector="OR",
                ),
                name="added_fact_has_a_source",
                violation_error_code="added_fact_has_a_source",
                violation_error_message="Schrijf op wie dit zag of zei.",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ["question", "verdict", "feedback_1", "feedback_2"]), _negated=True),
                    models.Q(("happened", ""), ("view", ""), ("who", ""), ("withheld", False)),
                    _connector="OR",
                ),
                name="desk_adds_no_facts",
                violation_error_code="desk_adds_no_facts",
                violation_error_message="De desk vraagt en vertelt; feiten komen van de melder.",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "correction"), ("part__in", ["people", "concern", "help", "steps", "self"])),
                    models.Q(models.Q(("kind", "correction"), _negated=True), ("part", "")),
                    _connector="OR",
                ),
                name="correction_says_of_what",
                violation_error_code="correction_says_of_what",
                violation_error_message="Kies welk deel van de melding niet klopt.",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ["answer", "verdict"]), ("about__isnull", False)),
                    models.Q(models.Q(("kind__in", ["answer", "verdict"]), _negated=True), ("about__isnull", True)),
                    _connector="OR",
                ),
                name="message_speaks_of_another",
                violation_error_code="message_speaks_of_another",
                violation_error_message="Een antwoord hoort bij een vraag, en een besluit bij een wens.",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "verdict"), ("granted__in", ["yes", "no"])),
                    models.Q(models.Q(("kind", "verdict"), _negated=True), ("granted", "")),
                    _connector="OR",
                ),
                name="verdict_says_yes_or_no",
                violation_error_code="verdict_says_yes_or_no",
                violation_error_message="Kies of de melding wordt ingetrokken.",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kind", "feedback_1"),
                        ("step__in", ["no_follow_up", "advice", "handover", "investigation", "stays"]),
                    ),
                    models.Q(("kind", "feedback_2"), ("step__in", ["ended", "ended_handover"])),
                    models.Q(models.Q(("kind__in", ["feedback_1", "feedback_2"]), _negated=True), ("step", "")),
                    _connector="OR",
                ),
                name="feedback_says_which_step",
                violation_error_code="feedback_says_which_step",
                violation_error_message="Terugkoppeling zegt welke stap is gezet.",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind__in", ["feedback_1", "feedback_2"])),
                fields=("report", "kind"),
                name="feedback_is_given_once",
                violation_error_code="feedback_is_given_once",
                violation_error_message="Deze terugkoppeling is al gegeven.",
            ),
        ),
        append_only("contact_message"),
        append_only("contact_reading"),
    ]
