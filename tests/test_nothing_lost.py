"""A form sent after the session ended comes back with every word, and can be sent again (P12)."""

import html
import re
from typing import Any

import pytest
from django.test import Client

from desk.accounts.models import User
from desk.audit.models import Event
from desk.directory.models import Organisation
from tests.signing_in import PASSWORD, let_in, next_code, signed_in

pytestmark = pytest.mark.django_db
TYPED = {
    "name": "Wijkteam <Noord> & co",
    "what": "Hulp dichtbij,\nook in het weekend",
    "themes": ["labour", "begging"],
    "phone": "010 000 00 10",
    "version": "1",
    "in_use": "on",
}


def strict(user: User) -> Client:
    """A client of a browser: the token is checked."""
    client = Client(enforce_csrf_checks=True)
    signed_in(client, user)
    return client


def token_on(answer: Any) -> str:
    return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', answer.content.decode())[1]


def fields_on(answer: Any) -> dict[str, list[str]]:
    """The fields of the form that sends again, as a browser would read them."""
    page = answer.content.decode()
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<textarea name="(\w+)" hidden>\n(.*?)</textarea>', page, re.DOTALL):
        found.setdefault(name, []).append(html.unescape(value))
    return found


def ended(client: Client) -> None:
    client.cookies.pop("sessionid")


def again(client: Client, answer: Any) -> Any:
    main = answer.content.decode().partition("<main")[2]
    action = re.search(r'<form method="post" action="([^"]+)">', main)[1]
    return client.post(action, {**fields_on(answer), "csrfmiddlewaretoken": token_on(answer)})


def test_a_form_sent_after_the_session_ended_comes_back_and_is_sent_again(ada):
    client = strict(ada)
    token = token_on(client.get("/wegwijzer/nieuw/"))
    ended(client)
    back = client.post("/wegwijzer/nieuw/", {**TYPED, "csrfmiddlewaretoken": token})
    assert back.status_code == 401
    assert "U bent uitgelogd" in back.content.decode()
    assert back.headers["Cache-Control"] == "no-store"
    assert fields_on(back) == {name: v if isinstance(v, list) else [v] for name, v in TYPED.items()}
    assert not Organisation.objects.exists()

    # In another tab: the sign-in gives the session a new token, so the one on the kept page is old.
    let_in(ada)
    for path, entered in (
        ("/inloggen/", {"username": "ada", "password": PASSWORD}),
        ("/inloggen/tweede-stap/", {"code": next_code(ada)}),
    ):
        assert client.post(path, {**entered, "csrfmiddlewaretoken": token_on(client.get(path))}).status_code == 302

    stale = again(client, back)
    assert stale.status_code == 403
    assert "Verstuur uw tekst opnieuw" in stale.content.decode()
    assert fields_on(stale) == fields_on(back)

    assert again(client, stale).url == "/wegwijzer/"
    saved = Organisation.objects.get()
    assert (saved.name, saved.themes) == ("Wijkteam <Noord> & co", ("labour", "begging"))


def test_a_browser_with_scripts_sends_again_in_one_step(ada):
    client = strict(ada)
    token = token_on(client.get("/wegwijzer/nieuw/"))
    ended(client)
    back = client.post("/wegwijzer/nieuw/", {**TYPED, "csrfmiddlewaretoken": token})
    signed_in(client, ada)
    fresh = client.cookies["csrftoken"].value  # desk.js puts the token of the cookie in the form
    sent = client.post("/wegwijzer/nieuw/", {**fields_on(back), "csrfmiddlewaretoken": fresh})
    assert sent.status_code == 302


def test_an_old_token_without_a_session_still_loses_nothing(ada):
    client = strict(ada)
    ended(client)
    back = client.post("/wegwijzer/nieuw/", {**TYPED, "csrfmiddlewaretoken": "x" * 64})
    assert back.status_code == 401
    assert fields_on(back)["name"] == [TYPED["name"]]


def test_a_form_without_a_token_changes_nothing(ada):
    answer = strict(ada).post("/wegwijzer/nieuw/", TYPED)
    assert answer.status_code == 403
    assert not Organisation.objects.exists()


@pytest.mark.parametrize("origin", ["https://elders.example", "null", "http://testserver.elders.example"])
def test_a_form_from_another_site_gets_nothing_back(ada, origin: str):
    answer = strict(ada).post("/wegwijzer/nieuw/", TYPED, headers={"origin": origin})
    assert answer.status_code == 403
    assert "Wijkteam" not in answer.content.decode()
    assert not Organisation.objects.exists()


def test_a_password_does_not_come_back_and_the_rest_does(ada):
    sent = {"password": "vier losse lange woorden", "display_name": "Vera de arts"}
    page = Client().post("/medewerkers/nieuw/", sent).content.decode()
    assert "vier losse lange woorden" not in page
    assert "Vera de arts" in page


def test_signing_out_twice_ends_at_the_sign_in_page():
    assert Client().post("/uitloggen/").url == "/inloggen/"


def test_a_page_asked_without_a_session_goes_to_the_sign_in_page():
    assert Client().get("/wegwijzer/").url == "/inloggen/?next=/wegwijzer/"


def test_htmx_hears_that_the_session_ended(ada):
    answer = Client().post("/wegwijzer/nieuw/", TYPED, headers={"hx-request": "true"})
    assert answer.status_code == 401


def test_htmx_is_told_where_to_go_after_a_save(ada, client_of):
    answer = client_of(ada).post("/wegwijzer/nieuw/", TYPED, headers={"hx-request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, "/wegwijzer/")


def test_a_refused_form_keeps_what_was_typed(ada, client_of):
    answer = client_of(ada).post("/wegwijzer/nieuw/", {**TYPED, "phone": ""})
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 400
    assert "Vul een telefoonnummer, e-mailadres of website in." in page
    assert "Wijkteam <Noord> & co" in page


def test_two_people_in_one_entry_see_the_difference_and_nobody_is_overwritten(ada, client_of):
    client = client_of(ada)
    client.post("/wegwijzer/nieuw/", TYPED)
    entry = Organisation.objects.get()
    path = f"/wegwijzer/{entry.pk}/"
    client.post(path, {**TYPED, "phone": "010 000 00 11"})
    late = client.post(path, {**TYPED, "phone": "010 000 00 12"})
    page = late.content.decode()
    assert late.status_code == 400
    assert "Een ander heeft dit intussen bewaard" in page
    assert "010 000 00 11" in page
    assert "010 000 00 12" in page
    version = re.search(r'name="version" value="(\d+)"', page)[1]
    assert client.post(path, {**TYPED, "phone": "010 000 00 12", "version": version}).status_code == 302
    assert Event.objects.filter(rule="stale_version", outcome="refused").count() == 1


def test_what_is_too_large_is_refused_with_a_sentence(ada, client_of):
    answer = client_of(ada).post("/wegwijzer/nieuw/", {**TYPED, "what": "x" * 2_700_000})
    assert answer.status_code == 400
    assert "het was te veel tekst in één keer" in answer.content.decode()
    assert "xxxx" not in answer.content.decode()


def test_too_many_fields_are_refused_with_a_sentence(ada, client_of):
    answer = client_of(ada).post("/wegwijzer/nieuw/", {f"f{n}": "naald" for n in range(1_100)})
    assert answer.status_code == 400
    assert "Dit verzoek klopt niet" in answer.content.decode()
    assert "naald" not in answer.content.decode()
