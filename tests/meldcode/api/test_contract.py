"""The contract is published, it is what the code does, and a machine that tries everything finds no way around it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core import signals
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck
from hypothesis import settings as amount
from schemathesis.core.failures import FailureGroup

from meldcode import own_reports
from meldcode.api import openapi, pace, reporting, schemas
from meldcode.api.views import api
from meldcode.management.commands import write_api
from tests.meldcode.api.systems import PROBLEM

pytestmark = pytest.mark.django_db
# A report has rules between its answers that no schema says: what fits the schema may be refused, and only there.
_RULES = {"positive_data_acceptance": {"expected-statuses": ["2xx", 400, 401, 403, 409, 429]}}
_CONFIG = {"seed": 20261123, "operations": [{"include-name": "POST /api/v1/meldingen", "checks": _RULES}]}
OPERATIONS = (
    "POST /api/v1/meldingen",
    "GET /api/v1/meldingen",
    "GET /api/v1/meldingen/{nummer}",
    "GET /api/v1/codelijsten/{naam}",
)
_AMOUNT: dict[str, Any] = {
    "max_examples": 60,
    "derandomize": True,
    "suppress_health_check": list(HealthCheck),
    "deadline": None,
}


@pytest.fixture(scope="module")
def schema() -> Any:
    """Read when the first test asks for it: each worker of a run collects this file, and one runs it."""
    import schemathesis

    from desk.wsgi import application

    made = schemathesis.openapi.from_dict(openapi.document(api), config=schemathesis.Config.from_dict(_CONFIG))
    made.app = application
    return made


@pytest.fixture
def tokens(sends, follows, monkeypatch) -> dict[str, str]:
    """What opens each kind of address; the machine asks faster than people do."""
    monkeypatch.setattr(pace, "MOST", 1_000_000)
    monkeypatch.setattr(pace, "MOST_WRONG", 1_000_000)
    return {"SendToken": sends.token, "FollowToken": follows.token}


@contextmanager
def one_transaction() -> Iterator[None]:
    """As with Django's own test client: the end of a request does not close the connection of the test."""
    told = (signals.request_started, signals.request_finished)
    for signal in told:
        signal.disconnect(close_old_connections)
    yield
    for signal in told:
        signal.connect(close_old_connections)


def asked(case: Any, tokens: dict[str, str]) -> None:
    wanted = [name for needed in case.operation.definition.raw.get("security", []) for name in needed]
    headers = {"Authorization": f"Bearer {tokens[wanted[0]]}"} if wanted else {}
    with one_transaction():
        case.call_and_validate(headers=headers)


@pytest.fixture(scope="module")
def thought_of(schema: Any) -> dict[str, Any]:
    """By operation: everything a machine can think of, which takes seconds to think of."""
    from schemathesis.checks import load_all_checks
    from schemathesis.pytest.lazy import get_all_tests

    load_all_checks()
    found = get_all_tests(schema=schema, test_func=asked, settings=amount(**_AMOUNT), given_kwargs=None)
    return {operation.label: tries for operation, tries in (one.ok() for one in found)}


def test_every_operation_is_thought_of(thought_of):
    assert set(thought_of) == set(OPERATIONS)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_everything_a_machine_can_think_of(operation, thought_of, tokens):
    thought_of[operation](tokens=tokens)


def test_the_machine_sees_an_answer_that_is_not_in_the_contract(schema, tokens, sends, monkeypatch):
    sends.send()
    headers = {"Authorization": f"Bearer {tokens['FollowToken']}"}
    case = schema["/api/v1/meldingen"]["GET"].Case()
    with one_transaction():
        case.call_and_validate(headers=headers)
    monkeypatch.setitem(own_reports.SHORT, "intake", None)
    monkeypatch.setattr(schemas.Stand.model_fields["status"], "annotation", str | None)
    with one_transaction(), pytest.raises(FailureGroup):
        case.call_and_validate(headers=headers)


def test_a_fault_of_ours_is_a_problem_without_a_word_about_it(tokens, follows, monkeypatch):
    monkeypatch.setattr(reporting, "list_sent", lambda **_: 1 / 0)
    got = follows.get()
    assert (got.status_code, got.headers["Content-Type"]) == (500, PROBLEM)
    assert "zero" not in got.content.decode()


def test_the_contract_is_public_and_complete():
    got = Client().get("/api/v1/openapi.json")
    assert (got.status_code, got.headers["Content-Type"]) == (200, "application/json")
    told = got.json()
    assert (told["openapi"], told["info"]["version"]) == ("3.1.0", got.headers["API-Version"])
    for path, operations in told["paths"].items():
        assert not path.endswith("/")
        assert path == path.lower()
        for operation in operations.values():
            assert all("API-Version" in answer["headers"] for answer in operation["responses"].values())
            refusals = [answer for status, answer in operation["responses"].items() if int(status) >= 400]
            assert all(set(answer["content"]) == {PROBLEM} for answer in refusals)
            assert all(
                one["name"] in ("na", "aantal", "nummer", "naam", "Idempotency-Key") for one in operation["parameters"]
            )


def test_the_document_is_what_the_code_says():
    written = (Path(settings.BASE_DIR) / "docs" / "openapi.json").read_text(encoding="utf-8")
    assert written == write_api.document(), "run: python manage.py write_api"
