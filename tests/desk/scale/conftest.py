"""A small region, filled in one go as a large one is."""

from datetime import date
from pathlib import Path

import pytest

from desk.audit.sealing.note import make_key
from desk.scale.filling import Asked, Told, fill

SMALL = Asked(reports=200, advices=200, years=2, seed=7, until=date(2026, 11, 20), processes=1)


@pytest.fixture
def place(settings, tmp_path) -> Path:
    """The folder with the key that seals, and the heads."""
    settings.AUDIT_KEY_FILE = tmp_path / "trail.key"
    settings.AUDIT_PUBLIC_KEY_FILE = tmp_path / "trail.key.pub"
    settings.AUDIT_ANCHOR = f"file://{tmp_path / 'heads'}"
    make_key(tmp_path / "trail.key", settings.AUDIT_ORIGIN)
    return tmp_path


@pytest.fixture
def filled(db, place, at) -> Told:
    """Two hundred reports and as many advices in two years, sealed."""
    return fill(SMALL, at=at, progress=lambda stage, done, of: None)
