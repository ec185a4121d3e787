"""The second step: nobody works without one, each code counts once, and nothing of it can be read in the database."""

import base64
import html
import json
import re
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from desk.accounts import proofs, second_factor, totp
from desk.accounts.factors import AuthenticatorApp, Passkey, RecoveryCode
from desk.audit.models import Event
from desk.rulebook import Refused
from tests.desk.accounts.authenticator import Device
from tests.signing_in import PASSWORD, SECRET, let_in, next_code, signed_in, walks_in

pytestmark = pytest.mark.django_db


def halfway(user: Any) -> Client:
    """A browser in which the right password was given."""
    client = Client()
    client.post("/inloggen/", {"username": user.username, "password": PASSWORD})
    return client


def new_here(user: Any) -> Client:
    """The same for a colleague who has no second factor yet."""
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    return halfway(user)


def key_on(page: Any) -> bytes:
    return base64.b32decode(re.search(r"<code>([A-Z2-7 ]+)</code>", page.content.decode())[1].replace(" ", ""))


def ask_on(page: Any) -> dict[str, Any]:
    """What the page asks the browser about a passkey."""
    return json.loads(html.unescape(re.search(r'data-ask="([^"]+)"', page.content.decode())[1]))


def codes_on(page: Any) -> list[str]:
    return re.findall(r"<li><code>([a-z0-9-]+)</code></li>", page.content.decode())


def given(client: Client, code: str) -> Any:
    return client.post("/inloggen/tweede-stap/", {"code": code})


def acts() -> Counter[str]:
    """How often each act is in the trail: two of the same moment lie in no order."""
    return Counter(Event.objects.values_list("act", flat=True))


# ---- nobody works without one


def test_who_has_no_second_factor_sets_one_up_and_does_nothing_else(noor):
    client = new_here(noor)
    page = client.get("/inloggen/tweede-stap/", follow=True)
    assert page.redirect_chain == [("/inloggen/instellen/", 302)]
    assert "<svg" in page.content.decode()
    assert client.get("/wegwijzer/").url.startswith("/inloggen/")
    done = client.post("/inloggen/instellen/", {"code": totp.code_at(key_on(page), timezone.now())})
    assert len(codes_on(done)) == 10
    assert client.get("/wegwijzer/").status_code == 200
    assert acts() == Counter(["password_accepted", "factor_set_up", "signed_in", "paper_codes_made"])


def test_a_session_without_a_second_factor_is_none(noor):
    client = Client()
    client.force_login(noor, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/wegwijzer/").url.startswith("/inloggen/")
    assert Event.objects.get(act="session_ended").detail == "zonder tweede stap"


@pytest.mark.parametrize("code", ["000000", "１２３４５６", "zes cijfers", "٠١٢٣٤٥", "é"])
def test_a_wrong_first_code_keeps_the_picture(noor, code: str):
    client = new_here(noor)
    before = key_on(client.get("/inloggen/instellen/"))
    wrong = client.post("/inloggen/instellen/", {"code": code})
    assert wrong.status_code == 400
    assert 'class="errors"' in wrong.content.decode()
    assert key_on(wrong) == before
    assert not AuthenticatorApp.objects.exists()


def test_who_has_a_factor_cannot_set_up_another_with_the_password_alone(noor):
    client = halfway(let_in(noor))
    assert client.get("/inloggen/instellen/").url == "/inloggen/tweede-stap/"
    assert client.post("/inloggen/instellen/", {"code": "123456"}).url == "/inloggen/tweede-stap/"


@pytest.mark.parametrize("path", ["/inloggen/tweede-stap/", "/inloggen/instellen/"])
def test_the_second_step_needs_the_first(path: str):
    assert Client().get(path).url == "/inloggen/"
    assert Client().post(path, {"code": "123456"}).url == "/inloggen/"


def test_half_way_lasts_ten_minutes_and_ends_with_a_new_password(noor, joke):
    client = halfway(let_in(noor))
    noor.set_password("iets-heel-anders-9")
    noor.save()
    assert client.get("/inloggen/tweede-stap/").url == "/inloggen/"
    late = halfway(let_in(joke))
    held = late.session
    held["halfway"] = {**held["halfway"], "at": held["halfway"]["at"] - 601}
    held.save()
    assert late.get("/inloggen/tweede-stap/").url == "/inloggen/"


# ---- a code counts once


def test_b11_a_code_counts_once(noor):
    code = next_code(let_in(noor))
    assert given(halfway(noor), code).url == "/"
    again = given(halfway(noor), code)
    assert again.status_code == 400
    assert "Deze code is al gebruikt" in html.unescape(again.content.decode())
    refused = Event.objects.get(act="factor_failed")
    assert (refused.rule, refused.actor_name, refused.subject) == ("code_counts_once", "Het systeem", noor.trail_number)


def test_b11_of_two_at_the_same_moment_one_gets_in(noor, at):
    let_in(noor)
    first, second = (proofs.by_code(noor, totp.code_at(SECRET, at), at) for _ in range(2))
    proofs.use(first, at)
    with pytest.raises(Refused) as refusal:
        proofs.use(second, at)
    assert refusal.value.rule == "code_counts_once"


def test_b11_an_older_code_counts_no_more_after_a_newer_one(noor, at):
    let_in(noor)
    proofs.use(proofs.by_code(noor, totp.code_at(SECRET, at), at), at)
    with pytest.raises(Refused):
        proofs.by_code(noor, totp.code_at(SECRET, at - timedelta(seconds=30)), at)


@pytest.mark.parametrize(("seconds", "right"), [(-61, False), (-30, True), (0, True), (30, True), (61, False)])
def test_a_phone_may_be_half_a_minute_off(noor, at, seconds: int, right: bool):
    let_in(noor)
    code = totp.code_at(SECRET, at + timedelta(seconds=seconds))
    assert (totp.step_of(SECRET, code, at) is not None) == right


def test_the_codes_are_those_of_the_standard(at):
    """The vectors of RFC 6238, appendix B, with six digits."""
    secret = b"12345678901234567890"
    for seconds, code in ((59, "287082"), (1111111109, "081804"), (2000000000, "279037")):
        moment = at.fromtimestamp(seconds, tz=at.tzinfo)
        assert totp.code_at(secret, moment) == code


def test_wrong_codes_lock_the_account_like_wrong_passwords(noor):
    client = halfway(let_in(noor))
    assert [given(client, "000000").status_code for _ in range(5)] == [400, 400, 400, 400, 429]
    assert given(client, next_code(noor)).status_code == 429
    assert acts() == {"password_accepted": 1, "factor_failed": 4, "account_locked": 1}


def test_the_password_alone_does_not_forget_wrong_codes(noor):
    let_in(noor)
    assert [given(halfway(noor), "000000").status_code for _ in range(4)] == [400] * 4
    assert given(halfway(noor), "000000").status_code == 429


@pytest.mark.parametrize(
    "sent", [{}, {"code": ""}, {"code": "x\x00"}, {"code": "1" * 500}, {"code": "１２３４５６"}, {"passkey": "{}"}]
)
def test_a_code_that_cannot_be_read_is_asked_again(noor, sent: dict[str, str]):
    assert halfway(let_in(noor)).post("/inloggen/tweede-stap/", sent).status_code == 400


# ---- what is kept


def test_no_secret_can_be_read_in_the_database_or_the_trail(noor, at):
    app = second_factor.set_up_app(by=noor, at=at, secret=SECRET, code=totp.code_at(SECRET, at)).row
    codes = second_factor.make_paper_codes(by=noor, at=at)
    kept = str([list(model.objects.values()) for model in (AuthenticatorApp, RecoveryCode, Event)])
    for needle in (SECRET.decode(), totp.spoken(SECRET).replace(" ", ""), *codes, codes[0].replace("-", "")):
        assert needle not in kept
    assert totp.unseal(app.sealed, noor.pk) == SECRET
    assert totp.unseal(app.sealed, noor.pk + 1) is None


def test_another_key_makes_the_apps_useless(noor, at, settings):
    let_in(noor)
    settings.FACTOR_KEY = "a-restored-desk-with-another-key"
    with pytest.raises(Refused):
        proofs.by_code(noor, totp.code_at(SECRET, at), at)


def test_the_session_holds_no_secret_that_can_be_read(noor):
    client = new_here(noor)
    key = key_on(client.get("/inloggen/instellen/"))
    kept = str(dict(client.session))
    assert "new_app" in kept
    for needle in (key.hex(), str(key), totp.spoken(key).replace(" ", "")):
        assert needle not in kept


# ---- codes on paper


def test_a_code_on_paper_lets_in_once(noor, at):
    let_in(noor)
    code, *others = second_factor.make_paper_codes(by=noor, at=at)
    assert given(halfway(noor), code.upper().replace("-", " ")).url == "/"
    assert Event.objects.get(act="signed_in").detail == "met een herstelcode"
    assert given(halfway(noor), code).status_code == 400
    assert given(halfway(noor), others[0]).url == "/"


def test_new_codes_end_the_old_ones_and_those_of_another_do_not_count(noor, joke, at):
    old = second_factor.make_paper_codes(by=let_in(noor), at=at)
    new = second_factor.make_paper_codes(by=noor, at=at)
    theirs = second_factor.make_paper_codes(by=joke, at=at)
    for code in (old[0], theirs[0]):
        assert given(halfway(noor), code).status_code == 400
    assert given(halfway(noor), new[0]).url == "/"


# ---- the own page


def test_the_own_page_adds_and_removes_and_the_last_one_stays(noor):
    client = signed_in(Client(), let_in(noor))
    device = Device()
    ask = ask_on(client.get("/medewerkers/ik/tweede-stap/"))
    client.post("/medewerkers/ik/tweede-stap/", {"passkey": device.makes(ask), "name": "Laptop"})
    app, key = AuthenticatorApp.objects.get(), Passkey.objects.get()
    client.post(f"/medewerkers/ik/app/{app.pk}/weghalen/")
    page = client.post(f"/medewerkers/ik/passkey/{key.pk}/weghalen/", follow=True)
    assert "Dit is uw enige tweede stap" in page.content.decode()
    assert (AuthenticatorApp.objects.count(), Passkey.objects.count()) == (0, 1)
    assert Event.objects.get(outcome="refused").rule == "a_second_factor_stays"


def test_nobody_takes_the_factor_of_another(noor, joke):
    app = AuthenticatorApp.objects.get(user=let_in(joke))
    signed_in(Client(), let_in(noor)).post(f"/medewerkers/ik/app/{app.pk}/weghalen/")
    assert AuthenticatorApp.objects.filter(user=joke).exists()


@pytest.mark.parametrize(
    ("method", "path"),
    [("get", "/medewerkers/ik/tweede-stap/"), ("post", "/medewerkers/ik/herstelcodes/")],
)
def test_a_change_of_how_somebody_gets_in_asks_again_who_sits_there(noor, method: str, path: str):
    client = signed_in(Client(), let_in(noor))
    held = client.session
    held["proven"] -= 601
    held.save()
    asked = getattr(client, method)(path)
    assert asked.url.startswith("/medewerkers/ik/bevestigen/?next=")
    assert not RecoveryCode.objects.exists()
    wrong = client.post("/medewerkers/ik/bevestigen/", {"password": "geen-goed-wachtwoord"})
    assert wrong.status_code == 400
    client.post("/medewerkers/ik/bevestigen/", {"password": PASSWORD})
    assert getattr(client, method)(path).status_code == 200


def test_a_new_app_takes_the_place_of_the_old_one(noor):
    client = signed_in(Client(), let_in(noor))
    page = client.get("/medewerkers/ik/tweede-stap/")
    new = key_on(page)
    client.post("/medewerkers/ik/tweede-stap/", {"code": totp.code_at(new, timezone.now())})
    app = AuthenticatorApp.objects.get()
    assert totp.unseal(app.sealed, noor.pk) == new
    assert given(halfway(noor), totp.code_at(SECRET, timezone.now() + timedelta(seconds=30))).status_code == 400


def test_setting_up_makes_the_code_count(noor):
    client = new_here(noor)
    code = totp.code_at(key_on(client.get("/inloggen/instellen/")), timezone.now())
    client.post("/inloggen/instellen/", {"code": code})
    assert given(halfway(noor), code).status_code == 400


def test_the_trail_says_which_factor_and_the_pages_stay_out_of_caches(noor):
    client = Client()
    walks_in(client, let_in(noor))
    assert Event.objects.get(act="signed_in").detail == "met een code uit de app"
    assert client.get("/medewerkers/ik/").headers["Cache-Control"] == "no-store"
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM accounts_authenticatorapp")
        assert cursor.fetchone() == (1,)
