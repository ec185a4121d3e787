"""The shipped proxy in front of the desk itself: what the desk says comes through."""

from collections.abc import Iterator

import pytest

from tests.desk.operations.running import Running
from tests.needle_scan.browser import HOST
from tests.proxy.server import Proxy, is_here

pytestmark = pytest.mark.skipif(not is_here(), reason="no nginx on this machine")
# The proxy lets 5 MB through; the desk itself takes half of that in a form.
TOO_LARGE = b"question_text=" + b"x" * 4_500_000
FORM = {"Host": HOST, "Origin": f"https://{HOST}", "Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture
def proxy(tmp_path_factory) -> Iterator[Proxy]:
    desk = Running(tmp_path_factory.mktemp("desk"))
    server = Proxy(tmp_path_factory.mktemp("proxy"), desk.port, desk.port)
    yield server
    server.close()
    desk.close()


def test_a_form_that_the_desk_refuses_unread_gets_the_sentence_of_the_desk_each_time(proxy):
    """One that is broken off while it sends says that the desk is away, and stands aside for the second web server."""
    answers = {proxy.asked("POST", "/adviezen/nieuw/", TOO_LARGE, **FORM)[::2] for _ in range(10)}
    assert [(status, "Dit verzoek klopt niet" in page) for status, page in answers] == [(400, True)] * len(answers)
