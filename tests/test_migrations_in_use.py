"""A migration is applied while people work: what would hold them up, or break who still runs, needs a reason here."""

import pytest
from django.apps import apps
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import models
from django.db.migrations import Migration, operations
from django.db.migrations.loader import MigrationLoader

from desk.reports.models import Report
from tests.dangerous_migrations import FIRST_RELEASE, dangers, is_newer

# (app, migration): why its dangers do no harm, for example because the table is empty or small on every desk.
REASONS: dict[tuple[str, str], str] = {
    ("audit", "0010_declared_restores"): "the triggers belong to the tables that it makes; no row of before is touched",
}

OURS = [app.label for app in apps.get_app_configs() if app.name.split(".")[0] in {"desk", "meldcode"}]
FILES = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
NEWER = sorted(key for key in FILES if key[0] in OURS and is_newer(*key))


def test_every_migration_after_the_first_release_harms_nobody_or_says_why() -> None:
    found = {key: list(dangers(FILES[key])) for key in NEWER}
    assert {key: said for key, said in found.items() if said and key not in REASONS} == {}
    assert {key for key in REASONS if not found.get(key)} == set(), "a reason for what is no danger"
    assert all(len(why) > 20 for why in REASONS.values())


def test_the_first_release_is_named_as_it_was() -> None:
    assert set(FIRST_RELEASE.items()) <= set(FILES)
    assert {app for app, _ in FILES if app in OURS} - set(FIRST_RELEASE) <= {app for app, _ in NEWER}


def test_what_came_before_the_first_release_shows_that_dangers_are_seen() -> None:
    said = " ".join(dangers(FILES["reports", "0005_safety_phone"]))
    assert "reporter: a rule is added" in said
    assert "rows are changed in the transaction" in said


def _migration(*steps: object, atomic: bool = True) -> Migration:
    made = Migration("0099_later", "reports")
    made.operations, made.atomic = list(steps), atomic
    return made


_TEXT = models.CharField(max_length=9, default="")
_INDEX = models.Index(fields=["title"], name="later")
_RULE = models.CheckConstraint(condition=models.Q(title="x"), name="later")
_UNIQUE = models.UniqueConstraint(fields=["title"], name="later")


def _nothing(*_: object) -> None:
    """Stands for work on rows."""


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ([operations.AddField("report", "later", _TEXT)], "may not be empty"),
        ([operations.AddField("report", "later", models.CharField(max_length=9, null=True, db_index=True))], "index"),
        ([operations.AddField("report", "later", models.ForeignKey(Report, models.CASCADE, null=True))], "index"),
        ([operations.AlterField("report", "title", _TEXT)], "is changed"),
        ([operations.AddIndex("report", _INDEX)], "concurrently"),
        ([operations.AddConstraint("report", _RULE)], "NOT VALID"),
        ([operations.AddConstraint("report", _UNIQUE)], "unique rule"),
        ([operations.RemoveField("report", "title")], "taken away"),
        ([operations.DeleteModel("Report")], "taken away"),
        ([operations.RenameField("report", "title", "later")], "renamed"),
        ([operations.RenameModel("Report", "Later")], "renamed"),
        ([operations.AlterModelTable("Report", "later")], "renamed"),
        ([operations.AlterUniqueTogether("report", {("title",)})], "index"),
        ([operations.RemoveConstraint("report", "x"), operations.RunPython(_nothing)], "rows are changed"),
        ([operations.RunSQL("UPDATE x SET y = 1"), operations.RemoveIndex("report", "x")], "rows are changed"),
    ],
)
def test_a_danger_is_seen(steps: list[object], words: str) -> None:
    assert any(words in said for said in dangers(_migration(*steps)))


@pytest.mark.parametrize(
    "steps",
    [
        [operations.AddField("report", "later", models.CharField(max_length=9, null=True))],
        [operations.AddField("report", "later", models.CharField(max_length=9, db_default=""))],
        [AddIndexConcurrently("report", _INDEX)],
        [operations.CreateModel("Later", []), operations.AddIndex("later", _INDEX)],
        [operations.CreateModel("Later", []), operations.AddConstraint("later", _RULE)],
        [operations.RunPython(_nothing)],
        [operations.RemoveConstraint("report", "x"), operations.AlterModelOptions("report", {})],
    ],
)
def test_what_harms_nobody_is_let_through(steps: list[object]) -> None:
    assert list(dangers(_migration(*steps))) == []
