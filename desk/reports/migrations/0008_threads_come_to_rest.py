"""A thread with a reporter in which nothing waits is marked, so that the work list need not look at it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0007_name_shared"),
    ]

    operations = [
        migrations.AddField(
            model_name="meldcodesteps",
            name="thread_rests",
            field=models.BooleanField(db_default=False, default=False, verbose_name="contact is klaar"),
        ),
    ]
