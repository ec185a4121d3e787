"""Ways around a rule that are closed: other columns, other kinds of reporter, other moments."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from desk.advice import actions as advice_actions
from desk.assessment import actions as questions
from desk.audit.models import Event
from desk.reports import actions, concern, people, secrecy
from desk.reports.waiting import secrecy_waiting
from desk.review import actions as review
from tests import stories
from tests.depths import refused_by, refused_in_bulk, refused_in_sql, rules_of
from tests.stories import CITIZEN, TEACHER, UNKNOWN, a_report, fresh, shield_until

pytestmark = pytest.mark.django_db
CONCERNED = {**CITIZEN, "kind": "person_concerned", "capacity": "N02"}


def correct(report, *, by, at, **answers):
    reporter = actions.reporter_of(report)
    return secrecy.correct_reporter(by=by, at=at, reporter=reporter, version=reporter.version, **answers)


def shielded(*, by, at):
    return a_report(by=by, at=at, reporter={**TEACHER, **shield_until(at)})


# ---- columns that are stamped by the desk are no answers


@pytest.mark.parametrize("column", ["status", "team", "owner", "number", "assess_by", "decided_at", "received_at"])
def test_a_change_of_a_report_answers_questions_only(noor, at, column) -> None:
    report = a_report(by=noor, at=at)
    told = {column: getattr(report, column)}
    refused_by("only_answers_change", actions.change_report, by=noor, at=at, report=report, version=1, **told)
    signals = {"report": report, "version": 1, "observations": []}
    refused_by("only_answers_change", concern.save_observations, by=noor, at=at, **signals, **told)


def test_nobody_approves_a_shield_by_correcting_the_reporter(noor, joke, at) -> None:
    report = shielded(by=noor, at=at)
    verdict = {"verdict": "approved", "decided_by": joke, "decided_at": at, "decided_as": "team_lead"}
    with pytest.raises(ValidationError) as refusal:
        correct(report, by=noor, at=at, **verdict)
    assert "only_answers_change" in rules_of(refusal.value)
    assert actions.reporter_of(report).verdict == "pending"


def test_nobody_files_a_report_with_the_verdict_in_it(noor, joke, at) -> None:
    verdict = {"verdict": "approved", "decided_by": joke, "decided_at": at, "decided_as": "team_lead"}
    refused_by("only_answers_change", a_report, by=noor, at=at, reporter={**CITIZEN, **verdict})
    refused_by("only_answers_change", a_report, by=noor, at=at, status="closed")


def test_a_disclosed_name_is_not_taken_back_by_a_correction(noor, at) -> None:
    report = a_report(by=noor, at=at, reporter=CITIZEN)
    reporter = actions.reporter_of(report)
    secrecy.disclose_reporter(by=noor, at=at, reporter=reporter, version=reporter.version)
    with pytest.raises(ValidationError):
        correct(report, by=noor, at=at, disclosed_on=None, disclosure="shielded")
    with pytest.raises(ValidationError):
        correct(report, by=noor, at=at, disclosure="shielded")


def test_the_three_questions_take_no_state_and_no_names(noor, joke, at) -> None:
    draft = stories.a_draft(by=noor, at=at, report=stories.taken_in(by=noor, at=at))
    for told in ({"state": "confirmed"}, {"proposed_by": joke}, {"expected": "handover"}):
        given = {"assessment": draft, "version": draft.version, **told}
        refused_by("only_answers_change", questions.save_assessment, by=noor, at=at, **given)


def test_a_person_stays_in_their_own_file(noor, at) -> None:
    report, other = a_report(by=noor, at=at), a_report(by=noor, at=at)
    given = {"case_file": report.case_file, "role": "child"}
    person = people.save_person(by=noor, at=at, **given)
    moved = {"case_file_id": other.case_file_id}
    refused_by("only_answers_change", people.save_person, by=noor, at=at, person=person, version=1, **given, **moved)


def test_an_advice_takes_no_number_and_no_closing_day(noor, at) -> None:
    for told in ({"number": "A-JAN JANSEN"}, {"closed_on": at.date(), "half_year": "2026-2"}, {"code_hash": "x"}):
        refused_by("only_answers_change", stories.an_advice, by=noor, at=at, **told)


# ---- text is tidied by the action, whoever calls it


@pytest.mark.parametrize("bad", ["a\x00b", "a\ud800b"])
def test_text_that_no_database_takes_is_refused_by_every_action(noor, joke, at, bad) -> None:
    report = shielded(by=noor, at=at)
    reporter = actions.reporter_of(report)
    unreadable = "unreadable_characters"
    given = {"by": noor, "at": at, "report": report}
    refused_by(unreadable, actions.change_report, **given, version=1, help_present=bad)
    refused_by(unreadable, actions.withdraw_report, **given, version=1, withdrawn_reason=bad)
    refused_by(unreadable, actions.reveal_reporter, **given, reason=f"Terugbellen over {bad}")
    refused_by(unreadable, concern.save_passages, **given, version=1, passages=[{"what": bad, "who": "x"}])
    wants = {"wants_feedback": True, "stays_involved": False}
    refused_by(unreadable, concern.save_request, **given, version=1, request=bad, **wants)
    note = {"case_file": report.case_file, "submission": uuid4()}
    refused_by(unreadable, concern.add_note, by=noor, at=at, text=bad, **note)
    decide = {"reporter": reporter, "version": reporter.version, "remark": bad}
    refused_by(unreadable, secrecy.refuse_secrecy, by=joke, at=at, **decide)
    asked = {"reporter": reporter, "version": reporter.version, "shield_explanation": bad}
    refused_by(unreadable, secrecy.ask_shield, by=noor, at=at, **asked)


def test_white_space_and_unseen_characters_are_no_answer(noor, at) -> None:
    report = a_report(by=noor, at=at, title="  Zorgen\u200b om een leerling ")
    assert report.title == "Zorgen om een leerling"
    given = {"by": noor, "at": at, "report": report}
    refused_by("withdrawn_report_says_why", actions.withdraw_report, **given, version=1, withdrawn_reason="\u200b \xa0")
    refused_by("reveal_has_a_reason", actions.reveal_reporter, **given, reason="\u200b" * 20)


@pytest.mark.parametrize("blank", ["   ", "\xa0", "\u2007", "\u202f", "\u200b", "\ufeff", "\u3000"])
def test_blank_in_any_alphabet_is_not_filled(noor, at, blank) -> None:
    report = a_report(by=noor, at=at)
    refused_in_bulk("report_says_what_it_is_about", report, {"title": blank})
    refused_in_sql("report_says_what_it_is_about", report, {"title": blank})


# ---- who reports


def test_a_refused_shield_does_not_leave_the_intake_by_another_kind(noor, joke, at) -> None:
    """Past the intake the reporter is no longer corrected into somebody else."""
    report = stories.taken_in(by=noor, at=at, reporter=CITIZEN)
    with pytest.raises(ValidationError) as refusal:
        correct(report, by=noor, at=at, **{**TEACHER, **shield_until(at)})
    assert "reporter_is_settled_in_the_intake" in rules_of(refusal.value)
    correct(report, by=noor, at=at, phone="010 000 00 09")
    assert actions.reporter_of(report).phone == "010 000 00 09"


def test_no_decision_while_a_shield_is_undecided(noor, joke, els, at) -> None:
    report = stories.taken_in(by=noor, at=at)
    proposal = stories.proposed(by=noor, at=at, report=report)
    reporter = actions.reporter_of(report)
    secrecy.ask_shield(by=noor, at=at, reporter=reporter, version=reporter.version, **shield_until(at))
    given = {"assessment": proposal, "version": proposal.version}
    refused_by("secrecy_is_settled", review.confirm, by=joke, at=at, **given)
    reporter = actions.reporter_of(report)
    secrecy.approve_secrecy(by=els, at=at, reporter=reporter, version=reporter.version)
    assert review.confirm(by=joke, at=at, **given).verdict == "confirmed"


def test_a_changed_reason_to_stay_unknown_is_asked_again(noor, joke, at) -> None:
    """A team lead who rewrites the reason asked it, and does not approve it."""
    report = a_report(by=noor, at=at, reporter=UNKNOWN)
    correct(report, by=joke, at=at, unknown_reason="Bang voor de buren.")
    reporter = actions.reporter_of(report)
    given = {"reporter": reporter, "version": reporter.version}
    refused_by("who_asks_never_decides", secrecy.approve_secrecy, by=joke, at=at, **given)


def test_who_becomes_unknown_leaves_nothing_behind(noor, at) -> None:
    told = {
        **CITIZEN,
        "shield_explanation": "Buurvrouw B.",
        "safety_agreement": "Bel 010 000 00 01",
        "consent_on": None,
    }
    report = a_report(by=noor, at=at, reporter=told)
    gone = dict.fromkeys(["name", "phone"], "")
    correct(report, by=noor, at=at, **{**UNKNOWN, **gone})
    reporter = actions.reporter_of(report)
    assert reporter.disclosure == "unknown"
    assert (reporter.shield_explanation, reporter.safety_agreement) == ("", "")


@pytest.mark.parametrize("column", ["name", "shield_explanation", "safety_agreement"])
def test_an_unknown_reporter_has_no_identity_in_any_column(noor, at, column) -> None:
    row = actions.reporter_of(a_report(by=noor, at=at, reporter=UNKNOWN))
    refused_in_bulk("unknown_reporter_has_no_identity", row, {column: "B. Buurtbewoner"})
    refused_in_sql("unknown_reporter_has_no_identity", row, {column: "B. Buurtbewoner"})


def test_an_unknown_reporter_is_not_shielded_with_a_name(noor, joke, at) -> None:
    report = a_report(by=noor, at=at, reporter=UNKNOWN)
    reporter = actions.reporter_of(report)
    given = {"reporter": reporter, "version": reporter.version}
    refused_by("unknown_stays_unknown", secrecy.ask_shield, by=noor, at=at, **given)


def test_an_unknown_reporter_does_not_come_back_among_the_persons(noor, at) -> None:
    report = a_report(by=noor, at=at, reporter=UNKNOWN)
    given = {"case_file": report.case_file, "role": "network", "surname": "Buurtbewoner"}
    refused_by("reporter_among_persons_is_known", people.save_person, by=noor, at=at, is_reporter=True, **given)
    told = a_report(by=noor, at=at, reporter=CONCERNED)
    person = people.save_person(by=noor, at=at, case_file=told.case_file, role="presumed_victim", is_reporter=True)
    assert person.is_reporter


def test_a_withdrawn_report_waits_for_nobody(noor, joke, at) -> None:
    report = shielded(by=noor, at=at)
    assert secrecy_waiting(joke).count() == 1
    actions.withdraw_report(by=noor, at=at, report=report, version=1, withdrawn_reason="De melder wil niet meer.")
    assert secrecy_waiting(joke).count() == 0


def test_the_trail_says_which_answers_about_the_reporter_changed_and_not_what(noor, at) -> None:
    report = a_report(by=noor, at=at)
    correct(report, by=noor, at=at, phone="010 000 00 09", name=TEACHER["name"])
    assert Event.objects.get(act="reporter_changed").detail == "phone"


# ---- walls and closed files


def test_a_closed_file_is_closed_also_for_who_opened_the_page_before(noor, at) -> None:
    report = a_report(by=noor, at=at)
    before = fresh(report.case_file)
    person = people.save_person(by=noor, at=at, case_file=before, role="child")
    actions.withdraw_report(by=noor, at=at, report=report, version=1, withdrawn_reason="De melder wil niet meer.")
    closed = "case_file_is_open"
    given = {"by": noor, "at": at, "case_file": before}
    refused_by(closed, people.save_person, **given, role="child")
    refused_by(closed, people.remove_person, **given, person=person)
    refused_by(closed, people.save_household, **given)
    refused_by(closed, people.relate, **given, person=person, kind="parent", other=person)


def test_the_key_of_another_teams_form_opens_nothing(noor, bram, at) -> None:
    key = uuid4()
    a_report(by=noor, at=at, submission=key)
    with pytest.raises(PermissionDenied):
        a_report(by=bram, at=at, submission=key)
    advice = uuid4()
    stories.an_advice(by=noor, at=at, key=advice)
    with pytest.raises(PermissionDenied):
        stories.an_advice(by=bram, at=at, key=advice)
    contact = uuid4()
    advice_actions.log_short_contact(by=noor, at=at, kind="silent", key=contact)
    with pytest.raises(PermissionDenied):
        advice_actions.log_short_contact(by=bram, at=at, kind="silent", key=contact)


def test_an_expert_reads_and_does_not_write(noor, saskia, vera, at) -> None:
    report = stories.taken_in(by=noor, at=at)
    for expert in (saskia, vera):
        given = {"by": expert, "at": at}
        for act, more in (
            (actions.change_report, {"report": report, "version": 2, "title": "x"}),
            (actions.reveal_reporter, {"report": report, "reason": "Ik wil het graag weten."}),
            (people.save_person, {"case_file": report.case_file, "role": "child"}),
            (concern.add_note, {"case_file": report.case_file, "text": "x", "submission": uuid4()}),
            (questions.start_assessment, {"report": report}),
        ):
            with pytest.raises(PermissionDenied):
                act(**given, **more)
