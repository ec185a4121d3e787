"""A desk with a key, an anchor and a folder of documents of its own."""

from pathlib import Path

import pytest

from tests.desk.audit.conftest import place, told  # noqa: F401 - the key and the anchor of the trail
from tests.signing_in import PASSWORD


@pytest.fixture(autouse=True)
def vault(settings, tmp_path) -> Path:
    """Where the documents lie."""
    settings.ATTACHMENT_DIR = tmp_path / "documents"
    return tmp_path / "documents"


@pytest.fixture
def typed(monkeypatch) -> list[str]:
    """What is typed at the terminal, in order; a right password when nothing is left."""
    answers: list[str] = []
    monkeypatch.setattr("desk.backup.two.getpass", lambda _asked: answers.pop(0) if answers else PASSWORD)
    return answers


@pytest.fixture
def two(samir, ada, joke) -> None:
    """The people who sign have a password."""
    for user in (samir, ada, joke):
        user.set_password(PASSWORD)
        user.save()
