"""One small story for each action of the desk, by its name: the shortest way in which somebody does it."""

from typing import Any
from uuid import uuid4

from desk.accounts import actions as accounts
from desk.accounts import recovery, second_factor
from desk.accounts.webauthn import Made
from desk.advice import actions as advice
from desk.advice import codewords, scrub
from desk.assessment import actions as questions
from desk.audit import destruction, trail
from desk.audit.reading import Asked, export_trail, read_trail
from desk.deadlines import local_day
from desk.directory import actions as directory
from desk.oversight import actions as oversight
from desk.oversight.outside import list_looks
from desk.oversight.reading import read_team_trail
from desk.reports import actions as reports
from desk.reports import concern, looks, lookup, mentions, people, secrecy
from desk.reports.models import Report
from desk.review import actions as review
from tests import (
    acts_of_access,  # noqa: F401 - plays its stories
    acts_of_attachments,  # noqa: F401 - plays its stories
    acts_of_contact,  # noqa: F401 - plays its stories
    acts_of_portal,  # noqa: F401
    acts_of_reporting,  # noqa: F401
    acts_of_restoring,  # noqa: F401 - plays its stories
    acts_of_retention,  # noqa: F401 - plays its stories
    stories,
)
from tests.acts_of_signing_in import a_recovery, an_app
from tests.playing import PLAYED, Cast, plays
from tests.signing_in import PASSWORD


def _report(c: Cast) -> Report:
    return stories.a_report(by=c.noor, at=c.at)


def _on(c: Cast, report: Report, **other: Any) -> dict[str, Any]:
    return {"by": c.noor, "at": c.at, "report": report, "version": report.version, **other}


def _reporter(c: Cast, report: Report, **other: Any) -> dict[str, Any]:
    row = reports.reporter_of(report)
    return {"by": c.noor, "at": c.at, "reporter": row, "version": row.version, **other}


def _shielded(c: Cast) -> Report:
    return stories.a_report(by=c.noor, at=c.at, reporter={**stories.TEACHER, **stories.shield_until(c.at)})


def _file(c: Cast) -> dict[str, Any]:
    return {"by": c.noor, "at": c.at, "case_file": _report(c).case_file}


def _draft(c: Cast, **other: Any) -> dict[str, Any]:
    draft = stories.a_draft(by=c.noor, at=c.at, report=stories.taken_in(by=c.noor, at=c.at))
    return {"by": c.noor, "at": c.at, "assessment": draft, "version": draft.version, **other}


def _proposal(c: Cast, **other: Any) -> dict[str, Any]:
    row = stories.proposed(by=c.noor, at=c.at)
    return {"by": c.joke, "at": c.at, "assessment": row, "version": row.version, **other}


@plays("reports.relate")
def _(c: Cast) -> Any:
    told = _file(c)
    one, other = (people.save_person(**told, role="child") for _ in range(2))
    return told, people.relate(**told, person=one, kind="supports", other=other)


@plays("reports.unrelate")
def _(c: Cast) -> None:
    told, relation = PLAYED["reports.relate"](c)
    people.unrelate(**told, relation=relation)


@plays("reports.remove_person")
def _(c: Cast) -> None:
    told = _file(c)
    people.remove_person(**told, person=people.save_person(**told, role="child"))


@plays("assessment.remove_ground")
def _(c: Cast) -> None:
    told = _draft(c)
    questions.remove_ground(**told, ground=told["assessment"].grounds.get())


@plays("advice.continue_advice")
def _(c: Cast) -> None:
    row = stories.an_advice(by=c.noor, at=c.at)
    answers = {"danger": "no", "channel": "phone", "seeker": "parent", "capacity": "N03"}
    codes = {"occasions": ["08"], "natures": ["03"]}
    advice.continue_advice(by=c.noor, at=c.at, advice=row, version=row.version, **answers, **codes)


@plays("advice.find_by_code")
def _(c: Cast) -> None:
    code = codewords.new_code()
    stories.an_advice(by=c.noor, at=c.at, spoken_code=code)
    advice.find_by_code(by=c.noor, at=c.at, spoken_code=code)


@plays("advice.scrub_advice")
def _(c: Cast) -> None:
    row = stories.an_advice(by=c.noor, at=c.at, question_text="De dochter van de voorzitter.")
    told = {"words": "voorzitter", "kind": "role", "version": row.version}
    scrub.scrub_advice(by=c.noor, at=c.at, advice=row, **told)


@plays("advice.undo_short_contact")
def _(c: Cast) -> None:
    contact = advice.log_short_contact(by=c.noor, at=c.at, kind="silent", key=uuid4())
    advice.undo_short_contact(by=c.noor, at=c.at, contact=contact)


@plays("directory.extend_region")
def _extend_region(c: Cast) -> Any:
    directory.extend_region(by=c.ada, at=c.at, kind="team", name="Oost")


@plays("directory.check_organisation")
def _(c: Cast) -> None:
    directory.check_organisation(by=c.ada, at=c.at, organisation=PLAYED["directory.save_organisation"](c))


@plays("review.answer_remark")
def _(c: Cast) -> None:
    remark = PLAYED["review.make_remark"](c)
    review.answer_remark(by=c.noor, at=c.at, remark=remark, text="De mentor zag het.")


@plays("oversight.raise_alarm")
def _an_alarm(c: Cast) -> Any:
    return stories.an_alarm(about=c.noor, at=c.at, report=_report(c))


@plays("oversight.judge_alarm")
def _(c: Cast) -> None:
    row = _an_alarm(c)
    told = {"verdict": "well_founded", "words": "Zij keek naar haar buren."}
    oversight.judge_alarm(by=c.samir, at=c.at, alarm=row, version=row.version, **told)


def _without_version(told: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if name != "version"}


_PASSAGE = {"kind": "fact", "what": "Twintig dagen verzuim.", "who": "Leerplicht"}
_ASKED = {"request": "Kijk mee.", "wants_feedback": True, "stays_involved": False}
_GROUND = {"kind": "fact", "text": "Blauwe plek.", "source": "Mentor"}
_EXPERT = {"expert": "Vera", "discipline": "confidential_physician", "question": "Past dit letsel?", "advice": "Nee."}
_NEW = {"username": "nieuw", "display_name": "Nieuw N.", "role": "counsellor", "password": PASSWORD}
_FIRST = {"username": "eerste", "display_name": "Eerste E.", "password": PASSWORD}

PLAYED |= {
    "oversight.save_circle": lambda c: oversight.save_circle(by=c.ada, at=c.at, account=c.noor, surnames=["Beek"]),
    "oversight.remove_circle": lambda c: oversight.remove_circle(by=c.ada, at=c.at, account=c.noor),
    "oversight.review_day": lambda c: oversight.review_day(by=trail.System(), at=c.at, day=local_day(c.at)),
    "oversight.list_alarms": lambda c: oversight.list_alarms(by=c.samir, at=c.at),
    "oversight.read_alarm": lambda c: oversight.read_alarm(by=c.samir, at=c.at, alarm=_an_alarm(c)),
    "oversight.read_team_trail": lambda c: read_team_trail(
        by=c.joke, at=c.at, asked=Asked(local_day(c.at), local_day(c.at))
    ),
    "oversight.list_looks": lambda c: list_looks(
        by=c.samir, at=c.at, number=_report(c).number, purpose="Verzoek 2026-114", shown="names"
    ),
    "accounts.create_account": lambda c: accounts.create_account(
        by=c.ada, at=c.at, **_NEW, team=c.north, region=c.north.region
    ),
    "accounts.change_account": lambda c: accounts.change_account(
        by=c.ada, at=c.at, account=c.noor, version=c.noor.version, display_name="Noor C."
    ),
    "accounts.switch_shortcuts": lambda c: accounts.switch_shortcuts(by=c.noor, at=c.at, shortcuts_on=False),
    "accounts.set_up_region": lambda c: [
        type(c.ada).objects.filter(pk=c.ada.pk).delete(),
        accounts.set_up_region(by=trail.System(), at=c.at, region="Nieuw", teams=["Oost"], **_FIRST),
    ],
    "audit.export_trail": lambda c: list(
        export_trail(by=c.samir, at=c.at, asked=Asked(local_day(c.at), local_day(c.at)), form="rekenblad").events
    ),
    "accounts.set_up_app": an_app,
    "accounts.add_passkey": lambda c: second_factor.add_passkey(
        by=c.noor, at=c.at, made=Made("id", "sleutel", 0), name="Laptop"
    ),
    "accounts.make_paper_codes": lambda c: second_factor.make_paper_codes(by=c.noor, at=c.at),
    "accounts.ask_recovery": a_recovery,
    "accounts.agree_on_recovery": lambda c: recovery.agree_on_recovery(**a_recovery(c)),
    "accounts.refuse_recovery": lambda c: recovery.refuse_recovery(**a_recovery(c)),
    "audit.announce": lambda c: destruction.announce(by=trail.System(), at=c.at, places=[], before=local_day(c.at)),
    "audit.read_trail": lambda c: read_trail(by=c.samir, at=c.at, asked=Asked(local_day(c.at), local_day(c.at))),
    "directory.save_organisation": lambda c: directory.save_organisation(
        by=c.ada, at=c.at, name="Proefhulp", what="Hulp bij proeven", phone="0800 0000"
    ),
    "advice.open_advice": lambda c: stories.an_advice(by=c.noor, at=c.at),
    "advice.read_advice": lambda c: advice.read_advice(
        by=c.noor, at=c.at, advice=stories.an_advice(by=c.noor, at=c.at)
    ),
    "reports.tell_of_mention": lambda c: mentions.tell_of_mention(
        by=c.noor, at=c.at, report=_shielded(c), fields=["Zorgen"]
    ),
    "advice.search_advices": lambda c: advice.search_advices(by=c.noor, at=c.at, q="wijkteam", most=9),
    "advice.list_advices": lambda c: advice.list_advices(by=c.noor, at=c.at),
    "advice.log_short_contact": lambda c: advice.log_short_contact(by=c.noor, at=c.at, kind="silent", key=uuid4()),
    "reports.file_report": _report,
    "reports.change_report": lambda c: reports.change_report(**_on(c, _report(c), title="Anders")),
    "reports.take_in": lambda c: reports.take_in(**_on(c, _report(c))),
    "reports.withdraw_report": lambda c: reports.withdraw_report(**_on(c, _report(c), withdrawn_reason="Op wens.")),
    "reports.take_over": lambda c: reports.take_over(**_on(c, _report(c), by=c.joke)),
    "reports.read_report": lambda c: reports.read_report(**_without_version(_on(c, _report(c)))),
    "reports.read_case_file": lambda c: reports.read_case_file(**_file(c)),
    "reports.read_looks": lambda c: looks.read_looks(by=c.noor, at=c.at, report=_report(c)),
    "reports.reveal_reporter": lambda c: reports.reveal_reporter(
        by=c.noor, at=c.at, report=_report(c), reason="Terugbellen over morgen."
    ),
    "reports.save_passages": lambda c: concern.save_passages(**_on(c, _report(c), passages=[_PASSAGE])),
    "reports.save_observations": lambda c: concern.save_observations(**_on(c, _report(c), observations=[])),
    "reports.save_request": lambda c: concern.save_request(**_on(c, _report(c), **_ASKED)),
    "reports.add_note": lambda c: concern.add_note(**_file(c), text="Morgen bellen.", submission=uuid4()),
    "reports.list_reports": lambda c: lookup.list_reports(by=c.noor, at=c.at),
    "reports.search_reports": lambda c: lookup.search_reports(by=c.noor, at=c.at, q="Proefpersoon"),
    "reports.save_person": lambda c: people.save_person(**_file(c), role="child"),
    "reports.save_household": lambda c: people.save_household(**_file(c), label="Thuis"),
    "reports.correct_reporter": lambda c: secrecy.correct_reporter(**_reporter(c, _report(c), name="F. Proefpersoon")),
    "reports.ask_shield": lambda c: secrecy.ask_shield(
        **_reporter(c, _report(c), **{k: v for k, v in stories.shield_until(c.at).items() if k != "disclosure"})
    ),
    "reports.approve_secrecy": lambda c: secrecy.approve_secrecy(**_reporter(c, _shielded(c), by=c.joke)),
    "reports.refuse_secrecy": lambda c: secrecy.refuse_secrecy(
        **_reporter(c, _shielded(c), by=c.joke, remark="Geen gevaar.")
    ),
    "reports.disclose_reporter": lambda c: secrecy.disclose_reporter(**_reporter(c, _shielded(c))),
    "assessment.start_assessment": _draft,
    "assessment.save_assessment": lambda c: questions.save_assessment(**_draft(c, unsafe="unclear")),
    "assessment.add_ground": lambda c: questions.add_ground(**_draft(c, **_GROUND, dated=local_day(c.at))),
    "assessment.consult": lambda c: questions.consult(
        by=c.noor, at=c.at, report=_report(c), submission=uuid4(), **_EXPERT
    ),
    "assessment.propose": _proposal,
    "assessment.take_back": lambda c: questions.take_back(**_proposal(c, by=c.noor)),
    "assessment.read_assessment": lambda c: questions.read_assessment(by=c.noor, at=c.at, report=_report(c)),
    "review.read_proposal": lambda c: review.read_proposal(**_without_version(_proposal(c))),
    "review.confirm": lambda c: review.confirm(**_proposal(c)),
    "review.send_back": lambda c: review.send_back(**_proposal(c, remark="Wie zag dit?")),
    "review.make_remark": lambda c: review.make_remark(
        **_without_version(_proposal(c)), question="q1", text="Wie zag dit?"
    ),
}
