"""Stories of people who may not know: the desk has no answer that confirms there is a case, or who reported."""

import re
from typing import Any
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from desk.advice import actions as advice_actions
from desk.reports import actions, lookup
from desk.reports.models import CaseFile, Report
from tests.needles import addresses, kept_in
from tests.scenarios.telling import SAFE, family, happened, moment, only_counted, professional, report, tried
from tests.stories import TEACHER, an_advice, shield_until

pytestmark = pytest.mark.django_db
ASKS = {**SAFE, "occasions": ["10"], "natures": ["12"], "advice_given": ["no_step"]}
ANYTHING = {
    "kind": ["csv"],
    "int:pk": [1],
    "uuid:pk": [UUID(int=1)],
    "uuid:key": [UUID(int=1)],
    "int:version": [1],
    "section": ["melder"],
}
SIGN_IN = {"/inloggen/", "/inloggen/tweede-stap/", "/inloggen/instellen/", "/uitloggen/", "/sessie/"}
# Without a provider these are not there for anybody.
OF_A_PROVIDER = {f"/inloggen/organisatie/{way}" for way in ("", "terug/", f"terug/{UUID(int=1)}/")}
# What the portal shows to anybody, and its links by mail; about no report (tests/meldcode/test_addresses.py).
OF_THE_PORTAL = (
    "",
    "weg/",
    "werkaccount/",
    "taal/",
    "gevaar/",
    "verder/",
    "advies/",
    "bellen/",
    "klaar/",
    "toegankelijkheid/",
    "account/",
    "ontvangstbewijs/",
)
# What machines ask; it looks at no session and writes no event (desk/operations).
MACHINES = {"/gezond/", "/gezond/klaar/", "/gezond/cijfers/"}
PUBLIC = {*SIGN_IN, *OF_A_PROVIDER, "/112/", *MACHINES, *(f"/portaal/{page}" for page in OF_THE_PORTAL)}


def said(answer: Any) -> str:
    """What the page says in words."""
    return re.sub(r"<[^>]*>", "", answer.content.decode())


def test_scn_021_a_father_demands_to_know_who_reported(noor, bram, client_of):
    """He asks whoever answers. Another team sees the same as for a number that does not exist, and the try is written.

    What the counsellor says is: his own contact, and the procedure for access. An advice without data is what is left.
    """
    at = moment("2026-11-30T09:00")
    teacher = {**professional("P06", "Basisschool De Klim"), **shield_until(at)}
    row = report(by=noor, at=at, reporter=teacher)
    stranger = client_of(bram)
    for name, number, unknown in [
        ("reports:detail", row.number, "M-2026-9999"),
        ("reports:case_file", row.case_file.number, "C-2026-9999"),
    ]:
        there, nowhere = (stranger.get(reverse(name, args=[one])) for one in (number, unknown))
        assert (there.status_code, nowhere.status_code) == (404, 404)
        assert said(there) == said(nowhere)
    with pytest.raises(PermissionDenied):
        actions.reveal_reporter(by=bram, at=at, report=row, reason="De vader wil het weten.")
    assert tried("reporter_revealed", by=bram) == ["not_permitted"]
    assert tried("page_refused", by=bram) == ["not_permitted", "not_permitted"]

    asked = an_advice(by=bram, at=at, close=True, **ASKS, seeker="parent", capacity="N02", question_text="")
    assert kept_in(asked.number, asked.pk).isdisjoint({"reports_report", "reports_casefile", "reports_note"})
    assert kept_in(TEACHER["name"]) == {"reports_reporter"}


def test_scn_022_a_man_who_says_he_is_her_brother_asks_where_she_is(noor, bram, joke):
    """Nothing is confirmed, and nothing denied: who answers for another team finds nobody by that name.

    That he tried reaches the lead as an open advice of the team, in which he is nobody.
    """
    at = moment("2026-11-30T16:00")
    row = report(by=noor, at=at, reporter=professional("P09", "Wijkteam"), occasions=["01"])
    family(row, by=noor, at=at, role="presumed_victim", surname="Testpersoon", whereabouts="Opvang De Haven")
    for q in ("Testpersoon", row.number, row.case_file.number):
        assert lookup.search_reports(by=bram, at=at, q=q).count == 0
    assert happened("report_searched", by=bram) == 3
    assert kept_in("Opvang De Haven") == {"reports_person"}

    tried_it = an_advice(
        by=noor,
        at=at,
        **ASKS,
        seeker="bystander",
        capacity="N03",
        question_text="Iemand vraagt naar een verblijfplaats. Niets bevestigd.",
    )
    assert tried_it in advice_actions.list_advices(by=joke, at=at)
    assert happened("advice_opened", by=noor) == 1


def test_scn_045_a_lawyer_demands_the_file_with_the_reporters_name(noor, ada, samir, client_of):
    """By mail, without a mandate: referred to the procedure for access. From outside every address answers alike."""
    at = moment("2026-12-01T11:00")
    row = report(by=noor, at=at, reporter={**TEACHER, **shield_until(at)})
    for number in (row.number, row.case_file.number, "M-2026-9999"):
        asked = set(addresses({**ANYTHING, "number": [number]})) - PUBLIC
        systems = {one for one in asked if one.startswith("/api/")}
        assert {Client().get(one).status_code for one in systems if "/meldingen" in one} == {401}
        for address in (one for one in asked - systems if not one.startswith("/portaal/link/")):
            answer = Client().get(address)
            assert answer.status_code == 302, address
            assert answer.headers["Location"].startswith(reverse("login"))
    for colleague in (ada, samir):
        for name, number in (("reports:detail", row.number), ("reports:case_file", row.case_file.number)):
            assert client_of(colleague).get(reverse(name, args=[number])).status_code in (403, 404)
    assert len(tried("page_refused")) == 4
    mail = an_advice(by=noor, at=at, close=True, **{**ASKS, "channel": "email"}, seeker="professional", capacity="P14")
    assert not mail.is_open
    assert (Report.objects.count(), CaseFile.objects.count()) == (1, 1)


def test_scn_045_and_what_the_mail_leaves_is_one_counted_advice(noor):
    """No person and no case comes of asking."""
    at = moment("2026-12-01T11:00")
    only_counted(an_advice(by=noor, at=at, close=True, **ASKS, seeker="professional", capacity="P14", channel="email"))
