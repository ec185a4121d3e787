"""Everybody who can sign in, a record for every address, and a clock that stands still."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from desk.accounts import slowdown
from meldcode.api import pace
from tests.desk.accounts.test_matrix import _with_a_provider, people, records  # noqa: F401
from tests.meldcode.conftest import eva, iris, otto, practice, school, vault  # noqa: F401
from tests.meldcode.test_addresses import about  # noqa: F401


@pytest.fixture(autouse=True)
def clock(at) -> Iterator[Any]:
    with time_machine.travel(at, tick=False) as clock:
        yield clock


@pytest.fixture(autouse=True)
def _in_haste(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is slowed down here: thousands of forms are sent from one place."""
    monkeypatch.setattr(slowdown, "FREE", 10**9)
    monkeypatch.setattr(pace, "MOST_WRONG", 10**9)
