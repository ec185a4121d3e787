"""What was found clean is scanned again every day, the longest ago first."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("attachments", "0001_documents_with_a_report")]
    operations = [
        migrations.RemoveIndex(model_name="attachment", name="attachment_state"),
        migrations.AddIndex(
            model_name="attachment", index=models.Index(fields=["state", "scanned_at"], name="attachment_state")
        ),
    ]
