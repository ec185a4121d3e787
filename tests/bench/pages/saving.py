"""Every save that is measured: what is typed in which form, and who sends it."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from desk.advice.models import Advice
from desk.reports.persons import Person
from tests import portal_answers, stories
from tests.bench.pages.plan import FRESH, SENDS, Ask
from tests.bench.pages.stock import World
from tests.bench.texts import composed
from tests.meldcode.api.systems import a_report

_RIGHT = tuple(SENDS)
_NOTED = {"Accept": "application/json"}


def advice_fields(at: datetime) -> dict[str, Any]:
    """Return what a counsellor fills in while a mother calls about her daughter: nothing that names anybody."""
    return {
        "key": FRESH,
        "danger": "no",
        "channel": "phone",
        "opened_on": f"{timezone.localtime(at):%d-%m-%Y}",
        "seeker": "parent",
        "capacity": "N03",
        "occasions": ["08"],
        "natures": ["03", "06"],
        "trafficking": "yes",
        "trafficking_kinds": ["loverboy"],
        "question_text": "De dochter heeft dure spullen en een oudere vriend, en komt laat thuis.",
        "advice_text": "Rustig contact houden, vragen hoe het gaat, en opnieuw bellen als het erger wordt.",
        "advice_given": ["confidant"],
        "moments": "1",
    }


def report_fields(at: datetime) -> dict[str, Any]:
    """Return what a counsellor fills in when a mentor reports openly."""
    now = timezone.localtime(at)
    return {
        "submission": FRESH,
        "danger": "no",
        "channel": "phone",
        "received_on": f"{now:%d-%m-%Y}",
        "received_time": f"{now:%H:%M}",
        "title": "Zorgen om leerling van 15",
        "occasions": ["08"],
        "natures": ["03"],
        **stories.TEACHER,
    }


def saves(world: World, extra: Mapping[str, Any]) -> Iterator[Ask]:
    """Yield every save."""
    yield from _of_advice(world, extra)
    yield from _of_reports(world, extra)
    yield from _of_decisions(extra)
    yield from _searches(world, extra["long"].number)
    yield from _of_others(world, extra)


def _post(name: str, route: str, who: str, paths: Any, fields: Any, **more: Any) -> Ask:
    where = (paths,) if isinstance(paths, str) else tuple(paths)
    return Ask(name, route, who, where, "POST", fields, **{"right": _RIGHT, **more})


def _of_advice(world: World, extra: Mapping[str, Any]) -> Iterator[Ask]:
    new, one = "/adviezen/nieuw/", tuple(f"/adviezen/{advice.pk}/" for advice in extra["advices"])
    text = composed(1, words=150)[0]
    told = advice_fields(world.at)
    yield _post("advice:new, save", "advice:new", "noor", new, told)
    yield _post("advice:detail, save", "advice:detail", "noor", one, {"moments": "2"}, forms=one)
    read = {"field": "question_text", "question_text": text}
    yield _post("advice:check, 150 words", "advice:check", "noor", "/adviezen/nalezen/", read, right=(200,))
    short = {"kind": "silent", "key": FRESH, "next": "/112/"}
    yield _post("advice:short", "advice:short", "noor", "/adviezen/kort/", short)
    yield _post("advice:short_undo", "advice:short_undo", "noor", "/adviezen/kort/weg/", short)
    code = {"spoken_code": "kaas lamp brug"}
    yield _post("advice:by_code, no hit", "advice:by_code", "noor", "/adviezen/code/", code, right=(200, 400))


def _of_reports(world: World, extra: Mapping[str, Any]) -> Iterator[Ask]:
    intakes = [report.number for report in extra["intakes"]]
    new, section = "/meldingen/nieuw/", [f"/meldingen/{number}/hulp/" for number in intakes]
    yield _post("reports:new, save", "reports:new", "noor", new, report_fields(world.at))
    helped = {"help_present": "Wekelijks gesprek op school.", "network": "Oma en tante."}
    yield _post("reports:section, save", "reports:section", "noor", section, helped, forms=tuple(section))
    typed = {"key": f"section:{intakes[0]}:vraag", "request": "Half een zin"}
    yield _post("reports:draft", "reports:draft", "noor", "/meldingen/concept/", typed, right=(200,))
    dropped = {"key": f"section:{intakes[0]}:begin", "next": "/"}
    yield _post("reports:draft_drop", "reports:draft_drop", "noor", "/meldingen/concept/weg/", dropped)
    person = [f"/meldingen/{number}/personen/nieuw/" for number in intakes]
    child = {"role": "child", "called": "Kind"}
    yield _post("reports:person_new, save", "reports:person_new", "noor", person, child, forms=tuple(person))
    note = {"text": "De huisarts belt morgen terug.", "submission": FRESH}
    notes = [f"/dossiers/{report.case_file.number}/notitie/" for report in extra["intakes"]]
    yield _post("reports:note", "reports:note", "noor", notes, note)
    why = {"reason": "Ik bel de melder terug over de afspraak."}
    reveal = [f"/meldingen/{number}/melder/tonen/" for number in intakes]
    yield _post("reports:reveal, asked", "reports:reveal", "noor", reveal, why, right=(200, 302))


def _of_decisions(extra: Mapping[str, Any]) -> Iterator[Ask]:
    drafts = tuple(f"/meldingen/{number}/drie-vragen/" for number in extra["drafts"])
    answers = {"act": "save", "unsafe": "yes", "safety_conditions": "Oma haalt haar op van school."}
    yield _post("assessment:questions, save", "assessment:questions", "noor", drafts, answers, forms=drafts)
    told = {"kind": "fact", "text": "Twintig dagen verzuim.", "source": "Leerplicht", "dated": "2026-11-02"}
    ground = {f"ground_{name}": value for name, value in told.items()}
    grounds = [f"{draft}gronden/" for draft in drafts]
    yield _post("assessment:ground", "assessment:ground", "noor", grounds, ground, forms=drafts)
    waits = tuple(f"/beoordelen/{number}/" for number in extra["proposals"])
    confirm = tuple(f"{path}bevestigen/" for path in waits)
    yield _post("review:confirm", "review:confirm", "joke", confirm, {"remark": ""}, forms=waits, once=True)
    queue = tuple(f"/beoordelen/{number}/" for number in extra["stays"])
    remark = {"question": "q1", "text": "Wie zag dit?", "section": "q1", "submission": FRESH}
    yield _post("review:remark", "review:remark", "joke", [f"{p}opmerking/" for p in queue], remark, forms=queue)


def _searches(world: World, number: str) -> Iterator[Ask]:
    names = {"no hit": ["Zqxwolff"], "number": [number], **_names(world)}
    for kind, said in names.items():
        for n, word in enumerate(said):
            name = f"search, {kind}" + (f" {n + 1}" if n else "")
            yield _post(name, "search", "noor", "/zoeken/", {"q": word}, right=(200,))
    for known in Advice.objects.filter(team=world.noor.team).values_list("number", flat=True)[:1]:
        yield _post("advice:search, number", "advice:search", "noor", "/adviezen/zoeken/", {"q": known}, right=(200,))
    word = {"q": "vriend"}
    yield _post("advice:search, word", "advice:search", "noor", "/adviezen/zoeken/", word, right=(200,))


def _names(world: World) -> dict[str, list[str]]:
    """The most and the least used surname of the persons in the newest files of this team."""
    rows = Person.objects.filter(case_file__team=world.noor.team, surname__gt="")
    counted = Counter(rows.order_by("-pk").values_list("surname", flat=True)[:20_000])
    often = [name for name, _ in counted.most_common()]
    return {"common name": often[:3], "rare name": often[-3:]} if often else {}


def _of_others(world: World, extra: Mapping[str, Any]) -> Iterator[Ask]:
    yield _post("portal:begin", "portal:begin", "eva", "/portaal/melden/", {})
    step = f"/portaal/melden/{extra['journey']}/hulp/"
    yield _post("portal:step, save", "portal:step", "eva", step, {}, forms=(step,))
    # The whole page, as a browser sends it: what is kept of half a page would close the pages after it.
    kept = portal_answers.posted("support", portal_answers.SUPPORT)
    yield _post("portal:keep", "portal:keep", "eva", f"{step}bewaren/", kept, right=(200,))
    shown = {"Authorization": f"Bearer {extra['sends']}", "Idempotency-Key": FRESH}
    told = json.dumps(a_report(melder=world.people["mentor"].username, personen__gemeente=extra["town"]))
    sent = {"json": told, "headers": shown, "right": (201,)}
    yield Ask("api:sent, save", "api:sent", "nobody", ("/api/v1/meldingen",), "POST", **sent)
    yield _post("accounts:shortcuts", "accounts:shortcuts", "noor", "/medewerkers/sneltoetsen/", {"on": "1"})
    checked = f"/wegwijzer/{extra['entry']}/nagezien/"
    yield _post("directory:checked", "directory:checked", "ada", checked, {}, forms=("/wegwijzer/",))
    yield _post("portal:language", "portal:language", "eva", "/portaal/taal/", {"language": "nl", "next": "/portaal/"})
