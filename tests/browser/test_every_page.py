"""Every page a colleague can open, wide and narrow: axe finds nothing, nothing scrolls sideways, no console error."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from desk.accounts.recovery import ask_recovery
from desk.directory.actions import save_organisation
from desk.oversight.actions import judge_alarm, save_circle
from desk.reports import concern, people
from desk.reports.access.consents import ask_to_reveal
from desk.reports.models import CaseFile
from desk.review import actions as review
from tests import stories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

COUNSELLOR = [
    "/", "/?tab=mijn", "/?tab=team", "/adviezen/", "/adviezen/nieuw/", "/adviezen/{advice}/",
    "/adviezen/{advice}/weghalen/", "/meldingen/", "/meldingen/nieuw/",
    "/meldingen/{report}/", "/meldingen/{report}/melder/afschermen/", "/dossiers/{file}/",
    "/meldingen/{intake}/begin/", "/meldingen/{intake}/melder/", "/meldingen/{intake}/personen/",
    "/meldingen/{intake}/personen/nieuw/", "/meldingen/{intake}/huishouden/", "/meldingen/{intake}/zorgen/",
    "/meldingen/{intake}/mensenhandel/", "/meldingen/{intake}/hulp/", "/meldingen/{intake}/meldcode/",
    "/meldingen/{intake}/vraag/", "/meldingen/{intake}/nakijken/", "/meldingen/{draft}/drie-vragen/",
    "/meldingen/{draft}/drie-vragen/overleg/", "/meldingen/{draft}/drie-vragen/uitkomsttabel/",
    "/meldingen/{report}/drie-vragen/", "/wegwijzer/", "/rondleiding/", "/112/", "/bestaat-niet/",
    "/medewerkers/ik/", "/medewerkers/ik/tweede-stap/", "/medewerkers/ik/bevestigen/",
    "/toegang/", "/toegang/nood/", "/meldingen/{others}/", "/meldingen/{shield}/melder/tonen/",
    "/meldingen/{papers}/bijlagen/", "/meldingen/{papers}/bijlagen/{letter}/weghalen/", "/meldingen/{papers}/",
    "/meldingen/{report}/bijlagen/",
]  # fmt: skip
LEAD = [
    "/", "/beoordelen/{report}/", "/beoordelen/melder/{shield}/", "/dossiers/{file}/", "/medewerkers/herstel/",
    "/medewerkers/herstel/{recovery}/", "/medewerkers/herstel/{own_recovery}/", "/toezicht/team/",
    "/toezicht/team/?van=01-01-2026&tot=02-01-2026", "/toezicht/team/?van=gisteren",
    "/toegang/beoordelen/", "/toegang/beoordelen/{look}/", "/toegang/toestemming/{consent}/",
    "/toegang/toestemming/{own_consent}/", "/toegang/muren/",
    "/dossiers/{file}/verzegelen/", "/dossiers/{sealed}/verzegelen/", "/dossiers/{sealed}/", "/rechten/",
]  # fmt: skip
OFFICER = [
    "/logboek/", "/logboek/?account=W-9999", "/medewerkers/codelijsten/", "/rondleiding/", "/meldingen/", "/toezicht/",
    "/toezicht/alarmen/{alarm}/", "/toezicht/alarmen/{judged}/", "/toezicht/inzage/",
    "/toegang/beoordelen/", "/toegang/beoordelen/{glass}/", "/toegang/muren/", "/rechten/",
]  # fmt: skip
ADMINISTRATOR = [
    "/medewerkers/", "/medewerkers/nieuw/", "/wegwijzer/", "/wegwijzer/nieuw/", "/wegwijzer/regio/",
    "/medewerkers/codelijsten/", "/medewerkers/{noor}/", "/medewerkers/{noor}/herstel/",
    "/toezicht/kring/{noor}/",
]  # fmt: skip


@pytest.fixture
def story(noor, tariq, joke, bram, ada, samir, lindehaven) -> dict[str, str]:
    """A team with work in every state, and a household with all that a household can have."""
    at = timezone.now() - timedelta(hours=2)
    save_organisation(
        by=ada, at=at, name="Fier", what="Loverboys", phone="", website="https://www.fier.nl", themes=["loverboy"]
    )
    intake = stories.a_report(by=noor, at=at, municipality=lindehaven)
    told = {"by": noor, "at": at, "case_file": intake.case_file}
    house = people.save_household(**told, label="Thuis", place="Lindehaven")
    child = people.save_person(**told, role="presumed_victim", called="Dochter", birth_year=2011, household=house)
    parent = people.save_person(**told, role="household_member", called="Moeder", sex="female", household=house)
    unborn = people.save_person(**told, role="child", called="Baby", unborn=True, household=house)
    for person, kind, other in ((parent, "parent", child), (parent, "parent", unborn)):
        people.relate(**told, person=person, kind=kind, other=other)
    facts = [{"kind": "fact", "what": "Verzuim", "who": "Mentor"}, {"kind": "quote", "what": "Help", "who": "Dochter"}]
    intake = concern.save_passages(by=noor, at=at, report=intake, version=intake.version, passages=facts)
    concern.add_note(**told, text="Bel morgen terug.", submission=uuid4())
    draft = stories.a_draft(by=noor, at=at, report=stories.taken_in(by=noor, at=at))
    proposal = stories.proposed(by=noor, at=at)
    review.make_remark(by=joke, at=at, assessment=proposal, question="q1", text="Wie zag dit?")
    shield = stories.a_report(by=noor, at=at, reporter={**stories.TEACHER, **stories.shield_until(at)})
    save_circle(by=ada, at=at, account=noor, surnames=["Beek"])
    judged, crowd = (
        stories.an_alarm(about=who, at=at, report=intake, kind=kind)
        for who, kind in ((noor, "same_home"), (None, "crowd"))
    )
    told = {"verdict": "well_founded", "words": "Zij keek naar haar buren."}
    judge_alarm(by=samir, at=at, alarm=judged, version=judged.version, **told)
    others = stories.a_report(by=tariq, at=at)
    papers = stories.taken_in(by=noor, at=at)
    told = {"by": noor, "at": at, "report": papers}
    letter = stories.an_attachment(**told, clean=True, withheld=True, dated=at.date() - timedelta(days=500))
    stories.an_attachment(**told)
    asked = ask_to_reveal(by=joke, at=at, report=shield, reason="Ik bel de melder terug.")
    consent = ask_to_reveal(by=noor, at=at, report=shield, reason="Ik bel de melder terug.")
    stories.walled(by=joke, at=at, case_file=intake.case_file, worker=tariq, known_by=samir)
    stories.sealed(by=joke, at=at, case_file=stories.a_report(by=joke, at=at).case_file, people=[noor])
    return {
        "others": others.number,
        "papers": papers.number,
        "letter": str(letter.pk),
        "look": str(stories.gives_reason(by=tariq, at=at, case_file=draft.report.case_file).pk),
        "glass": str(stories.breaks_glass(by=bram, at=at, case_file=intake.case_file).pk),
        "consent": str(consent.pk),
        "own_consent": str(asked.pk),
        "sealed": CaseFile.objects.get(seals__lifted_at__isnull=True, seals__isnull=False).number,
        "alarm": str(crowd.pk),
        "judged": str(judged.pk),
        "advice": str(stories.an_advice(by=noor, at=at).pk),
        "intake": intake.number,
        "file": intake.case_file.number,
        "draft": draft.report.number,
        "report": proposal.report.number,
        "shield": shield.number,
        "noor": str(noor.pk),
        "recovery": str(ask_recovery(by=ada, at=at, person=noor, reason="Ik zag haar zelf, met haar pas.").pk),
        "own_recovery": str(ask_recovery(by=ada, at=at, person=joke, reason="Ik belde haar terug.").pk),
    }


def test_axe_finds_what_nobody_can_read(context, axe):
    page = context.new_page()
    page.set_content("<html lang=nl><title>Kaart</title><main><h1>Kaart</h1><img src='data:,'></main>")
    with pytest.raises(AssertionError, match="image-alt"):
        axe(page)


@pytest.mark.parametrize(
    ("who", "paths"),
    [("noor", COUNSELLOR), ("joke", LEAD), ("samir", OFFICER), ("ada", ADMINISTRATOR)],
    ids=["counsellor", "team_lead", "privacy_officer", "administrator"],
)
def test_every_page_is_clean(request, desk, axe, story, who, paths):
    page = desk(request.getfixturevalue(who))
    trouble: list[str] = []
    page.on("console", lambda said: trouble.append(said.text) if said.type == "error" else None)
    root = page.url.rstrip("/") if page.url.endswith("/") else page.url
    root = "/".join(root.split("/")[:3])
    for path in paths:
        refused = page.goto(root + path.format(**story)).status >= 400
        for width in (1440, 390):
            page.set_viewport_size({"width": width, "height": 900})
            axe(page)
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, f"{path} scrolls sideways at {width}"
        assert [text for text in trouble if not refused] == [], path
        trouble.clear()
