"""A file of Noor in team Noord, and everything about it that somebody could look at."""

from typing import Any

import pytest
import time_machine
from django.urls import reverse

from tests import stories


@pytest.fixture
def clock(at):
    """The desk's clock stands at 14:06 on Monday 23 November 2026."""
    with time_machine.travel(at, tick=False) as traveller:
        yield traveller


@pytest.fixture
def report(noor, at):
    return stories.taken_in(by=noor, at=at)


@pytest.fixture
def case_file(report):
    return report.case_file


@pytest.fixture
def pages(report) -> dict[str, str]:
    """The pages about one report and its file."""
    number, file = report.number, report.case_file.number
    names = ["reports:detail", "reports:reveal", "assessment:questions", "assessment:consult"]
    found = {name: reverse(name, args=[number]) for name in names}
    return {**found, "reports:case_file": reverse("reports:case_file", args=[file])}


def statuses(client: Any, pages: dict[str, str]) -> set[int]:
    """What all pages answer, as one set."""
    return {client.get(address).status_code for address in pages.values()}
