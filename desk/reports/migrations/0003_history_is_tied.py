"""Each row of the history of a report is tied to the event of its act; those of before as they stand now."""

from django.db import migrations, models

from desk.audit import histories
from desk.audit.baseline import tie_what_was


class Migration(migrations.Migration):
    dependencies = [("reports", "0002_access"), ("audit", "0005_history_is_tied")]
    operations = [
        migrations.AddField(
            model_name="historicalreport",
            name="history_salt",
            field=models.CharField(default=histories.new_salt, editable=False, max_length=64),
        ),
        tie_what_was("reports_historicalreport"),
    ]
