"""Case B10: many passwords from one place go slowly, the rest of the desk goes on, and no address is kept anywhere."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from axes.models import AccessAttempt
from django.core.cache import caches
from django.test import Client, RequestFactory
from django.utils import timezone

from desk.accounts import slowdown
from desk.accounts.lockout import _cookie
from desk.audit.models import Event
from tests.desk.accounts.test_second_factor import given, halfway
from tests.signing_in import PASSWORD, let_in, walks_in

pytestmark = pytest.mark.django_db
WRONG = "geen-goed-wachtwoord"
HERE, THERE = "203.0.113.9", "198.51.100.4"


@pytest.fixture(autouse=True)
def clock(at):
    """The clock stands still, so that a slow machine does not wait for whoever tries."""
    with time_machine.travel(at, tick=False) as clock:
        yield clock


def tries(username: str, password: str = WRONG, place: str = HERE) -> Any:
    return Client(REMOTE_ADDR=place).post("/inloggen/", {"username": username, "password": password})


def from_(place: str, **more: str) -> Any:
    return RequestFactory().post("/inloggen/", REMOTE_ADDR=place, **more)


def test_b10_hundreds_of_passwords_on_one_account(noor, joke):
    """Five are tried; the rest is refused before a hash is made. Colleagues elsewhere notice nothing."""
    let_in(noor)
    said = [tries("noor", f"wachtwoord-{n}").status_code for n in range(300)]
    assert said[:5] == [400, 400, 400, 400, 429]
    assert set(said[5:]) == {429}
    assert AccessAttempt.objects.count() == 5
    assert walks_in(Client(REMOTE_ADDR=THERE), let_in(joke)).url == "/"
    assert Event.objects.filter(act="account_locked").exists()
    assert Event.objects.filter(act="address_slowed").count() == 1


def test_b10_one_password_on_hundreds_of_accounts(noor, clock):
    """Twenty-one are tried at once, then one in a while; an alarm is in the trail; the desk elsewhere goes on."""
    said = [tries(f"naam-{n}").status_code for n in range(300)]
    assert said == [400] * 21 + [429] * 279
    clock.shift(1)
    assert [tries("naam-300").status_code, tries("naam-301").status_code] == [400, 429]
    assert walks_in(Client(REMOTE_ADDR=THERE), let_in(noor)).url == "/"
    alarm = Event.objects.get(act="address_slowed")
    assert (alarm.actor_name, alarm.subject, alarm.detail, alarm.reason) == ("Het systeem", "", "", "")


def test_b10_a_slowed_place_hears_the_same_for_every_name(noor):
    for n in range(21):
        tries(f"naam-{n}")
    known, unknown = tries(let_in(noor).username), tries("niemand")
    assert (known.status_code, unknown.status_code) == (429, 429)
    assert known.headers["Retry-After"] == unknown.headers["Retry-After"]
    assert "Vanaf deze plek" in known.content.decode()


def test_b10_the_wait_grows_and_ends(at):
    request = from_(HERE)
    waits = []
    for _ in range(80):
        slowdown.count(request, at)
        waits.append(slowdown.wait(request, at))
    assert (waits[19], waits[20], waits[30], waits[79]) == (0, 1, 2, 32)
    assert waits == sorted(waits)
    assert slowdown.wait(request, at + timedelta(seconds=33)) == 0
    assert slowdown.wait(from_(THERE), at) == 0


def test_b10_an_account_is_tried_again_after_the_wait(noor, monkeypatch):
    for n in range(21):
        tries(f"naam-{n}")
    assert tries(let_in(noor).username).status_code == 429
    monkeypatch.setattr(slowdown, "LONGEST", 0)
    assert walks_in(Client(REMOTE_ADDR=HERE), noor).url == "/"


def test_b10_who_guesses_elsewhere_locks_nobody_out_of_their_own_browser(noor):
    own = Client()
    walks_in(own, let_in(noor))
    own.post("/uitloggen/")
    assert [tries("noor").status_code for _ in range(5)] == [400, 400, 400, 400, 429]
    assert tries("noor", PASSWORD).status_code == 429
    assert walks_in(own, noor).url == "/"


def test_b10_the_own_browser_is_locked_by_its_own_mistakes(noor):
    own = Client()
    walks_in(own, let_in(noor))
    own.post("/uitloggen/")
    wrong = {"username": "noor", "password": WRONG}
    assert [own.post("/inloggen/", wrong).status_code for _ in range(5)] == [400, 400, 400, 400, 429]


def test_the_mark_of_a_browser_is_of_one_account_and_cannot_be_made_up(noor, joke):
    own = Client()
    walks_in(own, let_in(noor))
    marks = {name: cookie for name, cookie in own.cookies.items() if name.startswith("device-")}
    assert len(marks) == 1
    ((name, mark),) = marks.items()
    assert (mark["httponly"], mark["samesite"]) == (True, "Lax")
    assert "noor" not in f"{name}{mark.value}"
    let_in(joke)
    assert [tries("joke").status_code for _ in range(5)][-1] == 429
    of_joke = _cookie("joke")
    for forged in (mark.value, "zelf-gemaakt", f"x:{mark.value}"):
        client = Client()
        client.cookies[of_joke] = forged
        assert client.post("/inloggen/", {"username": "joke", "password": PASSWORD}).status_code == 429


def test_the_mark_of_a_browser_opens_nothing(noor):
    own = Client()
    walks_in(own, let_in(noor))
    del own.cookies["sessionid"]
    assert own.get("/wegwijzer/").status_code == 302
    assert own.post("/inloggen/", {"username": "noor", "password": WRONG}).status_code == 400


def test_wrong_codes_slow_a_place_down_as_well(noor):
    for n in range(20):
        tries(f"naam-{n}", place="127.0.0.1")
    client = halfway(let_in(noor))
    assert given(client, "000000").status_code == 400
    assert given(client, "000000").status_code == 429


def test_no_address_is_kept_in_clear(noor):
    kept: list[str] = []

    class Listens:
        """A cache that says what it is given."""

        def __getattr__(self, name: str) -> Any:
            def passes(*given: Any, **named: Any) -> Any:
                kept.append(str(given))
                return getattr(caches["process"], name)(*given, **named)

            return passes

    real = slowdown.caches
    slowdown.caches = {"default": Listens(), "process": real["process"]}
    try:
        for _ in range(3):
            slowdown.count(from_(HERE), timezone.now())
    finally:
        slowdown.caches = real
    assert kept
    assert HERE not in str(kept)
    assert HERE not in str(list(Event.objects.values()) + list(AccessAttempt.objects.values()))


def test_the_key_is_of_one_day(at):
    today, tomorrow = (slowdown._place(caches["default"], from_(HERE), day) for day in (at, at + timedelta(days=1)))
    assert today != tomorrow
    assert today == slowdown._place(caches["default"], from_(HERE), at)


def test_counting_goes_on_when_the_cache_is_away(at, monkeypatch):
    class Gone:
        def __getattr__(self, name: str) -> Any:
            raise ConnectionError

    monkeypatch.setattr(slowdown, "caches", {"default": Gone(), "process": caches["process"]})
    for _ in range(21):
        slowdown.count(from_(HERE), at)
    assert slowdown.wait(from_(HERE), at) == 1


@pytest.mark.parametrize(
    ("proxies", "passed", "seen"),
    [
        (0, "198.51.100.4", HERE),
        (1, "198.51.100.4", "198.51.100.4"),
        (1, "10.9.9.9, 198.51.100.4", "198.51.100.4"),
        (2, "10.9.9.9, 198.51.100.4, 10.0.0.2", "198.51.100.4"),
        (2, "198.51.100.4", HERE),
        (1, "", HERE),
        (1, "geen adres", "?"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
    ],
)
def test_a_place_is_what_our_own_proxy_saw(proxies: int, passed: str, seen: str, settings):
    settings.PROXIES = proxies
    assert slowdown._network(from_(HERE, HTTP_X_FORWARDED_FOR=passed)) == seen
