"""A case file whose term is over goes from every table; that it existed, and by which rule it went, remains."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.db.models import CASCADE

from desk.assessment.models import Assessment
from desk.attachments import store
from desk.attachments.models import Attachment
from desk.audit.check import check
from desk.audit.models import Event, Leaf
from desk.audit.sealing.proof import of_event
from desk.audit.sealing.seal import seal
from desk.audit.verifier.proof import holds
from desk.audit.verifier.signed import Trusted
from desk.reports.models import CaseFile, Report
from desk.retention.actions import destroy_case_file
from desk.retention.erase import CONTENT
from desk.retention.models import Destruction
from desk.review.models import Decision
from tests import stories
from tests.desk.audit.conftest import place  # noqa: F401 - the key and the anchor of the trail
from tests.needles import dump, kept_in

pytestmark = pytest.mark.django_db


def destroyed(proposal, joke, at) -> Destruction:
    return destroy_case_file(by=joke, at=at, destruction=proposal, version=proposal.version)


def test_nothing_of_it_is_left_in_any_table_f01(proposal, old, joke, at, words):
    """F01, F02: also not in a history, and the search for the word is a search that finds."""
    held = kept_in(words)
    assert {"reports_person", "reports_reporter", "review_decision", "review_reply", "reports_note"} <= held
    assert {"reports_historicalreport", "assessment_historicalassessment", "assessment_consultation"} <= held
    destroyed(proposal, joke, at)
    assert kept_in(words) == set()


def test_every_table_that_hangs_on_a_file_is_emptied(proposal, old, joke, at):
    filled = {model for model, path in CONTENT if model.objects.filter(**{path: old}).exists()}
    # What comes through the portal alone goes in tests/desk/contact/test_destroyed.py.
    by_portal = {apps.get_model(name) for name in ("reports.MeldcodeSteps", "contact.Message", "contact.Reading")}
    assert filled == {model for model, _ in CONTENT} - by_portal - {apps.get_model("reports", "Observation")}
    destroyed(proposal, joke, at)
    assert [model for model, _ in CONTENT if model.objects.exists()] == []
    assert not CaseFile.objects.exists()


def test_its_documents_go_when_it_is_certain(proposal, joke, at, django_capture_on_commit_callbacks):
    stored = store.folder() / Attachment.objects.get().stored
    assert stored.exists()
    with django_capture_on_commit_callbacks(execute=True):
        destroyed(proposal, joke, at)
    assert not stored.exists()


def test_a_table_made_tomorrow_cannot_stay_behind():
    """Every table with an arrow to a file, over however many others, is in the list of what goes."""
    hangs, before = {CaseFile}, set()
    while hangs != before:
        before = set(hangs)
        for model in apps.get_models():
            arrows = {field.related_model for field in model._meta.concrete_fields if field.is_relation}
            if arrows & before and not hasattr(model, "history_salt"):
                hangs.add(model)
    # The desk does not know the portal: a receipt goes with its report, and what is shared of it with the receipt.
    receipt = apps.get_model("meldcode", "Receipt")
    assert receipt._meta.get_field("report").remote_field.on_delete is CASCADE
    shared = apps.get_model("meldcode", "SharedReport")
    assert shared._meta.get_field("receipt").remote_field.on_delete is CASCADE
    by_system = apps.get_model("meldcode", "SentBySystem")
    assert by_system._meta.get_field("receipt").remote_field.on_delete is CASCADE
    assert hangs - {CaseFile, receipt, shared, by_system} == {model for model, _ in CONTENT}


def test_the_register_keeps_that_it_existed_and_by_which_rule_it_went(proposal, old, joke, samir, at):
    report = old.reports.get()
    row = stories.fresh(destroyed(proposal, joke, at))
    assert (row.case_number, row.reports, row.persons) == (old.number, report.number, 2)
    assert row.term == "Rijksoverheid, bewaartermijn dossier Veilig Thuis"
    assert (row.proposed_by, row.decided_by, row.decided_as) == (samir, joke, "team_lead")


def test_the_trail_tells_it_without_content(proposal, old, joke, at, words):
    destroyed(proposal, joke, at)
    event = Event.objects.get(act="case_file_destroyed")
    assert (event.subject, event.outcome) == (old.number, "done")
    assert words not in dump()["audit_event"]
    assert Event.objects.filter(subject=old.number, act="person_saved").exists()


def test_all_proofs_still_hold_c11(place, proposal, joke, at):  # noqa: F811
    """C11: versions that went are told under the seal, and every other event still proves."""
    seal(at=at + timedelta(minutes=1))
    assert check(at=at).wrong == ""
    trusted = Trusted((place / "trail.key.pub").read_text())
    before = [of_event(leaf.event_id) for leaf in Leaf.objects.order_by("position")[::5]]
    destroyed(proposal, joke, at)
    assert check(at=at).wrong == ""
    seal(at=at + timedelta(minutes=2))
    assert check(at=at).wrong == ""
    assert all(holds(proof, trusted) for proof in before)


def test_versions_that_go_without_a_decision_are_found(place, old, at):  # noqa: F811
    seal(at=at)
    Report.history.model.objects.first().delete()
    assert "historicalreport" in check(at=at).wrong


def test_a_file_that_followed_it_stays_and_follows_nothing(proposal, old, noor, joke, at):
    newer = stories.a_report(by=noor, at=at).case_file
    CaseFile.objects.filter(pk=newer.pk).update(follows=old)
    destroyed(proposal, joke, at)
    assert stories.fresh(newer).follows is None
    assert newer.reports.count() == 1


def test_another_file_is_left_alone(proposal, noor, saskia, joke, at):
    decision = stories.confirmed(by=noor, second=saskia, at=at)
    destroyed(proposal, joke, at)
    assert (Report.objects.get(), Assessment.objects.get().report) == (decision.report, decision.report)
    assert Decision.objects.get() == decision


def test_who_proposed_does_not_decide_p8(proposal, samir, at):
    with pytest.raises(ValidationError, match="een ander moet besluiten"):
        destroyed(proposal, samir, at)
    assert CaseFile.objects.exists()


def test_a_second_privacy_officer_may(proposal, person_of, at):
    destroyed(proposal, person_of("Petra O.", "privacy_officer"), at)
    assert not CaseFile.objects.exists()


@pytest.mark.parametrize("name", ["noor", "bram", "saskia", "vera", "ada"])
def test_nobody_else_may(name, request, proposal, at):
    with pytest.raises(PermissionDenied):
        destroyed(proposal, request.getfixturevalue(name), at)
    assert CaseFile.objects.exists()
    assert Event.objects.filter(act="case_file_destroyed", outcome="refused").count() == 1


def test_a_lead_for_whom_it_is_sealed_may_not(proposal, old, noor, joke, els, at):
    stories.sealed(by=joke, at=at, case_file=old, people=[noor, joke])
    with pytest.raises(PermissionDenied):
        destroyed(proposal, els, at)


def test_it_is_decided_once(proposal, joke, els, at):
    destroyed(proposal, joke, at)
    with pytest.raises(ValidationError, match="al besloten"):
        destroyed(proposal, els, at)


def test_when_one_part_cannot_go_nothing_goes(proposal, old, joke, at, monkeypatch):
    def fails(_row: object) -> None:
        raise RuntimeError("de schijf is vol")

    monkeypatch.setattr("desk.audit.histories.forget_history", fails)
    with pytest.raises(RuntimeError):
        destroyed(proposal, joke, at)
    assert stories.fresh(proposal).waits
    assert Decision.objects.exists()


def test_sqlite_writes_over_what_went(proposal, joke, at, words):
    if connection.vendor != "sqlite":
        pytest.skip("of PostgreSQL the README says when old pages go")
    destroyed(proposal, joke, at)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete")
        assert cursor.fetchone() == (1,)
