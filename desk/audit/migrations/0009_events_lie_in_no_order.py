"""Where an event about an advice lies in its table says nothing about when it came (P1)."""

from django.db import migrations

from desk.audit.unordered import unordered


class Migration(migrations.Migration):
    dependencies = [("audit", "0008_mailed_heads")]
    operations = [unordered()]
