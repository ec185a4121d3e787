"""The hash of a document as its sender has it. Of what came before this nobody knows it any more."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("attachments", "0002_scanned_again")]
    operations = [
        migrations.AddField(
            model_name="attachment",
            name="sent_digest",
            field=models.CharField(blank=True, max_length=64, verbose_name="SHA-256 van het bestand", default=""),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=models.Q(("sent_digest__regex", "^([0-9a-f]{64})?$")),
                name="attachment_proves_what_was_sent",
                violation_error_code="attachment_proves_what_was_sent",
                violation_error_message="Van elk bestand blijft de hash bewaard van hoe het binnenkwam.",
            ),
        ),
    ]
