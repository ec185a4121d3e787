"""A session has the account it is of in a column. The table stays, and so do the sessions in it."""

from django.db import migrations, models


class TakeTable(migrations.CreateModel):
    """Takes over the table of Django's own sessions with a column more; a new desk gets the table whole."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        model = to_state.apps.get_model(app_label, self.name)
        if model._meta.db_table in schema_editor.connection.introspection.table_names():
            schema_editor.add_field(model, model._meta.get_field("account"))
        else:
            super().database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        """Leave the table to Django's own sessions."""
        model = from_state.apps.get_model(app_label, self.name)
        schema_editor.remove_field(model, model._meta.get_field("account"))


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_providers"),
    ]

    operations = [
        TakeTable(
            name="Session",
            fields=[
                (
                    "session_key",
                    models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name="session key"),
                ),
                ("session_data", models.TextField(verbose_name="session data")),
                ("expire_date", models.DateTimeField(db_index=True, verbose_name="expire date")),
                ("account", models.BigIntegerField(editable=False, null=True)),
            ],
            options={
                "verbose_name": "session",
                "verbose_name_plural": "sessions",
                "db_table": "django_session",
                "abstract": False,
            },
        ),
    ]
