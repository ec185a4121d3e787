"""A desk that somebody keeps an eye on: with a token, and with figures counted anew for each test."""

from typing import Any

import pytest
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families

from desk.audit.sealing.note import make_key
from desk.operations import metrics, probe

TOKEN = "t" * 48
BEARER = {"HTTP_AUTHORIZATION": f"Bearer {TOKEN}"}


@pytest.fixture(autouse=True)
def _patience(monkeypatch):
    """A busy machine is slow, not away."""
    monkeypatch.setattr(probe, "SECONDS", 60)


@pytest.fixture
def watched(settings):
    settings.METRICS_TOKEN = TOKEN
    for family in (metrics.REQUESTS, metrics.DURATION, metrics.DATABASE, metrics.GUARD):
        family.clear()
    return settings


@pytest.fixture
def figures(watched):
    """Return the figures as Prometheus reads them: {(name, (label, value), …): figure}."""

    def fetch() -> dict[tuple[Any, ...], float]:
        answer = Client().get("/gezond/cijfers/", **BEARER)
        assert answer.status_code == 200
        families = text_string_to_metric_families(answer.content.decode())
        return {(s.name, *sorted(s.labels.items())): s.value for family in families for s in family.samples}

    return fetch


@pytest.fixture
def key(settings, tmp_path):
    """What the sealer needs: a key, and a place for its heads."""
    settings.AUDIT_KEY_FILE = tmp_path / "trail.key"
    settings.AUDIT_PUBLIC_KEY_FILE = tmp_path / "trail.key.pub"
    settings.AUDIT_ANCHOR = f"file://{tmp_path / 'heads'}"
    make_key(settings.AUDIT_KEY_FILE, settings.AUDIT_ORIGIN)
