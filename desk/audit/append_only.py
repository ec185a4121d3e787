"""The triggers that make a table append-only, on SQLite and PostgreSQL; used by migrations only."""

from collections.abc import Callable
from typing import Any

from django.db import migrations

_SQLITE = """CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"""
_POSTGRESQL = [
    """CREATE OR REPLACE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE integrity_constraint_violation USING MESSAGE = TG_TABLE_NAME || ' is append-only'; END $$""",
    """CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
    FOR EACH ROW EXECUTE FUNCTION refuse_rewriting()""",
]

_NO_TRUNCATE = """CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()"""


def append_only(table: str) -> migrations.RunPython:
    """Return the migration step after which no row of `table` can be updated or deleted."""
    return migrations.RunPython(_each(table, _create), _each(table, _drop), elidable=False)


def append_only_again(table: str) -> migrations.RunPython:
    """The same for a table that changed its columns: SQLite made it anew then, without its triggers."""

    def run(apps: Any, editor: Any) -> None:
        if editor.connection.vendor == "sqlite":
            _each(table, _create)(apps, editor)

    return migrations.RunPython(run, migrations.RunPython.noop, elidable=False)


def never_emptied(*tables: str) -> migrations.RunPython:
    """Return the migration step after which none of `tables` can be truncated: a row trigger does not see that."""

    def create(_apps: Any, editor: Any) -> None:
        if editor.connection.vendor == "postgresql":
            for table in tables:
                editor.execute(_NO_TRUNCATE.format(table=table))

    def drop(_apps: Any, editor: Any) -> None:
        if editor.connection.vendor == "postgresql":
            for table in tables:
                editor.execute(f"DROP TRIGGER {table}_no_truncate ON {table}")

    return migrations.RunPython(create, drop, elidable=False)


def _each(table: str, step: Callable[[Any, str, str], None]) -> Callable[[Any, Any], None]:
    def run(_apps: Any, editor: Any) -> None:
        for verb in ("update", "delete"):
            step(editor, table, verb)

    return run


def _create(editor: Any, table: str, verb: str) -> None:
    statements = _POSTGRESQL if editor.connection.vendor == "postgresql" else [_SQLITE]
    for statement in statements:
        editor.execute(statement.replace("{table}", table).replace("{verb}", verb))


def _drop(editor: Any, table: str, verb: str) -> None:
    on = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
    editor.execute(f"DROP TRIGGER {table}_no_{verb}{on}")
