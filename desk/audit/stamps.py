"""The triggers that stamp each event in the database itself: its clock, a salt, and a digest over all columns.

Used by migrations only. The desk's own role may read a stamp and cannot write one: the function belongs to the owner.
"""

from typing import Any

from django.db import migrations

# In this order, each as its length in bytes and the text, so that no two events read the same. The verifier holds its
# own copy (desk/audit/verifier/rows.py): who checks does not lean on who wrote.
COLUMNS = (
    "id",
    "day",
    "at",
    "act",
    "outcome",
    "rule",
    "actor_id",
    "actor_name",
    "actor_role",
    "subject_kind",
    "subject",
    "reason",
    "detail",
    "workplace",
)
_POSTGRESQL = {
    "id": "replace({id}::text, '-', '')",
    "at": "to_char({at} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')",
    "day": "to_char({day}, 'YYYY-MM-DD')",
    "actor_id": "{actor_id}::text",
}
_SQLITE = {"at": "CASE length({at}) WHEN 19 THEN {at} || '.000000' ELSE {at} END"}

_FUNCTION = """
CREATE OR REPLACE FUNCTION stamp_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog AS $$
DECLARE
    salt text := replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
    clock timestamptz := CASE WHEN NEW.subject_kind = 'advice' THEN NULL ELSE clock_timestamp() END;
BEGIN
    INSERT INTO public.audit_stamp (event_id, recorded_at, salt, digest)
    VALUES (NEW.id, clock, salt, encode(sha256(convert_to(salt || {said}, 'UTF8')), 'hex'));
    RETURN NULL;
END $$
"""
_TRIGGER = "CREATE TRIGGER audit_event_stamp AFTER INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION stamp_event()"
# A row of a table function is read once; of a plain subquery SQLite may draw the salt twice.
_TRIGGER_SQLITE = """
CREATE TRIGGER audit_event_stamp AFTER INSERT ON audit_event BEGIN
    INSERT INTO audit_stamp (event_id, recorded_at, salt, digest)
    SELECT NEW.id, {clock}, salt.value, SHA256(salt.value || {said})
    FROM json_each(json_array(lower(hex(randomblob(32))))) AS salt;
END
"""
_BEFORE_POSTGRESQL = """
INSERT INTO audit_stamp (event_id, recorded_at, salt, digest)
SELECT e.id, e.at, salt.value, encode(sha256(convert_to(salt.value || {said}, 'UTF8')), 'hex')
FROM audit_event AS e, LATERAL (
    SELECT replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '') AS value WHERE e.id IS NOT NULL
) AS salt
"""
_BEFORE_SQLITE = """
INSERT INTO audit_stamp (event_id, recorded_at, salt, digest)
SELECT e.id, e.at, salt.value, SHA256(salt.value || {said})
FROM audit_event AS e, json_each(json_array(lower(hex(randomblob(32) || e.id)))) AS salt
"""


# One step of SQLite has one "now".
_NOW_SQLITE = "CASE WHEN NEW.subject_kind = 'advice' THEN NULL ELSE strftime('%Y-%m-%d %H:%M:%f000', 'now') END"


def said(row: str, clock: str, vendor: str, *, later: str = "") -> str:
    """Return the SQL that writes out the columns of `row` and the clock of its stamp; what is NULL is a dash.

    `later`: a column that came afterwards. It is written out where it is filled, so that older digests stay true.
    """
    forms = _POSTGRESQL if vendor == "postgresql" else _SQLITE
    size = "octet_length(convert_to({0}, 'UTF8'))" if vendor == "postgresql" else "length(CAST({0} AS BLOB))"
    texts = [forms.get(column, f"{{{column}}}").format(**{column: f"{row}.{column}"}) for column in COLUMNS]
    texts.append(forms["at"].format(at=clock))
    told = " || ".join(f"COALESCE({size.format(text)} || ':' || {text}, '-')" for text in texts)
    text = f"{row}.{later}"
    return f"{told} || CASE {text} WHEN '' THEN '' ELSE {size.format(text)} || ':' || {text} END" if later else told


def stamp_events() -> migrations.RunPython:
    """Return the migration step that stamps what was recorded before, and from now on each event as it is added."""
    return migrations.RunPython(_create, _drop, elidable=False)


def stamp_covers_too() -> migrations.RunPython:
    """The same with the column `covers`; SQLite, which made the table anew for that column, lost its trigger then."""

    def create(_apps: Any, editor: Any) -> None:
        _run(editor, _each_event(editor.connection.vendor, later="covers"))

    def drop(_apps: Any, editor: Any) -> None:
        vendor = editor.connection.vendor
        _run(editor, ["DROP TRIGGER audit_event_stamp"] if vendor == "sqlite" else _each_event(vendor))

    return migrations.RunPython(create, drop, elidable=False)


def _each_event(vendor: str, later: str = "") -> list[str]:
    if vendor == "postgresql":
        return [_FUNCTION.replace("{said}", said("NEW", "clock", vendor, later=later))]
    after = said("NEW", f"({_NOW_SQLITE})", vendor, later=later)
    return [_TRIGGER_SQLITE.replace("{said}", after).replace("{clock}", _NOW_SQLITE)]


def _create(_apps: Any, editor: Any) -> None:
    vendor = editor.connection.vendor
    is_postgresql = vendor == "postgresql"
    before = (_BEFORE_POSTGRESQL if is_postgresql else _BEFORE_SQLITE).replace("{said}", said("e", "e.at", vendor))
    _run(editor, [before, *_each_event(vendor), *([_TRIGGER] if is_postgresql else [])])


def _drop(_apps: Any, editor: Any) -> None:
    if editor.connection.vendor == "postgresql":
        _run(editor, ["DROP TRIGGER audit_event_stamp ON audit_event", "DROP FUNCTION stamp_event()"])
    else:
        _run(editor, ["DROP TRIGGER audit_event_stamp"])


def _run(editor: Any, statements: list[str]) -> None:
    with editor.connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
