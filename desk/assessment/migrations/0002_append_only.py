"""An expert's advice is added and never rewritten."""

from django.db import migrations

from desk.audit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("assessment", "0001_three_questions")]
    operations = [
        append_only("assessment_consultation"),
    ]
