"""The drill itself: work, lose the machine, put everything back to a moment, and look whether all is as it must be."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.bench.process import ROOT, words_folder
from tests.needle_scan import postgres
from tests.needle_scan.desks import until
from tests.needle_scan.needles import Needle, hits
from tests.needle_scan.places import files
from tests.restore.cluster import Archiving
from tests.restore.embedded import NAME, Embedded

WORKS_ON = 4.0  # seconds between the last copy and the end of the machine


class Desk:
    """The folders of one desk: its documents, and elsewhere its key, its signed heads and its backups."""

    def __init__(self, folder: Path, var: Path, url: str) -> None:
        self.folder, self.var, self.backups = folder, var, folder / "backups"
        (var / "static").mkdir(parents=True, exist_ok=True)
        away = {"AUDIT_KEY_FILE": f"{folder}/keys/trail.key", "AUDIT_ANCHOR": f"file://{folder}/anchor"}
        fixed = {"DEBUG": "1", "CELERY_EAGER": "1", "REDIS_URL": "", "DATABASE_POOL": "0", "CLAMD_URL": ""}
        given = {"MELDESK_VAR": str(var), "GUARD_DIR": str(words_folder()), "DATABASE_URL": url}
        self._environment = {**os.environ, **fixed, **away, **given}
        self._environment.pop("ATTACHMENT_DIR", None)

    def back_up(self, name: str) -> None:
        """Copy what `backup_desk` copies, and check the copy by its list."""
        self._run("manage.py", "backup_desk", "--to", str(self.backups / name))
        self._run("manage.py", "check_backup", str(self.backups / name))

    def documents_back(self, name: str) -> None:
        shutil.copytree(self.backups / name / "attachments", self.var / "attachments")

    def act(self, step: str) -> dict[str, Any]:
        said = self._run("-m", "tests.restore.acts", step, str(self.folder))
        told: dict[str, Any] = json.loads(said.splitlines()[-1])
        return told

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Somebody works after the moment, until the block is over; then the plug is out for them as well."""
        command = [sys.executable, "-m", "tests.restore.acts", "after", str(self.folder)]
        worker = subprocess.Popen(command, cwd=ROOT, env=self._environment, stderr=subprocess.DEVNULL)
        try:
            until(lambda: (self.folder / "working").exists() or worker.poll() is not None, "somebody works on")
            assert worker.poll() is None, "the work after the moment failed"
            time.sleep(WORKS_ON)
            yield
        finally:
            worker.kill()
            worker.wait()

    def _run(self, *command: str, **other: str) -> str:
        environment = {**self._environment, **other}
        done = subprocess.run(
            [sys.executable, *command], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True
        )
        return done.stdout


def on_postgresql() -> dict[str, Any]:
    """Return the figures on a PostgreSQL of its own; empty where there is none."""
    if reason := postgres.cannot_run():
        print(f"PostgreSQL is left out: {reason}")
        return {}
    engine = Archiving()
    try:
        with TemporaryDirectory() as folder:
            desk = Desk(Path(folder), Path(folder, "var"), engine.url)
            engine.prepared({"PATH": os.environ["PATH"]})
            desk.act("set_up")
            engine.back_up()
            desk.act("before")
            desk.back_up("documents")
            moment = engine.moment()
            with desk.at_work():
                engine.pull_the_plug()
                broke = time.time()
            shutil.rmtree(desk.var / "attachments")
            told = {
                "rpo_archive": _lost(desk, engine, broke, lambda: engine.put_back(streamed=False, for_good=False)),
                "rpo_stream": _lost(desk, engine, broke, lambda: engine.put_back(for_good=False)),
            }
            return told | _put_back(desk, engine, lambda: engine.put_back(moment), "documents")
    finally:
        engine.close()


def on_sqlite() -> dict[str, Any]:
    """Return the figures on a SQLite file of its own."""
    engine = Embedded()
    try:
        desk = Desk(engine.folder, engine.var, engine.url)
        desk.act("set_up")
        desk.back_up("first")
        desk.act("before")
        began = time.monotonic()
        desk.back_up("second")
        took = time.monotonic() - began
        with desk.at_work():
            broke = time.time()
        shutil.rmtree(desk.var)
        (desk.var / "static").mkdir(mode=0o700, parents=True)
        told = _put_back(desk, engine, lambda: engine.put_back(desk.backups / "second"), "second")
        at = (desk.backups / "second" / NAME).stat().st_mtime
        return {"rpo_backup": (round(broke - at, 1), told["after"]), "backup_took": round(took, 1), **told}
    finally:
        engine.close()


def _lost(desk: Desk, engine: Any, broke: float, put_back: Callable[[], None]) -> tuple[float, int]:
    """When the machine dies: seconds back to the newest note that is left, and how many after it are gone."""
    put_back()
    told = [line.split() for line in (desk.folder / "after").read_text().splitlines()]
    there = engine.there([word for word, _ in told])
    kept = [float(when) for word, when in told if word in there]
    return round(broke - max(kept, default=float(told[0][1])), 1), len(told) - len(there)


def _put_back(desk: Desk, engine: Any, put_back: Callable[[], None], documents: str) -> dict[str, Any]:
    """Put everything back to the moment; out: what came of it, and how long it took until the desk may open."""
    began = time.monotonic()
    put_back()
    desk.documents_back(documents)
    copied = time.monotonic()
    told = desk.act("restored")
    engine.made_clean()
    ended = time.monotonic()
    told |= {"rto_copied": round(copied - began, 1), "rto": round(ended - began, 1)}
    return told | _needles(desk, engine)


def _needles(desk: Desk, engine: Any) -> dict[str, Any]:
    """Search the files of the database, and say which older copies still hold what was destroyed."""
    story = json.loads((desk.folder / "story.json").read_text())
    gone = [Needle(name, word, (word,)) for name, word in story["words"].items() if name != "kept"]
    kept = Needle("kept", story["words"]["kept"], (story["words"]["kept"],))
    someone = [Needle(kind, typed, tuple(marks)) for kind, typed, marks in story["someone"]]
    places = {**engine.older(), "documents": desk.backups, "var": desk.var, "anchor": desk.folder / "anchor"}
    held = list(engine.held())
    older = {name for name, place in engine.older().items() if hits(gone, files(place))}
    return {
        "control": len(hits([kept], held)),
        "destroyed_in_tables": len(hits(gone, held)),
        "advice_anywhere": len(hits(someone, held))
        + sum(len(hits(someone, files(place))) for place in places.values()),
        "anchor_holds": len(hits([*gone, kept], files(desk.folder / "anchor"))),
        "older": ", ".join(sorted(older)) or "none",
    }
