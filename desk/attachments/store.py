"""Where the files lie: outside the web root, under random names, encrypted, for the desk's own user alone."""

import os
import re
import secrets
import tempfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from desk.attachments.vault import Damaged, Opened, digest_of, key_of

_NAME = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class Stored:
    """A file that was cleaned and lies in the store: its name there, what it is, and what it weighs.

    `digest` is over what lies there, `sent` over the file as it came in; both SHA-256.
    """

    name: str
    kind: str
    size: int
    digest: str
    sent: str


def folder() -> Path:
    """Return the folder of the files, made when it is not there; nobody else on the machine looks into it."""
    place: Path = settings.ATTACHMENT_DIR
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def new_name() -> str:
    """Return a name that tells nothing."""
    return secrets.token_hex(16)


def key_for(name: str) -> bytes:
    """Return the key of the file with this name."""
    return key_of(settings.ATTACHMENT_KEY, name)


def create(name: str) -> int:
    """Open a new file of the store for writing; return its descriptor. Raises OSError where there is no room."""
    return os.open(folder() / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)


def scratch() -> BinaryIO:
    """Return a file without a name on the same disk: it is gone when it is closed, also when the desk is killed."""
    return tempfile.TemporaryFile(dir=folder())


def open_whole(name: str, digest: str) -> Opened:
    """Return the plain bytes of a stored file. Raises Damaged, also for one that is gone or is another one."""
    try:
        raw = (folder() / name).open("rb")
    except OSError as gone:
        raise Damaged("not there") from gone
    if digest_of(raw) != digest:
        raw.close()
        raise Damaged("not as it was written")
    return Opened(raw, key_for(name))


def destroy(names: Collection[str]) -> None:
    """Remove these files; one that is gone already is fine."""
    for name in names:
        if _NAME.fullmatch(name):
            (folder() / name).unlink(missing_ok=True)


def older_than(moment: datetime) -> Iterator[str]:
    """Yield the name of each file that was written before `moment`."""
    with os.scandir(folder()) as entries:
        for entry in entries:
            if _NAME.fullmatch(entry.name) and entry.stat().st_mtime < moment.timestamp():
                yield entry.name


def names() -> Iterator[str]:
    """Yield the name of each file of the store."""
    with os.scandir(folder()) as entries:
        yield from (entry.name for entry in entries if _NAME.fullmatch(entry.name))
