"""PostgreSQL keeps samples of a column for its planner, which outlive what is taken away: of these texts it takes none."""

from django.db import migrations

TEXTS = ("question_text", "advice_text", "referral_text", "tags")


def take_no_samples(apps, editor):
    """Setting the type anew, to what it is, drops the samples that were taken before."""
    if editor.connection.vendor == "postgresql":
        advice = apps.get_model("advice", "Advice")
        for name in TEXTS:
            kind = advice._meta.get_field(name).db_type(editor.connection)
            editor.execute(f"ALTER TABLE advice_advice ALTER COLUMN {name} TYPE {kind}")
            editor.execute(f"ALTER TABLE advice_advice ALTER COLUMN {name} SET STATISTICS 0")


class Migration(migrations.Migration):
    dependencies = [("advice", "0002_texts_and_doubts")]

    operations = [migrations.RunPython(take_no_samples, migrations.RunPython.noop)]
