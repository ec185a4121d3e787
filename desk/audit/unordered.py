"""Keeps a database from showing in which order events came: where a row lies would date an advice (P1).

Used by migrations only. SQLite keeps a table without row numbers by its key, which is random. PostgreSQL lays a row
down behind the last one and writes the number of the transaction into it: a function of the owner does that again for
the advices of a day that is over, in the order it is given. That row becomes no other row: the trigger lets an update
pass that changes nothing, of an advice, and no other.
"""

from typing import Any

from django.db import migrations

_SAME = {
    "audit_event": "OLD.subject_kind = 'advice' AND OLD IS NOT DISTINCT FROM NEW",
    "audit_stamp": "OLD.recorded_at IS NULL AND OLD IS NOT DISTINCT FROM NEW",
}
_TRIGGER = """
CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} FOR EACH ROW WHEN (NOT ({same}))
EXECUTE FUNCTION refuse_rewriting()
"""
_MIX = """
CREATE FUNCTION mix_advices(events uuid[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog AS $$
DECLARE
    event uuid;
BEGIN
    FOREACH event IN ARRAY events LOOP
        UPDATE public.audit_event SET id = id WHERE id = event AND subject_kind = 'advice';
        UPDATE public.audit_stamp SET event_id = event_id WHERE event_id = event AND recorded_at IS NULL;
    END LOOP;
END $$
"""


def unordered() -> migrations.RunPython:
    """Return the migration step after which events and their stamps lie in no order."""
    return migrations.RunPython(_create, _drop, elidable=False)


def _create(_apps: Any, editor: Any) -> None:
    with editor.connection.cursor() as cursor:
        if editor.connection.vendor == "sqlite":
            _made_anew(cursor, " WITHOUT ROWID")
            return
        for table, same in _SAME.items():
            cursor.execute(f"DROP TRIGGER {table}_no_update ON {table}")
            cursor.execute(_TRIGGER.replace("{table}", table).replace("{same}", same))
        cursor.execute(_MIX)
        cursor.execute("REVOKE ALL ON FUNCTION mix_advices(uuid[]) FROM PUBLIC")


def _drop(_apps: Any, editor: Any) -> None:
    with editor.connection.cursor() as cursor:
        if editor.connection.vendor == "sqlite":
            _made_anew(cursor, "")
            return
        cursor.execute("DROP FUNCTION mix_advices(uuid[])")
        for table in _SAME:
            cursor.execute(f"DROP TRIGGER {table}_no_update ON {table}")
            cursor.execute(_TRIGGER.replace("{table}", table).replace("{same}", "false"))


def _made_anew(cursor: Any, end: str) -> None:
    """Make the tables anew with this end of their statement. Triggers speak of other tables: all are put aside."""
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'audit_%%'")
    triggers = list(cursor.fetchall())
    for name, _ in triggers:
        cursor.execute(f"DROP TRIGGER {name}")
    for table in _SAME:
        cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = %s", [table])
        made = cursor.fetchone()[0].removesuffix(" WITHOUT ROWID").replace(f'"{table}"', f'"new__{table}"', 1)
        cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = %s", [table])
        indexes = [sql for (sql,) in cursor.fetchall() if sql]
        cursor.execute((made + end).replace("%", "%%"), [])
        cursor.execute(f"INSERT INTO new__{table} SELECT * FROM {table} ORDER BY 1")  # noqa: S608
        cursor.execute(f"DROP TABLE {table}")
        cursor.execute(f"ALTER TABLE new__{table} RENAME TO {table}")
        for sql in indexes:
            cursor.execute(sql)
    for _, sql in triggers:
        cursor.execute(sql)
