"""The whole way with nothing but HTTP: a desk that serves, a provider in its own process, and every redirect."""

import re

import pytest
import requests

from tests.desk.accounts.through_provider import link_of
from tests.signing_in import let_in, next_code

pytestmark = pytest.mark.django_db(transaction=True)


def form(page: requests.Response, action: str) -> dict[str, str]:
    """The hidden fields of the form with this address."""
    found = re.search(rf'<form[^>]*action="{action}".*?</form>', page.text, re.S)
    assert found, page.text
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', found[0]))


def test_from_the_button_to_the_page_that_was_asked_and_out_again(live_server, organisation, noor):
    link_of(let_in(noor))
    with requests.Session() as browser:
        asked = browser.get(f"{live_server.url}/wegwijzer/", timeout=60)
        assert asked.url.endswith("/inloggen/?next=/wegwijzer/")
        assert "Inloggen met uw Merenstreek-account" in asked.text
        on = browser.post(
            f"{live_server.url}/inloggen/organisatie/", data=form(asked, "/inloggen/organisatie/"), timeout=60
        )
        assert on.status_code == 200
        there = on.headers["Refresh"].partition("url=")[2]
        back = organisation.walk(there)
        assert back.startswith(f"{live_server.url}/inloggen/organisatie/terug/?")
        second = browser.get(back, timeout=60)
        assert second.url == f"{live_server.url}/inloggen/tweede-stap/"
        told = dict(re.findall(r'name="(csrf\w+)" value="([^"]+)"', second.text)[:1])
        inside = browser.post(second.url, data={**told, "code": next_code(noor)}, timeout=60)
        assert inside.url == f"{live_server.url}/wegwijzer/"
        assert "Noor B." in inside.text
        out = browser.post(f"{live_server.url}/uitloggen/", data=form(inside, "/uitloggen/"), timeout=60)
        assert out.url == f"{live_server.url}/inloggen/?uit=1"
        assert browser.get(f"{live_server.url}/wegwijzer/", timeout=60).url.startswith(f"{live_server.url}/inloggen/")
