"""Two people let a colleague in again: one asks, another agrees, neither is the person, and a code goes by mouth."""

import html
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from desk.accounts import recovery, totp
from desk.accounts.factors import AuthenticatorApp, Recovery
from desk.accounts.models import Region, Session
from desk.audit.models import Event
from desk.rulebook import Refused, Stale
from tests import depths
from tests.desk.accounts.test_second_factor import given, halfway, key_on
from tests.signing_in import PASSWORD, let_in, signed_in, walks_in

pytestmark = pytest.mark.django_db
SAW = "Ik zag haar zelf, en zij liet haar pas zien."


@pytest.fixture
def asked(noor, ada, at) -> Recovery:
    """Noor lost her phone; the administrator asks."""
    return recovery.ask_recovery(by=ada, at=at, person=let_in(noor), reason=SAW)


def agreed(row: Recovery, by: Any, at: Any) -> str:
    return recovery.agree_on_recovery(by=by, at=at, recovery=row, version=row.version)


# ---- the story


def test_two_colleagues_let_noor_in_again(noor, ada, joke, client_of):
    walks_in(noors := Client(), let_in(noor))
    client_of(ada).post(f"/medewerkers/{noor.pk}/herstel/", {"reason": SAW})
    row = Recovery.objects.get()
    jokes = client_of(joke)
    assert noor.display_name in jokes.get("/medewerkers/herstel/").content.decode()
    assert SAW in jokes.get(f"/medewerkers/herstel/{row.pk}/").content.decode()
    told = jokes.post(f"/medewerkers/herstel/{row.pk}/", {"verdict": "agreed", "version": "1"})
    code = re.search(r"<code>([a-z0-9-]+)</code>", told.content.decode())[1]
    assert noors.get("/wegwijzer/").status_code == 302
    assert not AuthenticatorApp.objects.exists()

    # The password alone leads nowhere, not even to setting up a new factor.
    back = halfway(noor)
    assert back.get("/inloggen/instellen/").url == "/inloggen/tweede-stap/"
    assert given(back, "abcd-abcd-abcd-abcd").status_code == 400
    assert given(back, code).url == "/inloggen/instellen/"
    assert back.get("/wegwijzer/").status_code == 302
    secret = key_on(back.get("/inloggen/instellen/"))
    assert back.post("/inloggen/instellen/", {"code": totp.code_at(secret, timezone.now())}).status_code == 200
    assert back.get("/wegwijzer/").status_code == 200
    row.refresh_from_db()
    assert row.closed_at
    assert Event.objects.get(act="factor_set_up").detail == "een code uit de app, na de hulp van twee collega's"
    assert given(halfway(noor), code).status_code == 400
    kept = str([*Event.objects.values(), *Recovery.objects.values()])
    assert code not in kept
    assert code.replace("-", "") not in kept


def test_the_code_holds_for_a_day(noor, asked, joke, at):
    code = agreed(asked, joke, at - timedelta(hours=25))
    assert given(halfway(noor), code).status_code == 400
    assert halfway(noor).get("/inloggen/instellen/").url == "/inloggen/tweede-stap/"


def test_a_later_request_takes_the_place_of_an_earlier_one(noor, ada, asked, joke, at):
    first = agreed(asked, joke, at)
    assert halfway(noor).get("/inloggen/instellen/").url == "/inloggen/tweede-stap/"
    again = recovery.ask_recovery(by=ada, at=at, person=noor, reason=SAW)
    assert halfway(noor).get("/inloggen/instellen/").url == "/inloggen/tweede-stap/"
    agreed(again, joke, at)
    assert given(halfway(noor), first).status_code == 400


def test_a_refused_request_changes_nothing(noor, asked, joke, client_of):
    client = client_of(joke)
    client.post(f"/medewerkers/herstel/{asked.pk}/", {"verdict": "refused", "version": "1"})
    assert Recovery.objects.get().verdict == "refused"
    assert walks_in(Client(), noor).url == "/"
    again = client.post(f"/medewerkers/herstel/{asked.pk}/", {"verdict": "agreed", "version": "2"})
    assert "Hierover is al besloten" in html.unescape(again.content.decode())


def test_agreeing_ends_every_session(noor, asked, joke, at):
    signed_in(Client(), noor)
    agreed(asked, joke, at)
    assert not Session.objects.exists()


def test_of_two_who_decide_the_second_is_told(asked, joke, els, at):
    agreed(asked, joke, at)
    with pytest.raises(Stale):
        recovery.refuse_recovery(by=els, at=at, recovery=asked, version=1)


# ---- who


@pytest.mark.parametrize("who", ["tariq", "joke", "samir", "saskia"])
def test_only_the_administrator_asks(who: str, request, noor, at):
    with pytest.raises(PermissionDenied):
        recovery.ask_recovery(by=request.getfixturevalue(who), at=at, person=noor, reason=SAW)


@pytest.mark.parametrize(
    ("who", "may"),
    [("joke", True), ("samir", True), ("ada", False), ("tariq", False), ("saskia", False), ("vera", False)],
)
def test_a_team_lead_or_privacy_officer_agrees(who: str, may: bool, request, asked, at):
    by = request.getfixturevalue(who)
    if may:
        assert agreed(asked, by, at)
        return
    with pytest.raises(PermissionDenied):
        agreed(asked, by, at)


def test_somebody_of_another_region_does_not_see_it(asked, person_of, at, client_of):
    elsewhere = person_of("Piet P.", "privacy_officer")
    elsewhere.region = Region.objects.create(name="Elders")
    elsewhere.save()
    client = client_of(elsewhere)
    assert client.get(f"/medewerkers/herstel/{asked.pk}/").status_code == 404
    assert "Noor B." not in client.get("/medewerkers/herstel/").content.decode()
    with pytest.raises(PermissionDenied):
        agreed(asked, elsewhere, at)


def test_who_left_is_not_let_in_again(noor, ada, joke, asked, at):
    type(noor).objects.filter(pk=noor.pk).update(is_active=False)
    asked.refresh_from_db()
    with pytest.raises(Refused) as refusal:
        agreed(asked, joke, at)
    assert refusal.value.rule == "recovery_is_for_who_works_here"


def test_the_acts_are_in_the_trail_and_the_refused_ones_too(noor, ada, joke, asked, at):
    with pytest.raises(PermissionDenied):
        agreed(asked, ada, at)
    agreed(asked, joke, at)
    told = Event.objects.filter(act__startswith="recovery").values_list("act", "outcome", "actor_name", "subject")
    assert set(told) == {
        ("recovery_asked", "done", "Ada F.", noor.trail_number),
        ("recovery_agreed", "refused", "Ada F.", noor.trail_number),
        ("recovery_agreed", "done", "Joke V.", noor.trail_number),
    }


# ---- the rules, at three depths


def in_the_database(rule: str, row: Recovery, **broken: Any) -> None:
    broken = {name: getattr(value, "pk", value) for name, value in broken.items()}
    depths.refused_in_bulk(rule, row, broken)
    depths.refused_in_sql(rule, row, broken)


@pytest.mark.parametrize("reason", ["", "  "])
def test_recovery_says_how_they_were_known(reason: str, asked, joke, ada, at):
    told = {"by": ada, "at": at, "person": joke, "reason": reason}
    depths.refused_by_the_action(
        "recovery_says_how_they_were_known", lambda: recovery.ask_recovery(**told), columns={"reason"}
    )
    in_the_database("recovery_says_how_they_were_known", asked, reason=reason)


def test_recovery_is_asked_by_the_administrator(asked):
    in_the_database("recovery_is_asked_by_the_administrator", asked, asked_role="team_lead")


def test_recovery_is_agreed_by_lead_or_officer(asked, tariq, joke, at):
    agreed(asked, joke, at)
    in_the_database("recovery_is_agreed_by_lead_or_officer", asked, decided_role="counsellor", decided_by=tariq)


def test_nobody_recovers_themselves(asked, ada, joke, noor, at):
    """Not as the one who asks, and not as the one who agrees."""
    own = {"by": ada, "at": at, "person": ada, "reason": SAW}
    depths.refused_by_the_action("nobody_recovers_themselves", lambda: recovery.ask_recovery(**own))
    leads = recovery.ask_recovery(by=ada, at=at, person=joke, reason=SAW)
    depths.refused_by_the_action("nobody_recovers_themselves", lambda: agreed(leads, joke, at))
    in_the_database("nobody_recovers_themselves", asked, asked_by=noor)
    agreed(asked, joke, at)
    in_the_database("nobody_recovers_themselves", asked, decided_by=noor)


def test_who_asks_recovery_never_agrees(asked, ada, joke, at):
    """Also when the administrator got another role meanwhile."""
    ada.role = "privacy_officer"
    ada.save()
    depths.refused_by_the_action("who_asks_recovery_never_agrees", lambda: agreed(asked, ada, at))
    agreed(asked, joke, at)
    in_the_database("who_asks_recovery_never_agrees", asked, decided_by=ada)


def test_recovery_verdict_is_known(asked, joke, at):
    recovery.refuse_recovery(by=joke, at=at, recovery=asked, version=1)
    in_the_database("recovery_verdict_is_known", asked, verdict="perhaps")


def test_recovery_verdict_carries_its_stamps(asked, joke, at):
    in_the_database("recovery_verdict_carries_its_stamps", asked, verdict="refused")
    in_the_database("recovery_verdict_carries_its_stamps", asked, decided_at=at)
    in_the_database("recovery_verdict_carries_its_stamps", asked, decided_by=joke)


def test_only_agreed_recovery_has_a_code(asked, joke, at):
    in_the_database("only_agreed_recovery_has_a_code", asked, code_hash="x", code_until=at)
    agreed(asked, joke, at)
    in_the_database("only_agreed_recovery_has_a_code", asked, code_hash="")


def test_one_recovery_waits_per_person(asked, ada, noor, at):
    told = {"by": ada, "at": at, "person": noor, "reason": SAW}
    depths.refused_by_the_action("one_recovery_waits_per_person", lambda: recovery.ask_recovery(**told))


def test_a_page_says_why_the_own_request_is_for_another(ada, joke, at, client_of):
    row = recovery.ask_recovery(by=ada, at=at, person=joke, reason=SAW)
    page = html.unescape(client_of(joke).get(f"/medewerkers/herstel/{row.pk}/").content.decode())
    assert "Dit gaat over uw eigen toegang" in page
    assert page.count('disabled aria-describedby="own-why"') == 2


def test_the_administrator_never_sees_the_code(asked, ada, joke, at, client_of):
    code = agreed(asked, joke, at)
    client = client_of(ada)
    for path in (f"/medewerkers/{asked.person_id}/", f"/medewerkers/{asked.person_id}/herstel/", "/medewerkers/"):
        assert code not in client.get(path).content.decode()
    assert client.get(f"/medewerkers/herstel/{asked.pk}/").status_code == 403


def test_an_empty_reason_is_asked_for(noor, ada, client_of):
    answer = client_of(ada).post(f"/medewerkers/{noor.pk}/herstel/", {"reason": " "})
    assert answer.status_code == 400
    assert 'class="errors"' in answer.content.decode()
    assert PASSWORD not in answer.content.decode()
