"""Reads the commands as they stand in docs/backup.md, so that the drill plays those and no others."""

import re
from pathlib import Path

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "backup.md"


def setting(name: str) -> str:
    """Return what the document sets this setting of PostgreSQL to."""
    found = re.search(rf"^ *{name} = '(.+)'$", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
    assert found, name
    return found[1]


def commands(tool: str) -> list[str]:
    """Return each line of the document on which this tool is called."""
    return re.findall(rf"^ *({re.escape(tool)} .+)$", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
