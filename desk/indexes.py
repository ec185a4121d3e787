"""Makes and drops indexes while the desk is in use: on PostgreSQL without a lock that anybody waits for.

Used by migrations only, and such a migration has `atomic = False`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations

_IS_BROKEN = (
    "SELECT 1 FROM pg_class c JOIN pg_index i ON i.indexrelid = c.oid WHERE c.relname = %s AND NOT i.indisvalid"
)


class AddIndexInUse(migrations.AddIndex):
    """AddIndex that keeps nobody waiting, and that begins anew after it was broken off."""

    def database_forwards(self, app_label: str, editor: Any, before: Any, after: Any) -> None:
        """Build the index; on PostgreSQL beside the work that goes on."""
        if editor.connection.vendor != "postgresql":
            super().database_forwards(app_label, editor, before, after)
            return
        _clear(editor, str(self.index.name))
        with _patiently(editor):
            AddIndexConcurrently(self.model_name, self.index).database_forwards(app_label, editor, before, after)

    def database_backwards(self, app_label: str, editor: Any, before: Any, after: Any) -> None:
        """Drop the index again."""
        if editor.connection.vendor != "postgresql":
            super().database_backwards(app_label, editor, before, after)
            return
        with _patiently(editor):
            AddIndexConcurrently(self.model_name, self.index).database_backwards(app_label, editor, before, after)


class RemoveIndexInUse(migrations.RemoveIndex):
    """RemoveIndex that keeps nobody waiting."""

    def database_forwards(self, app_label: str, editor: Any, before: Any, after: Any) -> None:
        """Drop the index."""
        if editor.connection.vendor != "postgresql":
            super().database_forwards(app_label, editor, before, after)
            return
        with _patiently(editor):
            RemoveIndexConcurrently(self.model_name, self.name).database_forwards(app_label, editor, before, after)

    def database_backwards(self, app_label: str, editor: Any, before: Any, after: Any) -> None:
        """Build the index again."""
        if editor.connection.vendor != "postgresql":
            super().database_backwards(app_label, editor, before, after)
            return
        with _patiently(editor):
            RemoveIndexConcurrently(self.model_name, self.name).database_backwards(app_label, editor, before, after)


def on_postgresql(name: str, table: str, columns: str) -> migrations.RunPython:
    """Return the step that makes an index with an operator class, which only PostgreSQL has."""

    def create(_apps: Any, editor: Any) -> None:
        if editor.connection.vendor == "postgresql":
            _clear(editor, name)
            with _patiently(editor):
                editor.execute(f"CREATE INDEX CONCURRENTLY {name} ON {table} ({columns})")

    def drop(_apps: Any, editor: Any) -> None:
        if editor.connection.vendor == "postgresql":
            with _patiently(editor):
                editor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {name}")

    return migrations.RunPython(create, drop, elidable=False)


def measured_anew(table: str) -> migrations.RunPython:
    """Return the step after which PostgreSQL knows how the values of an expression are spread over `table`."""

    def measure(_apps: Any, editor: Any) -> None:
        if editor.connection.vendor == "postgresql":
            editor.execute(f"ANALYZE {table}")

    return migrations.RunPython(measure, migrations.RunPython.noop, elidable=False)


@contextmanager
def _patiently(editor: Any) -> Iterator[None]:
    """An index beside the work waits for older work through a lock that holds nobody up: it may wait for long."""
    editor.execute("SET lock_timeout = 0")
    yield
    editor.execute("RESET lock_timeout")


def _clear(editor: Any, name: str) -> None:
    """What was broken off half way leaves an index that is not used and is in the way."""
    with editor.connection.cursor() as cursor:
        cursor.execute(_IS_BROKEN, [name])
        if cursor.fetchone():
            with _patiently(editor):
                cursor.execute(f"DROP INDEX CONCURRENTLY {editor.quote_name(name)}")
