"""A desk with a key, an anchor and a folder of documents of its own."""

from pathlib import Path

import pytest

from desk.accounts.models import User
from tests.at_the_terminal import Typed
from tests.desk.audit.conftest import place, told  # noqa: F401 - the key and the anchor of the trail
from tests.signing_in import PASSWORD, let_in, next_code


@pytest.fixture(autouse=True)
def vault(settings, tmp_path) -> Path:
    """Where the documents lie."""
    settings.ATTACHMENT_DIR = tmp_path / "documents"
    return tmp_path / "documents"


@pytest.fixture
def terminal(monkeypatch) -> Typed:
    """Somebody at the terminal; who is asked types what is right, unless something else was put in `answers`."""
    here = Typed(PASSWORD, lambda who: next_code(User.objects.get(username=who)))
    monkeypatch.setattr("desk.backup.two.getpass", here)
    return here


@pytest.fixture
def typed(terminal) -> list[str]:
    """What is typed at the terminal, in order; the right password and code when nothing is left."""
    return terminal.answers


@pytest.fixture
def two(samir, ada, joke) -> None:
    """The people who sign have a password and an app."""
    for user in (samir, ada, joke):
        let_in(user)
