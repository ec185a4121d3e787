"""The triggers that let nobody destroy a case file, or what was decided in it, but through a decision of two people.

Used by migrations only. SQLite makes a table anew to alter it, and not while a trigger speaks of it: a migration that
alters one of these tables begins with `put_aside()` and ends with `by_two()`.

A decision stands in the register: it was proposed first, decided by another after the day up
to which the file is kept, and about a file in which nothing happened for fifteen years: the shortest term any text of
the law names (Wmo 2015, art. 5.3.4, as it read then). A decision that was taken stays as it is, whoever asks.
"""

from typing import Any

from django.db import migrations

_OF_REPORT = "SELECT r.case_file_id FROM {s}reports_report r WHERE r.id = OLD.report_id"
_OF_ASSESSMENT = """SELECT r.case_file_id FROM {s}assessment_assessment a JOIN {s}reports_report r ON r.id = a.report_id
    WHERE a.id = OLD.assessment_id"""
_OF_REMARK = """SELECT r.case_file_id FROM {s}review_remark k JOIN {s}assessment_assessment a ON a.id = k.assessment_id
    JOIN {s}reports_report r ON r.id = a.report_id WHERE k.id = OLD.remark_id"""
_OF_MESSAGE = """SELECT r.case_file_id FROM {s}contact_message m JOIN {s}reports_report r ON r.id = m.report_id
    WHERE m.id = OLD.message_id"""
# table: the file its row belongs to.
_ADDED_ONLY = {
    "review_decision": _OF_REPORT,
    "assessment_consultation": _OF_REPORT,
    "review_remark": _OF_ASSESSMENT,
    "review_reply": _OF_REMARK,
    "contact_message": _OF_REPORT,
    "contact_reading": _OF_MESSAGE,
}
_FILE_OF = {**_ADDED_ONLY, "reports_report": "OLD.case_file_id", "reports_casefile": "OLD.id"}
_GOES = dict.fromkeys(_FILE_OF, "goes by a decision of two people alone")
_GOES |= dict.fromkeys(_ADDED_ONLY, "is append-only, and goes by a decision of two people alone")

_MAY_GO = """EXISTS (SELECT 1 FROM {s}retention_destruction d JOIN {s}reports_casefile c ON c.number = d.case_number
    WHERE d.verdict = 'destroyed' AND c.id = ({file}))"""
_YOUNG = """NEW.verdict = 'destroyed' AND ({day} < NEW.keep_until OR NOT EXISTS (
    SELECT 1 FROM {s}reports_casefile c WHERE c.number = NEW.case_number AND c.closed_at < {since}
    AND NOT EXISTS (SELECT 1 FROM {s}reports_note n WHERE n.case_file_id = c.id AND n.at >= {since})
    AND NOT EXISTS (
        SELECT 1 FROM {s}reports_report r WHERE r.case_file_id = c.id AND (
            r.status IN ('intake', 'assessing', 'proposed') OR r.received_at >= {since} OR r.entered_at >= {since}
            OR r.decided_at >= {since} OR r.closed_at >= {since} OR r.withdrawn_at >= {since}))))"""
# when: (a verb, a condition, the sentence of the refusal)
_REGISTER = (
    ("begins_as_a_proposal", "INSERT", "NEW.verdict <> 'pending'", "is proposed before it is decided"),
    ("decided_once", "UPDATE", "OLD.verdict <> 'pending'", "keeps what was decided"),
    ("after_its_term", "UPDATE", f"OLD.verdict = 'pending' AND {_YOUNG}", "destroys nothing before its term is over"),
    ("never_taken_out", "DELETE", "1 = 1", "gives nothing back"),
)
_PLAIN = "BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
_SQLITE = {"s": "", "since": "datetime('now', '-15 years')", "day": "date(NEW.decided_at)"}
_POSTGRESQL = {
    "s": "public.",
    "since": "clock_timestamp() - interval '15 years'",
    "day": "(NEW.decided_at AT TIME ZONE 'UTC')::date",
}
_FUNCTION = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    IF {refused} THEN
        RAISE integrity_constraint_violation USING MESSAGE = '{table} {sentence}';
    END IF;
    RETURN {row};
END $$
"""


def by_two() -> migrations.RunPython:
    """Return the migration step after which a file goes by a decision of two people, and in no other way."""
    return migrations.RunPython(_create, _drop, elidable=False)


def put_aside() -> migrations.RunPython:
    """Return the migration step that takes the triggers away, before a table they speak of is made anew."""
    return migrations.RunPython(_drop, _create, elidable=False)


def _create(_apps: Any, editor: Any) -> None:
    for table, name, verb, refused, sentence in _all(editor):
        _drop_trigger(editor, name, table)
        _make(editor, table, name, verb, refused, sentence)


def _drop(_apps: Any, editor: Any) -> None:
    for table, name, *_ in _all(editor):
        _drop_trigger(editor, name, table)
        if editor.connection.vendor == "postgresql":
            _run(editor, f"DROP FUNCTION IF EXISTS {name}()")
    how = "FOR EACH ROW EXECUTE FUNCTION refuse_rewriting()" if editor.connection.vendor == "postgresql" else _PLAIN
    for table in _ADDED_ONLY.keys() & _there(editor):
        _run(editor, f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {how.replace('{table}', table)}")


def _all(editor: Any) -> list[tuple[str, str, str, str, str]]:
    """(table, name of the trigger, verb, what is refused, sentence) for every trigger."""
    words, there = _POSTGRESQL if editor.connection.vendor == "postgresql" else _SQLITE, _there(editor)
    found = [
        (table, f"{table}_no_delete", "DELETE", f"NOT {_MAY_GO.replace('{file}', file).format(**words)}", _GOES[table])
        for table, file in _FILE_OF.items()
        if table in there
    ]
    register = "retention_destruction"
    return found + [
        (register, f"{register}_{name}", verb, refused.format(**words), sentence)
        for name, verb, refused, sentence in _REGISTER
    ]


def _there(editor: Any) -> set[str]:
    """The tables there are: one that came later is not there yet when an earlier migration asks."""
    return set(editor.connection.introspection.table_names())


def _make(editor: Any, table: str, name: str, verb: str, refused: str, sentence: str) -> None:
    if editor.connection.vendor == "postgresql":
        row = "OLD" if verb == "DELETE" else "NEW"
        made = {"name": name, "refused": refused, "table": table, "sentence": sentence, "row": row}
        _run(editor, _FUNCTION.format(**made))
        _run(editor, f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")
        return
    says = f"BEGIN SELECT RAISE(ABORT, '{table} {sentence}'); END"
    _run(editor, f"CREATE TRIGGER {name} BEFORE {verb} ON {table} WHEN {refused} {says}")


def _drop_trigger(editor: Any, name: str, table: str) -> None:
    on = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
    _run(editor, f"DROP TRIGGER IF EXISTS {name}{on}")


def _run(editor: Any, statement: str) -> None:
    with editor.connection.cursor() as cursor:
        cursor.execute(statement)
