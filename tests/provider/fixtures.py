"""The provider of the organisation, started once and bent straight before each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import caches

from desk.openid import OpenID
from tests.ports import free_port
from tests.provider.visit import CLIENT_ID, CLIENT_SECRET, Organisation, start

LABEL = "uw Merenstreek-account"


@pytest.fixture(scope="session")
def provider_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A provider that runs as long as the tests do, on a free port."""
    yield from _running(tmp_path_factory)


@pytest.fixture(scope="session")
def second_provider_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Another one, with the same people and keys of its own."""
    yield from _running(tmp_path_factory)


def _running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    port, folder = free_port(), Path(tmp_path_factory.mktemp("provider"))
    process = start(port, folder)
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait(timeout=20)


@pytest.fixture
def organisation(provider_address: str, settings) -> Iterator[Organisation]:
    """The desk knows the provider; nothing of it is remembered, and its tokens are right."""
    here = Organisation(provider_address)
    settings.OIDC = OpenID(here.issuer, CLIENT_ID, CLIENT_SECRET, LABEL, frozenset({"mfa"}), frozenset({"zeker"}))
    caches["process"].clear()
    here.bend()
    yield here
    here.browser.close()
    caches["process"].clear()
