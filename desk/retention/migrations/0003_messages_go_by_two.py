"""What went to and fro with a reporter goes with its file, by a decision of two people and in no other way."""

from django.db import migrations

from desk.retention.by_two import by_two


class Migration(migrations.Migration):
    dependencies = [
        ("retention", "0002_by_two"),
        ("contact", "0001_thread_with_a_reporter"),
    ]
    operations = [by_two()]
