"""Data built by living the story: every function goes through the actions, so an impossible state cannot be made."""

import os
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import uuid4

from desk.accounts.models import User
from desk.advice import actions as advice_actions
from desk.advice.models import Advice
from desk.assessment import actions as assessment_actions
from desk.assessment.models import Assessment
from desk.attachments import actions as attachment_actions
from desk.attachments import store
from desk.attachments.models import Attachment
from desk.attachments.scanning import judge
from desk.attachments.store import Stored
from desk.attachments.vault import Sealer
from desk.audit.trail import System
from desk.oversight import actions as oversight_actions
from desk.oversight.choices import Kind
from desk.oversight.models import Alarm
from desk.oversight.watching import Finding
from desk.reports import actions as report_actions
from desk.reports import secrecy
from desk.reports.access import consents, grants, seals, walls
from desk.reports.models import CaseFile, Consent, Grant, Report, Seal, Wall
from desk.review import actions as review_actions
from desk.review.models import Decision

TEACHER: dict[str, Any] = {
    "kind": "professional",
    "capacity": "P07",
    "disclosure": "open",
    "name": "E. Proefpersoon",
    "organisation": "Praktijkschool De Linde",
    "function": "Mentor",
    "phone": "010 000 00 00",
}
SHIELD: dict[str, Any] = {
    "disclosure": "shielded",
    "shield_ground": "professional_safety",
    "shield_explanation": "De melder is op het schoolplein bedreigd.",
    "safety_agreement": "Wij bellen op het werk en noemen geen naam.",
}
CITIZEN: dict[str, Any] = {
    "kind": "citizen",
    "capacity": "N05",
    "disclosure": "shielded",
    "name": "B. Buurtbewoner",
    "phone": "010 000 00 01",
}
UNKNOWN: dict[str, Any] = {
    "kind": "citizen",
    "capacity": "N05",
    "disclosure": "unknown",
    "cannot_be_traced": "yes",
    "pros_and_cons_discussed": "yes",
    "unknown_reason": "Wil op geen enkele manier bekend zijn.",
}


def an_advice(*, by: User, at: datetime, close: bool = False, **answers: Any) -> Advice:
    """A mother worries about her daughter and an older friend; she does not say who she is."""
    told: dict[str, Any] = {
        "channel": "phone",
        "danger": "no",
        "seeker": "parent",
        "capacity": "N03",
        "occasions": ["08"],
        "natures": ["03", "06"],
        "trafficking": "yes",
        "trafficking_kinds": ["sexual", "loverboy"],
        "question_text": "De dochter heeft dure spullen en een oudere vriend.",
        "advice_text": "Rustig contact houden.",
    }
    return advice_actions.open_advice(by=by, at=at, key=answers.pop("key", uuid4()), close=close, **{**told, **answers})


def shield_until(at: datetime) -> dict[str, Any]:
    """The columns of a professional's shield, to be reviewed in three months."""
    return {**SHIELD, "review_on": (at + timedelta(days=90)).date()}


def a_report(
    *,
    by: User,
    at: datetime,
    reporter: dict[str, Any] | None = None,
    case_file: CaseFile | None = None,
    **answers: Any,
) -> Report:
    """A mentor reports openly about a pupil; the report is in the intake."""
    told: dict[str, Any] = {
        "channel": "phone",
        "received_at": at,
        "danger": "no",
        "title": "Zorgen om leerling van 15, oudere vriend",
        "occasions": ["08"],
        "natures": ["03"],
        "trafficking": "yes",
        "trafficking_kinds": ["loverboy"],
        "meldcode_complete": "yes",
    }
    submission = answers.pop("submission", uuid4())
    who = TEACHER if reporter is None else reporter
    return report_actions.file_report(
        by=by, at=at, submission=submission, reporter=who, case_file=case_file, **{**told, **answers}
    )


def taken_in(*, by: User, at: datetime, **told: Any) -> Report:
    """A report whose intake is done."""
    report = a_report(by=by, at=at, **told)
    return report_actions.take_in(by=by, at=at, report=report, version=report.version)


def answers_yes(**other: Any) -> dict[str, Any]:
    """Unsafe, structural; the local team can take it over: a handover follows."""
    return {
        "unsafe": "yes",
        "acute": "no",
        "structural": "yes",
        "disclosure": "no",
        "established": "yes",
        "safety_conditions": "Oma haalt haar op van school.",
        "professional_help": "Hulp bij loverboyproblematiek.",
        "circle_can": "with_help",
        "cooperates": "yes",
        "parties": ["local_field"],
        "contacts": {"local_field": "Gezinswerker, dienst Noord"},
        **other,
    }


def answers_no(**other: Any) -> dict[str, Any]:
    """No unsafety: the report closes."""
    return {"unsafe": "no", "explanation": "Beide ouders en de zoon vertellen hetzelfde.", **other}


def a_draft(*, by: User, at: datetime, report: Report) -> Assessment:
    """The three questions, begun and with one fact."""
    draft = assessment_actions.start_assessment(by=by, at=at, report=report)
    ground = {"kind": "fact", "text": "Twintig dagen verzuim.", "source": "Leerplicht", "dated": at.date()}
    assessment_actions.add_ground(by=by, at=at, assessment=draft, version=draft.version, **ground)
    return fresh(draft)


def proposed(*, by: User, at: datetime, report: Report | None = None, **answers: Any) -> Assessment:
    """A proposal that waits for a second pair of eyes."""
    report = report or taken_in(by=by, at=at)
    draft = a_draft(by=by, at=at, report=report)
    told = answers or answers_yes()
    return assessment_actions.propose(by=by, at=at, assessment=draft, version=draft.version, **told)


def confirmed(*, by: User, second: User, at: datetime, **answers: Any) -> Decision:
    """A decision of two people."""
    proposal = proposed(by=by, at=at, **answers)
    return review_actions.confirm(by=second, at=at, assessment=proposal, version=proposal.version)


def approved_shield(*, by: User, lead: User, at: datetime) -> Report:
    """A threatened mentor, shielded with a team lead's approval."""
    report = a_report(by=by, at=at, reporter={**TEACHER, **shield_until(at)})
    reporter = report_actions.reporter_of(report)
    secrecy.approve_secrecy(by=lead, at=at, reporter=reporter, version=reporter.version)
    return report


def gives_reason(*, by: User, at: datetime, case_file: CaseFile) -> Grant:
    """A colleague of the team looks after a file for somebody who is ill."""
    reason = "Noor is ziek, ik neem haar werk vandaag waar."
    return grants.ask_access(by=by, at=at, case_file=case_file, reason=reason)


def breaks_glass(*, by: User, at: datetime, case_file: CaseFile) -> Grant:
    """At night the police ask about a family of the other team."""
    reason = "De politie staat bij het gezin aan de deur en vraagt om gevaar."
    return grants.break_glass(by=by, at=at, case_file=case_file, reason=reason)


def sealed(*, by: User, at: datetime, case_file: CaseFile, people: Sequence[User]) -> Seal:
    """The file is about a colleague's sister."""
    return seals.seal_file(
        by=by,
        at=at,
        case_file=case_file,
        ground="own_staff",
        reason="Het gaat om de zus van een collega.",
        people=people,
    )


def walled(*, by: User, at: datetime, case_file: CaseFile, worker: User, known_by: User) -> Wall:
    """A colleague plays football with the father."""
    reason = "Deze collega voetbalt met de vader."
    return walls.put_wall(by=by, at=at, case_file=case_file, worker=worker, known_by=known_by, reason=reason)


def may_see_reporter(*, by: User, second: User, at: datetime, report: Report) -> Consent:
    """A second person lets `by` see the shielded reporter."""
    asked = consents.ask_to_reveal(by=by, at=at, report=report, reason="Ik bel de melder terug over de afspraak.")
    return consents.decide_on_reveal(by=second, at=at, consent=asked, version=asked.version, verdict="given")


def withdrawn(*, by: User, at: datetime, report: Report) -> Report:
    """The reporter takes it back."""
    reason = "De melder wil niet bekend worden."
    return report_actions.withdraw_report(by=by, at=at, report=report, version=report.version, withdrawn_reason=reason)


def an_alarm(*, about: User | None, at: datetime, report: Report, kind: str = "same_home") -> Alarm:
    """The desk saw that a colleague looked into a file of their own circle."""
    worker = about.pk if about else 0
    finding = Finding(Kind(kind), worker, report.case_file.number, "Postcode en huisnummer horen bij de eigen kring.")
    return oversight_actions.raise_alarm(by=System(), at=at, day=at.date(), finding=finding)


def a_letter() -> Stored:
    """A letter in the store, as it is after it was cleaned."""
    name = store.new_name()
    plain = b"Zij was twintig dagen niet op school."
    with os.fdopen(store.create(name), "wb") as raw, Sealer(raw, store.key_for(name)) as sealer:
        sealer.write(plain)
    return Stored(name, "text", sealer.size, sealer.digest, sha256(plain).hexdigest())


def an_attachment(*, by: User, at: datetime, report: Report, clean: bool = False, **told: Any) -> Attachment:
    """A letter of the school is put with the report; `clean` once the scanner said so."""
    said = {"description": "Brief van school", "dated": None, "withheld": False, "name": "brief.txt", **told}
    told = {"submission": uuid4(), "stored": a_letter(), **said}
    row = attachment_actions.keep_with_report(by=by, at=at, report=report, **told)
    return fresh(row) if clean and judge(row, "", at) else row


def fresh(row: Any) -> Any:
    """The same record as it stands now."""
    return type(row)._default_manager.get(pk=row.pk)
