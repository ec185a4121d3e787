"""At the terminal both steps of signing in are asked, and a mistake costs what it costs at the sign-in page."""

import getpass
import warnings
from collections import Counter
from datetime import timedelta

import pytest
import time_machine
from axes.models import AccessAttempt
from django.core.management import CommandError
from django.test import Client
from django.utils import timezone

from desk.accounts import recovery, second_factor
from desk.accounts.factors import AuthenticatorApp, RecoveryCode
from desk.audit.models import Event
from desk.backup.two import somebody
from tests.signing_in import PASSWORD, let_in, next_code, walks_in

pytestmark = pytest.mark.django_db
WRONG = "geen-goed-wachtwoord"


def at_the_door(password: str) -> int:
    return Client().post("/inloggen/", {"username": "samir", "password": password}).status_code


def refused(sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence) as told:
        somebody("samir")
    assert WRONG not in str(told.value)


def acts() -> Counter[str]:
    return Counter(Event.objects.values_list("act", flat=True))


def test_the_password_and_a_code_of_the_app_show_who_somebody_is(samir, two, terminal):
    assert somebody("samir") == samir
    assert terminal.asked == ["Wachtwoord van samir: ", "Code van samir, uit de app of op papier: "]
    assert acts() == Counter(["password_accepted", "identity_confirmed"])
    assert Event.objects.get(act="identity_confirmed").detail == "met een code uit de app"


def test_the_trail_tells_the_terminal_from_the_door(samir, two, typed):
    typed += [WRONG, PASSWORD, "000000"]
    refused("horen niet bij elkaar")
    refused("Deze code klopt niet")
    assert at_the_door(PASSWORD) == 302
    at_terminal = ["factor_failed", "password_accepted", "sign_in_failed"]
    assert sorted(Event.objects.filter(workplace="terminal").values_list("act", flat=True)) == at_terminal
    assert Event.objects.get(act="password_accepted", workplace="").actor_name


def test_a_code_of_the_app_counts_once_here_and_at_the_door(samir, two, typed):
    code = next_code(samir)
    typed += [PASSWORD, code]
    somebody("samir")
    typed += [PASSWORD, code]
    refused("al gebruikt")
    client = Client()
    client.post("/inloggen/", {"username": "samir", "password": PASSWORD})
    assert client.post("/inloggen/tweede-stap/", {"code": code}).status_code == 400


def test_a_code_on_paper_counts_once(samir, two, typed):
    code = second_factor.make_paper_codes(by=samir, at=timezone.now())[0]
    typed += [PASSWORD, code]
    somebody("samir")
    assert RecoveryCode.objects.filter(used_at__isnull=False).count() == 1
    typed += [PASSWORD, code]
    refused("al gebruikt")


def test_the_right_password_alone_opens_nothing_and_leaves_a_trace(samir, two, typed):
    typed += [PASSWORD, "000000"]
    refused("Deze code klopt niet")
    assert acts() == Counter(["password_accepted", "factor_failed"])
    assert Event.objects.get(act="factor_failed").rule == "code_is_wrong"


def test_who_has_no_second_step_gets_no_further(samir, two, typed):
    AuthenticatorApp.objects.all().delete()
    typed += [PASSWORD, "123456"]
    refused("Deze code klopt niet")


def test_help_of_two_sets_up_a_step_and_opens_nothing_here(samir, ada, joke, two, typed):
    now = timezone.now()
    asked = recovery.ask_recovery(by=ada, at=now, person=samir, reason="Ik zag hem zelf, met zijn pas.")
    code = recovery.agree_on_recovery(by=joke, at=now, recovery=asked, version=asked.version)
    typed += [PASSWORD, code]
    refused("een andere collega")
    assert recovery.Recovery.objects.get(pk=asked.pk).closed_at is None
    assert Event.objects.get(act="factor_failed").rule == "help_of_two_sets_up_a_step"


def test_five_wrong_ones_lock_the_account_here_and_at_the_door(samir, two, typed):
    typed += [WRONG, WRONG, PASSWORD, "000000", PASSWORD, "000000"]
    for sentence in ["horen niet bij elkaar"] * 2 + ["klopt niet"] * 2:
        refused(sentence)
    typed += [WRONG]
    refused("een kwartier op slot")
    assert acts()["account_locked"] == 1
    refused("een kwartier op slot")
    assert at_the_door(PASSWORD) == 429
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=15, seconds=1))
    assert somebody("samir") == samir


def test_an_account_that_was_locked_at_the_door_is_locked_here(samir, two, terminal):
    assert [at_the_door(WRONG) for _ in range(5)][-1] == 429
    refused("een kwartier op slot")
    assert not acts()["password_accepted"]


def test_an_account_that_is_locked_between_the_steps_gets_no_further(samir, two, terminal, monkeypatch):
    def meanwhile(asked: str) -> str:
        if asked.startswith("Code"):
            assert [at_the_door(WRONG) for _ in range(5)][-1] == 429
        return terminal(asked)

    monkeypatch.setattr("desk.backup.two.getpass", meanwhile)
    refused("een kwartier op slot")
    assert not acts()["identity_confirmed"]


def test_a_browser_that_is_known_counts_apart_from_the_terminal(samir, two, typed):
    client = Client()
    walks_in(client, samir)
    client.post("/uitloggen/")
    typed += [WRONG] * 5
    for _ in range(5):
        refused("horen niet bij elkaar|op slot")
    assert client.post("/inloggen/", {"username": "samir", "password": PASSWORD}).status_code == 302


def test_both_steps_forget_the_wrong_ones(samir, two, typed):
    typed += [WRONG] * 4
    for _ in range(4):
        refused("horen niet bij elkaar")
    somebody("samir")
    assert not AccessAttempt.objects.exists()


def test_who_left_is_refused_like_a_name_that_is_not_there(samir, two, terminal):
    samir.is_active = False
    samir.save(update_fields=["is_active"])
    refused("horen niet bij elkaar")


def test_twenty_mistakes_in_one_place_slow_it_down(two, typed):
    typed += [WRONG] * 21
    with time_machine.travel(timezone.now(), tick=False):
        for number in range(21):
            with pytest.raises(CommandError, match="horen niet bij elkaar"):
                somebody(f"naam-{number}")
        refused("Wacht [12] seconden")
    assert acts()["address_slowed"] == 1


def test_nothing_typed_is_in_the_trail_or_the_log_or_on_the_screen(samir, two, typed, capfd, caplog):
    typed += [WRONG, PASSWORD, "987654"]
    refused("horen niet bij elkaar")
    refused("klopt niet")
    said = str([*Event.objects.values(), *AccessAttempt.objects.values()]) + caplog.text + str(capfd.readouterr())
    for word in (WRONG, PASSWORD, "987654"):
        assert word not in said


def test_where_typing_would_be_seen_nothing_is_asked(samir, two, monkeypatch):
    def seen(_asked: str) -> str:
        warnings.warn("Can not control echo on the terminal.", getpass.GetPassWarning, stacklevel=2)
        raise AssertionError("it was asked all the same")

    monkeypatch.setattr("desk.backup.two.getpass", seen)
    refused("niemand ongezien typen")


def test_who_has_no_password_at_the_desk_gets_no_further(samir, terminal):
    samir.set_unusable_password()
    samir.save(update_fields=["password"])
    refused("horen niet bij elkaar")
    assert somebody(let_in(samir).username) == samir
