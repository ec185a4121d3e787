"""The triggers that let nobody destroy an event before its term is over and the seal says that it goes.

Used by migrations only. Five years are desk/deadlines.py's term "trail"; a longer term needs new triggers.
"""

from typing import Any

from django.db import migrations


def _sealed(schema: str, event: str) -> str:
    """The place of the event stands in a destruction, and the event of that destruction has a place itself."""
    return f"""EXISTS (
    SELECT 1 FROM {schema}audit_leaf l
    JOIN {schema}audit_destroyed d ON d.source = 'audit_event' AND d.last >= l.position AND d.first = (
        SELECT MAX(x.first) FROM {schema}audit_destroyed x WHERE x.source = 'audit_event' AND x.first <= l.position
    )
    JOIN {schema}audit_leaf told ON told.event_id = d.event_id
    WHERE l.event_id = {event}
)"""  # noqa: S608


# table: when a row of it may go. A stamp and a tie go after their event.
_SQLITE = {
    "audit_event": f"""OLD.day < date('now', '-5 years') AND NOT EXISTS (SELECT 1 FROM audit_stamp s WHERE
    s.event_id = OLD.id AND s.recorded_at >= datetime('now', '-5 years')) AND {_sealed("", "OLD.id")}""",  # noqa: S608
    "audit_stamp": "NOT EXISTS (SELECT 1 FROM audit_event e WHERE e.id = OLD.event_id) AND "
    "(OLD.recorded_at IS NULL OR OLD.recorded_at < datetime('now', '-5 years'))",
    "audit_tie": "NOT EXISTS (SELECT 1 FROM audit_event e WHERE e.id = OLD.event_id)",
}
_POSTGRESQL = {
    "audit_event": f"""OLD.day < ((clock_timestamp() AT TIME ZONE 'UTC') - interval '5 years')::date AND NOT EXISTS (
    SELECT 1 FROM public.audit_stamp s WHERE s.event_id = OLD.id AND
    s.recorded_at >= clock_timestamp() - interval '5 years') AND {_sealed("public.", "OLD.id")}""",  # noqa: S608
    "audit_stamp": "NOT EXISTS (SELECT 1 FROM public.audit_event e WHERE e.id = OLD.event_id) AND "
    "(OLD.recorded_at IS NULL OR OLD.recorded_at < clock_timestamp() - interval '5 years')",
    "audit_tie": "NOT EXISTS (SELECT 1 FROM public.audit_event e WHERE e.id = OLD.event_id)",
}
_TRIGGER_SQLITE = """
CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} WHEN NOT ({may_go})
BEGIN SELECT RAISE(ABORT, '{table} is append-only until its term is over and the seal says that it goes'); END
"""
_FUNCTION = """
CREATE FUNCTION {table}_term() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {may_go} THEN
        RETURN OLD;
    END IF;
    RAISE integrity_constraint_violation
    USING MESSAGE = TG_TABLE_NAME || ' is append-only until its term is over and the seal says that it goes';
END $$
"""
_TRIGGER = "CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_term()"

# The desk's role may delete nothing. It may ask this function of the owner, which goes no further than the triggers.
_DESTROY = """
CREATE FUNCTION destroy_events(before date, most integer) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog AS $$
DECLARE
    gone uuid[] := ARRAY({chosen} LIMIT most);
BEGIN
    DELETE FROM public.audit_event WHERE id = ANY (gone);
    DELETE FROM public.audit_stamp WHERE event_id = ANY (gone);
    DELETE FROM public.audit_tie WHERE event_id = ANY (gone);
    RETURN cardinality(gone);
END $$
"""


def chosen(schema: str, before: str) -> str:
    """Return the SQL that names the events of which the seal says that they go."""
    sealed = _sealed(schema, "e.id")
    return f"SELECT e.id FROM {schema}audit_event e WHERE e.day < {before} AND {sealed}"  # noqa: S608


def destroyed_after_their_term() -> migrations.RunPython:
    """Return the migration step after which old events may go, and only those."""
    return migrations.RunPython(_create, _drop, elidable=False)


def _create(_apps: Any, editor: Any) -> None:
    is_postgresql = editor.connection.vendor == "postgresql"
    on = " ON {table}" if is_postgresql else ""
    for table, may_go in (_POSTGRESQL if is_postgresql else _SQLITE).items():
        drop = f"DROP TRIGGER {{table}}_no_delete{on}"
        for statement in [drop, *([_FUNCTION, _TRIGGER] if is_postgresql else [_TRIGGER_SQLITE])]:
            _run(editor, statement.replace("{table}", table).replace("{may_go}", may_go))
    if is_postgresql:
        _run(editor, _DESTROY.replace("{chosen}", chosen("public.", "before")))
        _run(editor, "REVOKE ALL ON FUNCTION destroy_events(date, integer) FROM PUBLIC")


def _drop(_apps: Any, editor: Any) -> None:
    is_postgresql = editor.connection.vendor == "postgresql"
    for table in _SQLITE:
        if is_postgresql:
            _run(editor, f"DROP TRIGGER {table}_no_delete ON {table}")
            _run(editor, f"DROP FUNCTION {table}_term()")
            how = "FOR EACH ROW EXECUTE FUNCTION refuse_rewriting()"
        else:
            _run(editor, f"DROP TRIGGER {table}_no_delete")
            how = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        _run(editor, f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {how}")
    if is_postgresql:
        _run(editor, "DROP FUNCTION destroy_events(date, integer)")


def _run(editor: Any, statement: str) -> None:
    with editor.connection.cursor() as cursor:
        cursor.execute(statement)
