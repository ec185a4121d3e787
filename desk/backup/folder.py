"""A backup in one folder: the database of an embedded desk, the documents, and a list of hashes over both.

The database is copied first: a document is written before its row, so every row of the copy finds its file, except of
one that was destroyed in between. Keys, signed heads and the list of what was destroyed never come along.
"""

import hashlib
import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import connection

from desk.attachments import store
from desk.audit.models import Head

DATABASE, DOCUMENTS, LIST = "meldesk.sqlite3", "attachments", "manifest.json"
# What was destroyed lies in a backup until it goes: a short term (domain.md 5.1, security.md F01).
KEPT_DAYS = 30


def make(to: Path, *, at: datetime) -> dict[str, Any]:
    """Write a backup into the new folder `to`; out: its list.

    Raises FileExistsError where something lies already, OSError where there is no room. While it is being made it
    lies in `to`.partial: half a backup never looks like one.
    """
    partial = to.with_name(f"{to.name}.partial")
    for place in (to, partial):
        if place.exists():
            raise FileExistsError(place)
    partial.mkdir(mode=0o700, parents=True)
    # Before anything is copied: a head that is sealed meanwhile is not in the copy.
    newest = Head.objects.order_by("number").last()
    is_embedded = connection.vendor == "sqlite"
    if is_embedded:
        _copy_database(partial / DATABASE)
    _copy_documents(partial / DOCUMENTS)
    told = {
        "made_at": f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "database": DATABASE if is_embedded else "niet hierin: pg_basebackup (docs/backup.md)",
        "head": newest.number if newest else 0,
        "files": {name: _weighed(partial / name) for name in _names(partial)},
    }
    _write(partial / LIST, json.dumps(told, indent=1) + "\n")
    partial.rename(to)
    return told


def wrong_in(folder: Path) -> list[str]:
    """Return what is wrong with a backup, in words; raises OSError or ValueError where there is no list to read."""
    told = json.loads((folder / LIST).read_text(encoding="utf-8"))["files"]
    there = set(_names(folder)) - {LIST}
    found = [f"{name} ontbreekt" for name in sorted(told.keys() - there)]
    found += [f"{name} staat niet op de lijst" for name in sorted(there - told.keys())]
    return found + [
        f"{name} is veranderd" for name in sorted(there & told.keys()) if _weighed(folder / name) != told[name]
    ]


def forget_old(place: Path, *, at: datetime, days: int = KEPT_DAYS) -> list[str]:
    """Remove every backup in `place` that is older than so many days, and what was left half made. Out: the names."""
    gone = []
    for folder in sorted(path for path in place.iterdir() if path.is_dir()):
        made = _made_at(folder)
        if made is not None and made < at - timedelta(days=days):
            shutil.rmtree(folder)
            gone.append(folder.name)
    return gone


def _made_at(folder: Path) -> datetime | None:
    """When it was made; of half a backup, when somebody last wrote to it; None for what is no backup of ours."""
    if (folder / LIST).is_file():
        made = json.loads((folder / LIST).read_text(encoding="utf-8"))["made_at"]
        return datetime.strptime(made, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    return datetime.fromtimestamp(folder.stat().st_mtime, UTC) if folder.suffix == ".partial" else None


def _copy_database(to: Path) -> None:
    """Everything that was committed at one moment, while others go on writing; what was removed is not in it."""
    to.touch(mode=0o600)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(to)])


def _copy_documents(to: Path) -> None:
    to.mkdir(mode=0o700)
    for name in store.names():
        try:
            shutil.copyfile(store.folder() / name, to / name)
        except FileNotFoundError:
            continue  # destroyed meanwhile
        (to / name).chmod(0o600)


def _names(folder: Path) -> Iterator[str]:
    yield from (str(path.relative_to(folder)) for path in sorted(folder.rglob("*")) if path.is_file())


def _weighed(file: Path) -> dict[str, Any]:
    with file.open("rb") as raw:
        return {"bytes": file.stat().st_size, "sha256": hashlib.file_digest(raw, "sha256").hexdigest()}


def _write(file: Path, text: str) -> None:
    file.touch(mode=0o600)
    file.write_text(text, encoding="utf-8")
