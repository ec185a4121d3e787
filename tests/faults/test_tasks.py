"""Every task of the worker stands in the table of what is delivered twice, and a part that fails is wrong."""

from types import SimpleNamespace

from desk.celery import app
from tests.faults import apart
from tests.faults.parts import Asked
from tests.faults.tasks import TASKS


def test_every_task_of_the_worker_is_delivered_twice():
    """`make faults` delivers each of them six times, in three orders, to two workers."""
    app.loader.import_default_modules()
    ours = {name for name in app.tasks if not name.startswith(("celery.", "tests."))}
    assert ours == set(TASKS)
    assert {entry["task"] for entry in app.conf.beat_schedule.values()} <= ours


def test_a_part_that_fails_is_wrong(monkeypatch, tmp_path):
    monkeypatch.setattr(apart.subprocess, "run", lambda *_, **__: SimpleNamespace(returncode=3))
    told = apart._told("tests.faults.twice", {}, str(tmp_path), Asked(7), ())
    assert told == [("tests.faults.twice failed", 3, True)]
