"""Indexes for what the reading room is asked; docs/plans.md has the plan that asked for each."""

from django.db import migrations, models

from desk.indexes import AddIndexInUse


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("audit", "0010_declared_restores"),
    ]

    operations = [
        AddIndexInUse("event", models.Index(fields=["actor_id", "day", "at"], name="event_actor")),
        AddIndexInUse("event", models.Index(fields=["act", "day", "at"], name="event_act")),
        AddIndexInUse(
            "event",
            models.Index(fields=["day", "at"], name="event_refused", condition=models.Q(outcome="refused")),
        ),
    ]
