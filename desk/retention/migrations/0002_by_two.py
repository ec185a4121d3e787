from django.db import migrations

from desk.retention.by_two import by_two


class Migration(migrations.Migration):
    dependencies = [
        ("retention", "0001_destructions"),
        ("reports", "0004_from_the_portal"),
        ("assessment", "0003_history_is_tied"),
        ("review", "0002_append_only"),
    ]
    operations = [by_two()]
