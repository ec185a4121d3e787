"""The provider of the organisation, for the tests that sign in with it, and a colleague who linked their account."""

import pytest

from desk.accounts.models import User
from tests.desk.accounts.through_provider import link_of
from tests.provider.fixtures import organisation, provider_address
from tests.signing_in import let_in

__all__ = ["organisation", "provider_address"]


@pytest.fixture
def linked_noor(noor, organisation) -> User:
    """Noor, with a password, an app, and the account of N. Bakker of the organisation."""
    link_of(let_in(noor))
    return noor
