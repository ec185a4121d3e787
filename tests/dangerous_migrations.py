"""What a migration must not do to a desk that is in use: hold up people for long, or break the processes of before.

A migration runs while the web processes of the version before still answer. PostgreSQL keeps a lock until the end of
the transaction, and whoever waits for a lock holds up everybody behind it.
"""

from collections.abc import Callable, Iterator

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import models
from django.db.migrations import Migration, operations
from django.db.migrations.operations.base import Operation

from desk.indexes import AddIndexInUse

# The newest of each app when no desk was in use yet: what came up to here met no row of anybody.
FIRST_RELEASE = {
    "accounts": "0005_providers",
    "advice": "0003_no_samples_of_texts",
    "assessment": "0003_history_is_tied",
    "attachments": "0003_proven_as_it_was_sent",
    "audit": "0009_events_lie_in_no_order",
    "contact": "0001_thread_with_a_reporter",
    "directory": "0001_organisations",
    "meldcode": "0007_who_left",
    "oversight": "0001_circles_and_alarms",
    "reports": "0007_name_shared",
    "retention": "0003_messages_go_by_two",
    "review": "0002_append_only",
}
_RENAMES = (operations.RenameField, operations.RenameModel, operations.AlterModelTable)
_REMOVES = (operations.RemoveField, operations.DeleteModel)
_WORK = (operations.RunPython, operations.RunSQL)


def is_newer(app: str, name: str) -> bool:
    """Did this migration come after the first release?"""
    return name > FIRST_RELEASE.get(app, "")


def dangers(migration: Migration) -> Iterator[str]:
    """Yield each danger of this migration in words, with the table it is about; nothing for what it makes itself."""
    made = {step.name_lower for step in migration.operations if isinstance(step, operations.CreateModel)}
    for step in migration.operations:
        model = getattr(step, "model_name", getattr(step, "name", "")) or ""
        if model.lower() in made:
            continue
        found = next((said for said in (look(step) for look in _LOOKS) if said), "")
        if found:
            yield f"{model.lower() or type(step).__name__}: {found}"
    works = any(isinstance(step, _WORK) for step in migration.operations)
    if works and len(migration.operations) > 1 and migration.atomic:
        yield "rows are changed in the transaction that holds the lock of a change of the table"


def _adds(step: Operation) -> str:
    if not isinstance(step, operations.AddField):
        return ""
    field = step.field
    if field.unique or field.db_index:
        return "a column with an index is added: the table takes no write while the index is built"
    if field.many_to_many or field.null or field.has_db_default():
        return ""
    return "a column that may not be empty is added: a process of before cannot add a row (null=True or db_default)"


def _changes(step: Operation) -> str:
    if not isinstance(step, operations.AlterField):
        return ""
    return "a column is changed: PostgreSQL may write the whole table anew, behind a lock"


def _indexes(step: Operation) -> str:
    if isinstance(step, (AddIndexConcurrently, AddIndexInUse)) or not isinstance(step, operations.AddIndex):
        return ""
    return "an index is added: the table takes no write while it is built (add it concurrently)"


def _rules(step: Operation) -> str:
    if not isinstance(step, operations.AddConstraint):
        return ""
    if isinstance(step.constraint, models.UniqueConstraint):
        return "a unique rule is added: the table takes no write while its index is built"
    return "a rule is added: every row is read behind a lock (add it NOT VALID, validate it in a migration after that)"


def _takes_away(step: Operation) -> str:
    if isinstance(step, _RENAMES):
        return "something is renamed: a process of before does not find it"
    if isinstance(step, _REMOVES):
        return "something is taken away: a process of before still asks for it"
    return ""


def _together(step: Operation) -> str:
    if isinstance(step, operations.AlterUniqueTogether | operations.AlterIndexTogether):
        return "an index is added: the table takes no write while it is built"
    return ""


_LOOKS: tuple[Callable[[Operation], str], ...] = (_adds, _changes, _indexes, _rules, _takes_away, _together)
