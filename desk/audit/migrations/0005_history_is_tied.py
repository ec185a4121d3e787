"""What lies beside an event, a row of a history or a destruction, is tied to it by a column that the seal covers."""

from django.db import migrations, models

from desk.audit.append_only import append_only, append_only_again, never_emptied
from desk.audit.stamps import stamp_covers_too

BESIDE = ("audit_tie", "audit_shape", "audit_destroyed")


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_stamped_and_append_only")]
    operations = [
        migrations.AddField(
            model_name="event",
            name="covers",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=64, verbose_name="zegel over wat ernaast ligt"
            ),
        ),
        migrations.CreateModel(
            name="Tie",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("event_id", models.UUIDField(db_index=True)),
                ("source", models.CharField(max_length=60)),
                ("number", models.BigIntegerField()),
                ("shape", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("source", "number"), name="history_row_is_tied_once")],
            },
        ),
        migrations.CreateModel(
            name="Shape",
            fields=[
                ("id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("columns", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="Destroyed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("event_id", models.UUIDField(db_index=True)),
                ("source", models.CharField(max_length=60)),
                ("first", models.BigIntegerField()),
                ("last", models.BigIntegerField()),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("source", "first"), name="destroyed_once")]},
        ),
        append_only_again("audit_event"),
        *map(append_only, BESIDE),
        never_emptied(*BESIDE),
        stamp_covers_too(),
    ]
