"""When somebody wants a mail, when they last got one, and up to when a sender knows what there is."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meldcode", "0003_api_tokens"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="professional",
            name="mailed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="laatst gemaild"),
        ),
        migrations.AddField(
            model_name="professional",
            name="mails",
            field=models.CharField(
                choices=[("each", "Bij elk bericht"), ("daily", "Hoogstens één keer per dag"), ("none", "Nooit")],
                default="each",
                max_length=5,
                verbose_name="Wanneer wilt u een mail?",
            ),
        ),
        migrations.AddField(
            model_name="receipt",
            name="told_until",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="professional",
            constraint=models.CheckConstraint(
                condition=models.Q(("mails__in", ["each", "daily", "none"])),
                name="mails_choice_is_known",
                violation_error_code="mails_choice_is_known",
                violation_error_message="Kies wanneer u een mail wilt.",
            ),
        ),
    ]
