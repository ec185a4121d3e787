"""Tokens of organisations' systems, who agreed to them, and what they sent."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_professionals"),
        ("meldcode", "0002_journeys"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ApiToken",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("melden", "Meldingen versturen"),
                            ("status", "Status van verstuurde meldingen lezen"),
                        ],
                        max_length=10,
                        verbose_name="doel",
                    ),
                ),
                ("system", models.CharField(max_length=80, verbose_name="systeem")),
                ("submission", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField(verbose_name="gemaakt")),
                ("days", models.PositiveSmallIntegerField(verbose_name="dagen geldig")),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="ingetrokken")),
                ("used_on", models.DateField(blank=True, null=True, verbose_name="laatst gebruikt")),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tokens", to="meldcode.organisation"
                    ),
                ),
            ],
            options={
                "verbose_name": "toegangsbewijs",
                "verbose_name_plural": "toegangsbewijzen",
                "ordering": ["-made_at"],
            },
        ),
        migrations.CreateModel(
            name="SentBySystem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(editable=False)),
                ("body_hash", models.CharField(max_length=64)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="meldcode.organisation"
                    ),
                ),
                (
                    "receipt",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="meldcode.receipt"
                    ),
                ),
                (
                    "token",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="meldcode.apitoken"
                    ),
                ),
            ],
            options={
                "verbose_name": "melding van een systeem",
                "verbose_name_plural": "meldingen van systemen",
            },
        ),
        migrations.CreateModel(
            name="SystemConsent",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("since", models.DateTimeField(verbose_name="sinds")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="meldcode.organisation"
                    ),
                ),
            ],
            options={
                "verbose_name": "toestemming voor systemen",
                "verbose_name_plural": "toestemmingen voor systemen",
            },
        ),
        migrations.AddConstraint(
            model_name="apitoken",
            constraint=models.CheckConstraint(
                condition=models.Q(("purpose__in", ["melden", "status"])),
                name="token_purpose_is_known",
                violation_error_code="token_purpose_is_known",
                violation_error_message="Kies waarvoor dit toegangsbewijs is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="apitoken",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "system__regex",
                        "[^\\s\\u001c-\\u001f\\u0085\\u00a0\\u00ad\\u1680\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u2069\\u3000\\ufeff]",
                    )
                ),
                name="token_says_which_system",
                violation_error_code="token_says_which_system",
                violation_error_message="Vul in welk systeem dit toegangsbewijs gebruikt.",
            ),
        ),
        migrations.AddConstraint(
            model_name="apitoken",
            constraint=models.CheckConstraint(
                condition=models.Q(("token_hash__regex", "\\A[0-9a-f]{64}\\Z")),
                name="token_is_kept_as_a_hash",
                violation_error_code="token_is_kept_as_a_hash",
                violation_error_message="Van het toegangsbewijs staat hier alleen een hash.",
            ),
        ),
        migrations.AddConstraint(
            model_name="apitoken",
            constraint=models.CheckConstraint(
                condition=models.Q(("days__gte", 1), ("days__lte", 365)),
                name="token_lasts_a_year_at_most",
                violation_error_code="token_lasts_a_year_at_most",
                violation_error_message="Een toegangsbewijs is hooguit een jaar geldig.",
            ),
        ),
        migrations.AddConstraint(
            model_name="apitoken",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("revoked_at__isnull", False), _negated=True),
                    ("revoked_at__gte", models.F("made_at")),
                    _connector="OR",
                ),
                name="token_is_revoked_after_it_was_made",
                violation_error_code="token_is_revoked_after_it_was_made",
                violation_error_message="Een toegangsbewijs stopt niet voordat het er was.",
            ),
        ),
        migrations.AddIndex(
            model_name="sentbysystem",
            index=models.Index(fields=["organisation", "-id"], name="sent_by_systems"),
        ),
        migrations.AddConstraint(
            model_name="sentbysystem",
            constraint=models.CheckConstraint(
                condition=models.Q(("body_hash__regex", "\\A[0-9a-f]{64}\\Z")),
                name="sent_body_is_kept_as_a_hash",
                violation_error_code="sent_body_is_kept_as_a_hash",
                violation_error_message="Van wat een systeem stuurde staat hier alleen een hash.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sentbysystem",
            constraint=models.UniqueConstraint(
                fields=("organisation", "key"),
                name="a_key_sends_one_report",
                violation_error_code="a_key_sends_one_report",
                violation_error_message="Met deze sleutel is al een melding verstuurd.",
            ),
        ),
    ]
