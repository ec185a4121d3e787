"""Which records stand in the address of each page: by the name of the address, or of its whole room."""

from typing import Any
from uuid import UUID, uuid4

from django.conf import settings

from desk.accounts.recovery import ask_recovery
from desk.advice.models import Advice
from desk.directory.actions import save_organisation
from desk.reports.access.consents import ask_to_reveal
from desk.review import actions as review
from meldcode import links, shared_reports
from tests import stories
from tests.bench.pages import cast, stock
from tests.bench.pages.stock import MANY, World
from tests.contact_stories import added, asked, wished
from tests.meldcode.api.systems import a_report, a_system
from tests.stories_of_retention import an_old_file, proposed_to_go

About = dict[str, list[dict[str, Any]]]
_SPARE = 8  # for trying a save out, and for counting its queries


def records(world: World) -> tuple[About, dict[str, Any]]:
    """Return what the addresses are about, and what a save or a system needs besides."""
    settings.PORTAL_TEAMS = {stock.a_town(world.noor).name: str(world.noor.team)}
    extra: dict[str, Any] = {"long": stock.long_report(world), "files": stock.busy_files(world)}
    extra["proposals"] = [
        stories.proposed(by=world.noor, at=world.at).report.number for _ in range(world.turns + _SPARE)
    ]
    return {**_of_the_desk(world, extra), **_of_the_portal(world, extra)}, extra


def _of_the_desk(world: World, extra: dict[str, Any]) -> About:
    noor, at, people = world.noor, world.at, world.people
    intakes = stock.intakes(world, 6)
    extra["intakes"] = intakes
    drafts = [stories.a_draft(by=noor, at=at, report=stories.taken_in(by=noor, at=at)) for _ in range(3)]
    proposals = [stories.proposed(by=noor, at=at) for _ in range(3)]
    remarks = [
        review.make_remark(by=people["joke"], at=at, assessment=p, question="q1", text="Wie?") for p in proposals
    ]
    advices = [stories.an_advice(by=noor, at=at) for _ in range(4)]
    extra["advices"] = advices
    shielded = stories.a_report(by=noor, at=at, reporter={**stories.TEACHER, **stories.shield_until(at)})
    own = [report.number for report in stock.own_reports(world)] or [report.number for report in intakes]
    seen = list(Advice.objects.filter(team=noor.team).values_list("pk", flat=True)[:MANY])
    in_intake = [{"number": report.number} for report in intakes]
    papers = [stories.an_attachment(by=noor, at=at, report=intakes[0], clean=True) for _ in range(3)]
    return {
        "advice:detail": [{"pk": pk} for pk in seen],
        "advice:scrub": [{"pk": advice.pk} for advice in advices],
        "reports:": [{"number": number} for number in own],
        "reports:section": in_intake,
        **{f"reports:{page}": in_intake for page in ("person_new", "secrecy_ask", "secrecy_disclose")},
        "reports:person": [
            {"number": report.number, "pk": report.case_file.persons.order_by("pk")[0].pk} for report in intakes
        ],
        "reports:case_file": [{"number": case_file.number} for case_file in extra["files"]] or in_intake,
        "assessment:": [{"number": draft.report.number} for draft in drafts],
        "assessment:version": [{"number": one.report.number, "version": 1} for one in proposals],
        "review:": [{"number": one.report.number} for one in proposals],
        "review:reply": [{"pk": remark.pk} for remark in remarks],
        **{f"review:{page}": [{"number": shielded.number}] for page in ("secrecy", "approve_secrecy")},
        "attachments:": [{"number": intakes[0].number, "pk": paper.pk} for paper in papers],
        "attachments:list": [{"number": intakes[0].number}],
        "contact:": in_intake,
        **_of_access(world, intakes[0], shielded),
        **_of_the_house(world, intakes[0]),
    }


def _of_access(world: World, report: Any, shielded: Any) -> About:
    noor, at, tariq = world.noor, world.at, world.people["tariq"]
    grant = stories.gives_reason(by=tariq, at=at, case_file=report.case_file)
    consent = ask_to_reveal(by=noor, at=at, report=shielded, reason="Ik bel de melder terug.")
    return {
        "access:judge": [{"pk": grant.pk}],
        "access:consent": [{"pk": consent.pk}],
        "access:ask": [{"number": shielded.number}],
        "access:seal": [{"number": report.case_file.number}],
    }


def _of_the_house(world: World, report: Any) -> About:
    noor, at, people = world.noor, world.at, world.people
    entry = save_organisation(
        by=people["ada"], at=at, name=f"Wijkteam {uuid4().hex[:8]}", what="Hulp", phone="010 000 00 10"
    )
    waits = ask_recovery(by=people["ada"], at=at, person=people["walks_in"], reason="Ik zag hem zelf, met zijn pas.")
    old = an_old_file(by=noor, second=people["joke"], at=at)
    return {
        "directory:edit": [{"pk": entry.pk}],
        "directory:checked": [{"pk": entry.pk}],
        "accounts:edit": [{"pk": noor.pk}],
        "accounts:recovery_ask": [{"pk": noor.pk}],
        "accounts:recovery": [{"pk": waits.pk}],
        "audit:export": [{"kind": kind} for kind in ("csv", "ndjson")],
        "oversight:alarm": [{"pk": stories.an_alarm(about=people["walks_in"], at=at, report=report).pk}],
        "oversight:circle": [{"pk": noor.pk}],
        "retention:decide": [{"pk": proposed_to_go(by=people["samir"], at=at, case_file=old).pk}],
    }


def _of_the_portal(world: World, extra: dict[str, Any]) -> About:
    at, people = world.at, world.people
    key, sent, done = stock.journeys(world)
    question = asked(by=people["joke"], at=at, report=_taken(sent.report, people["joke"], at))
    added(sent, at=at)
    wish = wished(sent, at=at)
    shared_reports.share(by=people["eva"], at=at, receipt=sent, with_copy=True)
    roos = stock.invitation(world)
    school = {"pk": people["eva"].professional.organisation_id}
    sends = a_system(by=people["iris"], at=at, purpose="melden")
    sends.client, extra["sends"] = cast.stranger(), sends.token
    through = sends.send(a_report(melder=people["mentor"].username, personen__gemeente=stock.a_town(world.noor).name))
    extra["follows"] = a_system(by=people["iris"], at=at, purpose="status").token
    extra["journey"] = key
    here: list[dict[str, Any]] = [{"number": one.report.number} for one in (sent, done)]
    return {
        **{f"portal:{page}": [{"key": key}] for page in ("resume", "stop", "record", "documents")},
        "portal:step": _steps(key),
        "portal:": here,
        "portal:write": [{**here[0], "what": "aanvulling"}],  # a correction ends where the desk takes it on
        "portal:answer": [{**here[0], "pk": question.pk}],
        **{f"portal:{page}": here[:1] for page in ("shared", "shared_copy", "name")},
        "portal:link": [{"token": links.token_of(roos.nonce)}],
        **{f"portal:{page}": [school] for page in ("organisation", "provider")},
        "contact:thread": here[:1],
        "contact:feedback": here[1:],
        "contact:withdrawal": [{**here[0], "pk": wish.pk}],
        "api:one": [{"nummer": through.json()["nummer"]}],
        "api:codes": [{"naam": "aanleidingen"}],
    }


def _taken(report: Any, by: Any, at: Any) -> Any:
    from desk.reports.actions import take_over

    return take_over(by=by, at=at, report=report, version=report.version)


def _steps(key: UUID) -> list[dict[str, Any]]:
    pages = [
        "signalen",
        "overleg",
        "gesprek",
        "wegen",
        "beslissen",
        "personen",
        "zorgen",
        "hulp",
        "openheid",
        "documenten",
    ]
    return [{"key": key, "page": page} for page in pages]
