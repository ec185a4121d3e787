"""An embedded desk, whose backups are folders that `backup_desk` makes."""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp

from tests import migrated
from tests.needle_scan.places import files

NAME = "meldesk.sqlite3"


class Embedded:
    """The database in the var folder of the desk."""

    def __init__(self) -> None:
        self.folder = Path(mkdtemp(prefix="drill-"))
        self.var = self.folder / "var"
        self.var.mkdir(mode=0o700)
        migrated.copy_to(self.var / NAME)
        self.url = f"sqlite:///{self.var / NAME}"
        self.backups = self.folder / "backups"

    def put_back(self, backup: Path) -> None:
        """As the runbook does: the copy of the database in its place, with no old log beside it."""
        shutil.copyfile(backup / NAME, self.var / NAME)

    def there(self, words: list[str]) -> set[str]:
        with sqlite3.connect(self.var / NAME) as line:
            found = {text for (text,) in line.execute("SELECT text FROM reports_note")}
        line.close()
        return found & set(words)

    def made_clean(self) -> None:
        """Bring the log to the file; what was removed was overwritten."""
        line = sqlite3.connect(self.var / NAME)
        line.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        line.close()

    def held(self) -> Iterator[tuple[str, bytes]]:
        yield from ((name, content) for name, content in files(self.var) if NAME in name)

    def older(self) -> dict[str, Path]:
        """What keeps the past until its term is over."""
        return {"backups": self.backups}

    def close(self) -> None:
        shutil.rmtree(self.folder)
