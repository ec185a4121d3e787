"""A backup in one folder: the database of an embedded desk, the documents, and a list of hashes over both.

The database is copied first: a document is written before its row, so every row of the copy finds its file, except of
one that was destroyed in between. A document is written once and never changed (desk/attachments/store.py), so one that
the newest backup holds is not copied again: both name the same file, which goes with the last of them. Keys, signed
heads and the list of what was destroyed never come along.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import connection

from desk.attachments import store
from desk.audit.models import Head

Weight = dict[str, Any]

DATABASE, DOCUMENTS, LIST = "meldesk.sqlite3", "attachments", "manifest.json"
# What was destroyed lies in a backup until it goes: a short term (domain.md 5.1, security.md F01).
KEPT_DAYS = 30


def make(to: Path, *, at: datetime, whole: bool = False) -> dict[str, Any]:
    """Write a backup into the new folder `to`; out: its list. `whole`: it shares no document with the one before.

    Raises FileExistsError where something lies already, OSError where there is no room. While it is being made it
    lies in `to`.partial: half a backup never looks like one.
    """
    partial = to.with_name(f"{to.name}.partial")
    for place in (to, partial):
        if place.exists():
            raise FileExistsError(place)
    before = None if whole else newest(to.parent)
    partial.mkdir(mode=0o700, parents=True)
    # Before anything is copied: a head that is sealed meanwhile is not in the copy.
    head = Head.objects.order_by("number").last()
    is_embedded = connection.vendor == "sqlite"
    files = {}
    if is_embedded:
        _copy_database(partial / DATABASE)
        files[DATABASE] = _weighed(partial / DATABASE)
    files |= _copy_documents(partial, before)
    told = {
        "made_at": f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "database": DATABASE if is_embedded else "niet hierin: pg_basebackup (docs/backup.md)",
        "head": head.number if head else 0,
        "files": files,
    }
    _write(partial / LIST, json.dumps(told, indent=1) + "\n")
    partial.rename(to)
    return told


def newest(place: Path) -> Path | None:
    """Return the newest whole backup in `place`, or None. By when its list was written: there may be thousands."""
    written = {path.parent: path.stat().st_mtime_ns for path in place.glob(f"*/{LIST}")}
    whole = [folder for folder in written if folder.suffix != ".partial"]
    return max(whole, key=written.__getitem__, default=None)


def wrong_in(folder: Path) -> list[str]:
    """Return what is wrong with a backup, in words; raises OSError or ValueError where there is no list to read."""
    told = _listed(folder)
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


def _copy_documents(partial: Path, before: Path | None) -> dict[str, Weight]:
    """Out: what each weighs, by its name on the list. What was destroyed is no longer in the store, so not here."""
    (partial / DOCUMENTS).mkdir(mode=0o700)
    known = _known(before)
    files = {}
    for document in store.names():
        name = f"{DOCUMENTS}/{document}"
        try:
            weight = known.get(name)
            if before and weight and _shared(before / name, partial / name, store.folder() / document, weight["bytes"]):
                files[name] = weight
            else:
                files[name] = _copied(store.folder() / document, partial / name)
        except FileNotFoundError:
            continue  # destroyed meanwhile
    return files


def _known(before: Path | None) -> dict[str, Weight]:
    """What the backup before lists; nothing where its list broke: that stops no new one, and `check_backup` tells."""
    try:
        return _listed(before) if before else {}
    except (OSError, ValueError, KeyError):
        return {}


def _shared(kept: Path, to: Path, stored: Path, size: int) -> bool:
    """Give the file of the backup before this name too; False where it is another one, or two names cannot be had."""
    if stored.stat().st_size != size:
        return False
    try:
        if kept.stat().st_size != size:
            return False
        os.link(kept, to)
    except OSError:
        return False
    return True


def _copied(stored: Path, to: Path) -> Weight:
    shutil.copyfile(stored, to)
    to.chmod(0o600)
    return _weighed(to)


def _listed(folder: Path) -> dict[str, Weight]:
    told: dict[str, Weight] = json.loads((folder / LIST).read_text(encoding="utf-8"))["files"]
    return told


def _names(folder: Path) -> Iterator[str]:
    yield from (str(path.relative_to(folder)) for path in sorted(folder.rglob("*")) if path.is_file())


def _weighed(file: Path) -> Weight:
    with file.open("rb") as raw:
        return {"bytes": file.stat().st_size, "sha256": hashlib.file_digest(raw, "sha256").hexdigest()}


def _write(file: Path, text: str) -> None:
    file.touch(mode=0o600)
    file.write_text(text, encoding="utf-8")
