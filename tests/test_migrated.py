"""The migrated database that tests begin with is built anew whenever a migration changes."""

import ast

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests import migrated


def imported_by(source: str) -> set[str]:
    nodes = list(ast.walk(ast.parse(source)))
    found = [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    found += [one.name for node in nodes if isinstance(node, ast.Import) for one in node.names]
    return {module for module in found if module.startswith(("desk.", "meldcode."))}


def test_all_that_migrations_import_is_part_of_the_mark():
    pattern = "*/migrations/*.py"
    files = [*migrated.HOME.glob(f"desk/{pattern}"), *migrated.HOME.glob("meldcode/migrations/*.py")]
    imported = {module for path in files for module in imported_by(path.read_text())}
    assert imported, "a migration of the trail imports its triggers"
    # A default of Python makes no column, and the models of the advice room are imported for one.
    known = ("desk.advice.models", "desk.audit", "desk.retention.by_two", "desk.indexes")
    assert [module for module in imported if not module.startswith(known)] == []


def test_the_mark_changes_with_a_migration(tmp_path, monkeypatch):
    for name in ("desk/advice/migrations/0001_a.py", "requirements/test.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("one")
    monkeypatch.setattr(migrated, "HOME", tmp_path)
    before = migrated.mark()
    (tmp_path / "desk/advice/migrations/0001_a.py").write_text("another")
    assert migrated.mark() != before


def test_the_copy_has_every_migration(db):
    executor = MigrationExecutor(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
