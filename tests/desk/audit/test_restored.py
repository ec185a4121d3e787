"""A database that was put back is explained by two people, for ever, and by nothing else."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command

from desk.audit.check import check
from desk.audit.models import Event, Head, LostHead, Restored
from desk.audit.restoring import declare_restore
from desk.audit.sealing import restored
from desk.audit.sealing.note import make_key
from desk.audit.sealing.restored import Behind
from desk.audit.sealing.seal import seal
from tests.desk.audit.conftest import as_owner
from tests.desk.audit.putting_back import forget, put_back

pytestmark = pytest.mark.django_db

WHY = "De schijf van de database ging stuk."


@pytest.fixture
def later(at):
    return at + timedelta(hours=1)


@pytest.fixture
def kept(place, told, at) -> Head:
    return put_back(told, at)


def declared(samir, ada, at, **other) -> Restored:
    return declare_restore(**{"by": samir, "at": at, "second": ada, "reason": WHY, **other})


def test_until_it_is_declared_the_check_says_what_is_missing_and_what_to_do(kept, later):
    said = check(at=later).wrong
    assert said.startswith(
        f"zegel {kept.number + 1}: ligt op de veilige plek en is uit de database weg, samen 3 zegels"
    )
    assert "verklaren twee mensen" in said


def test_until_it_is_declared_nothing_is_sealed(kept, told, later):
    told(3, at=later)
    with pytest.raises(Behind):
        seal(at=later)
    with pytest.raises(CommandError, match="declare_restore"):
        call_command("seal_audit")
    assert Head.objects.latest("number") == kept


def test_a_worker_that_ran_on_meanwhile_does_not_seal_either(kept, told, later):
    restored._seen.number = kept.number + 3
    told(3, at=later)
    with pytest.raises(Behind):
        seal(at=later)


def test_declared_by_two_it_is_whole_and_says_for_ever_what_is_gone(kept, samir, ada, told, later):
    row = declared(samir, ada, later)
    assert (row.first, row.last, row.number) == (kept.number + 1, kept.number + 3, kept.number + 4)
    for part in range(3):
        told(4, at=later)
        seal(at=later + timedelta(minutes=part))
        found = check(at=later + timedelta(minutes=part))
        assert found.wrong == ""
        assert f"zegel {row.first} tot en met {row.last} en hoogstens 21 regels van daarna ontbreken" in found.notice
    assert Head.objects.latest("number").number > row.number


def test_half_an_hour_past_midnight_the_day_is_the_one_on_the_wall_and_utc_is_signed(kept, samir, ada, at):
    night = (at + timedelta(days=1)).replace(hour=0, minute=30)
    row = declared(samir, ada, night)
    seal(at=night)
    assert check(at=night).notice.startswith("Op 24-11-2026 verklaarden twee mensen")
    assert "\n2026-11-23T23:30:00Z\n" in row.note


def test_both_people_stand_in_the_trail_with_the_reason(kept, samir, ada, later):
    declared(samir, ada, later)
    told = Event.objects.filter(act__in=["restore_declared", "restore_confirmed"]).order_by("act")
    assert [(one.actor_id, one.reason) for one in told] == [(ada.pk, WHY), (samir.pk, WHY)]


def test_what_was_lost_stays_at_the_anchor_and_beside_the_statement(kept, place, samir, ada, later):
    before = sorted((place / "heads").rglob("*.note"))
    row = declared(samir, ada, later)
    assert sorted((place / "heads").rglob("*.note")) == before
    assert list(LostHead.objects.order_by("number").values_list("note", flat=True)) == [
        file.read_text() for file in before[-3:]
    ]
    assert next((place / "heads").rglob("*.restored")).read_text() == row.note


def test_a_kept_mail_of_a_lost_head_is_explained_too(kept, place, tmp_path, samir, ada, later):
    lost = sorted((place / "heads").rglob("*.note"))[-1].read_text()
    mail = tmp_path / "mail"
    mail.write_text(lost)
    assert "uit de database weg" in check(at=later, anchor=str(mail)).wrong
    declared(samir, ada, later)
    seal(at=later)
    assert check(at=later, anchor=str(mail)).wrong == ""


def test_one_person_does_not_declare_it_alone(kept, samir, later):
    with pytest.raises(ValidationError, match="een ander moet bevestigen"):
        declared(samir, samir, later)
    assert not Restored.objects.exists()
    assert Event.objects.get(act="restore_declared").outcome == "refused"


@pytest.mark.parametrize("name", ["noor", "joke", "vera", "bram"])
def test_a_stranger_declares_nothing_and_confirms_nothing(name, request, kept, samir, later):
    for people in ((request.getfixturevalue(name), samir), (samir, request.getfixturevalue(name))):
        with pytest.raises(PermissionDenied):
            declared(*people, later)


def test_two_administrators_are_not_enough(kept, person_of, ada, later):
    with pytest.raises(ValidationError, match="privacy officer"):
        declared(ada, person_of("Otto F.", "functional_administrator"), later)


def test_without_a_reason_it_is_refused(kept, samir, ada, later):
    with pytest.raises(ValidationError, match="waarom"):
        declared(samir, ada, later, reason="x")


def test_without_anything_lost_there_is_nothing_to_declare(sealed, samir, ada, later):
    with pytest.raises(ValidationError, match="kent geen zegel"):
        declared(samir, ada, later)


def test_heads_taken_from_the_middle_are_not_a_restore(sealed, samir, ada, later):
    second = Head.objects.order_by("number")[1]
    with as_owner() as run:
        run(f"DELETE FROM audit_kept WHERE head_id = {second.number}")
        run(f"DELETE FROM audit_head WHERE number = {second.number}")
    with pytest.raises(ValidationError, match="midden in de rij"):
        declared(samir, ada, later)


def test_without_its_place_nothing_is_declared(kept, settings, samir, ada, later, tmp_path):
    (tmp_path / "trail.key").unlink()
    with pytest.raises(OSError, match="key"):
        declared(samir, ada, later)
    assert not Restored.objects.exists()


def test_put_back_again_to_before_the_first_statement_both_are_explained(kept, samir, ada, told, later):
    declared(samir, ada, later)
    told(4, at=later)
    seal(at=later)
    forget(kept)
    assert "verklaren twee mensen" in check(at=later).wrong
    row = declared(samir, ada, later + timedelta(minutes=1))
    assert (row.first, row.last) == (kept.number + 1, kept.number + 5)
    seal(at=later + timedelta(minutes=2))
    found = check(at=later + timedelta(minutes=3))
    assert (found.wrong, found.notice.count("Op 2")) == ("", 1)


def test_put_back_again_to_after_it_there_are_two(kept, samir, ada, told, later):
    declared(samir, ada, later)
    told(4, at=later)
    seal(at=later)
    newer = Head.objects.latest("number")
    told(4, at=later)
    seal(at=later + timedelta(minutes=1))
    forget(newer)
    declared(samir, ada, later + timedelta(minutes=2))
    seal(at=later + timedelta(minutes=3))
    found = check(at=later + timedelta(minutes=4))
    assert found.wrong == ""
    assert "2 keer" in found.notice


# ---- no excuse to cut the tail


def test_a_statement_that_another_key_signed_is_found(kept, samir, ada, later, tmp_path, settings):
    make_key(tmp_path / "thief.key", settings.AUDIT_ORIGIN)
    settings.AUDIT_KEY_FILE = tmp_path / "thief.key"
    declared(samir, ada, later)
    assert "handtekening" in check(at=later).wrong


TAMPERED = {
    "the statement is gone": "DELETE FROM audit_losthead; DELETE FROM audit_restored",
    "a lost head is gone": "DELETE FROM audit_losthead WHERE number = (SELECT MAX(number) FROM audit_losthead)",
    "a lost head was changed": "UPDATE audit_losthead SET note = 'x'",
    "more was cut off": "UPDATE audit_restored SET last = last",
    "the second person is gone": "DELETE FROM audit_event WHERE act = 'restore_confirmed'",
    "one person stands there twice": "UPDATE audit_event SET actor_id = 1 WHERE act LIKE 'restore_%'",
    "other words": "UPDATE audit_event SET act = 'signed_in' WHERE act = 'restore_declared'",
}


@pytest.mark.parametrize("how", TAMPERED)
def test_a_statement_that_was_tampered_with_explains_nothing(how, kept, samir, ada, later):
    declared(samir, ada, later)
    seal(at=later)
    with as_owner() as run:
        for statement in TAMPERED[how].split("; "):
            run(statement)
        if how == "more was cut off":
            run(f"DELETE FROM audit_kept WHERE head_id = {kept.number}")
            run(f"DELETE FROM audit_head WHERE number = {kept.number}")
    assert check(at=later).wrong


def test_a_statement_taken_from_the_anchor_is_found(kept, place, samir, ada, later):
    declared(samir, ada, later)
    next((place / "heads").rglob("*.restored")).unlink()
    assert "op de veilige plek ligt iets anders" in check(at=later).wrong


def test_a_lost_head_taken_from_the_anchor_is_found(kept, place, samir, ada, later):
    declared(samir, ada, later)
    Path(sorted((place / "heads").rglob("*.note"))[-1]).unlink()
    assert "op de veilige plek ligt iets anders" in check(at=later).wrong


def test_a_tail_that_is_cut_off_after_it_is_found_as_ever(kept, samir, ada, told, later):
    declared(samir, ada, later)
    told(4, at=later)
    seal(at=later)
    newest = Head.objects.latest("number")
    told(4, at=later)
    seal(at=later + timedelta(minutes=1))
    forget(newest)
    assert "ligt op de veilige plek en is uit de database weg" in check(at=later).wrong
