import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from desk.reports import actions, concern, people, secrecy
from desk.reports.actions import reporter_of
from tests import stories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ERR = []


def look(page, name, widths=(1440, 390)):
    for w in widths:
        page.set_viewport_size({"width": w, "height": 900})
        page.wait_for_timeout(150)
        page.screenshot(path=f"/tmp/intake/{name}-{w}.png", full_page=True)
        for v in Axe().run(page).response["violations"]:
            ERR.append((name, w, v["id"], [n["html"][:200] for n in v["nodes"]][:3]))
        sw = page.evaluate("document.documentElement.scrollWidth")
        if sw > w:
            ERR.append((name, w, "scroll", sw))
    page.set_viewport_size({"width": 1440, "height": 900})


def test_shots(desk, noor, joke, els, lindehaven):
    now = timezone.now()
    page = desk(noor, "/meldingen/nieuw/")
    msgs = []
    page.on("console", lambda m: msgs.append(m.text))
    page.on("pageerror", lambda e: msgs.append(str(e)))
    look(page, "new")
    page.check("[name=danger][value=yes]")
    page.check("[name=kind][value=professional]")
    page.check("[name=disclosure][value=shielded]")
    page.fill("[name=name]", "E. Proefpersoon")
    look(page, "new-shield")
    page.wait_for_timeout(2000)
    print("saved:", page.inner_text("[data-saved]"))
    page.keyboard.press("Control+Enter")
    page.wait_for_timeout(800)
    look(page, "new-errors")
    page.check("[name=kind][value=citizen]")
    page.check("[name=disclosure][value=unknown]")
    look(page, "new-unknown")
    page.goto(page.url)
    page.wait_for_timeout(200)
    look(page, "new-restored", (1440,))
    r = stories.a_report(
        by=noor, at=now, reporter={**stories.TEACHER, **stories.shield_until(now)}, municipality=lindehaven
    )
    c = r.case_file
    h = people.save_household(by=noor, at=now, case_file=c, address="Dorpsstraat 1", place="Lindehaven")
    p = people.save_person(
        by=noor,
        at=now,
        case_file=c,
        role="presumed_victim",
        called="Dochter",
        first_names="Mia",
        surname="Proef",
        birth_year=2011,
        household=h,
    )
    q = people.save_person(by=noor, at=now, case_file=c, role="household_member", called="Moeder", household=h)
    people.relate(by=noor, at=now, case_file=c, person=q, kind="parent", other=p)
    r = concern.save_passages(
        by=noor,
        at=now,
        report=r,
        version=r.version,
        passages=[
            dict(
                kind="fact",
                what="Twintig dagen ongeoorloofd verzuim sinds 1 oktober.",
                who="Leerplicht",
                happened="17 nov",
            ),
            dict(kind="quote", what="Ik moet zijn schuld terugverdienen.", who="Dochter zelf", withheld=True),
            dict(kind="interpretation", what="Zij lijkt bang.", who="Mentor"),
        ],
    )
    b = page.url.split("/meldingen")[0]
    for s in (
        "begin",
        "melder",
        "personen",
        "huishouden",
        "zorgen",
        "mensenhandel",
        "hulp",
        "meldcode",
        "vraag",
        "nakijken",
    ):
        page.goto(f"{b}/meldingen/{r.number}/{s}/")
        look(page, s)
    page.goto(f"{b}/meldingen/{r.number}/personen/nieuw/")
    look(page, "person")
    page.fill("[name=bsn]", "123456789")
    page.fill("[name=birth_day]", "31")
    page.keyboard.press("Control+Enter")
    page.wait_for_timeout(600)
    look(page, "person-errors")
    page.goto(f"{b}/meldingen/{r.number}/mensenhandel/")
    page.check("[name=signal-debts][value=seen]")
    page.keyboard.press("Control+Enter")
    page.wait_for_timeout(600)
    look(page, "signals-errors")
    page.goto(f"{b}/meldingen/{r.number}/zorgen/")
    page.fill("[name=passages-3-what]", "Iets")
    page.keyboard.press("Control+Enter")
    page.wait_for_timeout(600)
    look(page, "zorgen-errors")
    page.goto(f"{b}/meldingen/{r.number}/melder/")
    page.check("[name=disclosure][value=open]")
    page.check("[name=kind][value=citizen]")
    page.check("[name=disclosure][value=open]")
    page.keyboard.press("Control+Enter")
    page.wait_for_timeout(600)
    look(page, "melder-errors")
    page.goto(f"{b}/meldingen/{r.number}/hulp/")
    page.wait_for_timeout(100)
    concern.save_request(
        by=joke,
        at=now,
        report=r,
        version=stories.fresh(r).version,
        request="x",
        wants_feedback=True,
        stays_involved=False,
    )
    actions.change_report(by=joke, at=now, report=r, version=stories.fresh(r).version, help_present="Wijkteam")
    page.fill("[name=help_present]", "Huisarts")
    page.keyboard.press("Control+Enter")
    page.wait_for_timeout(600)
    look(page, "stale")
    rep = reporter_of(r)
    secrecy.refuse_secrecy(by=joke, at=now, reporter=rep, version=rep.version, remark="Geen gevaar te zien.")
    page.goto(f"{b}/meldingen/{r.number}/melder/")
    look(page, "melder-refused")
    print(msgs)
    for e in ERR:
        print(e)
    assert not ERR
