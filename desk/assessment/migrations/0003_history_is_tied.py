"""Each row of the history of an assessment is tied to the event of its act; those of before as they stand now."""

from django.db import migrations, models

from desk.audit import histories
from desk.audit.baseline import tie_what_was


class Migration(migrations.Migration):
    dependencies = [("assessment", "0002_append_only"), ("audit", "0005_history_is_tied")]
    operations = [
        migrations.AddField(
            model_name="historicalassessment",
            name="history_salt",
            field=models.CharField(default=histories.new_salt, editable=False, max_length=64),
        ),
        tie_what_was("assessment_historicalassessment"),
    ]
