"""Events go when their term is over and the seal says so; until then both databases refuse it (NEN 7513)."""

from django.db import migrations, models

from desk.audit.term import destroyed_after_their_term


class Migration(migrations.Migration):
    dependencies = [("audit", "0005_history_is_tied")]
    operations = [
        migrations.AddIndex(model_name="head", index=models.Index(fields=["at"], name="head_at")),
        destroyed_after_their_term(),
    ]
