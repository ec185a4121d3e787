"""Events get their place in a signed tree; an advice when its day is over, in no order that says anything."""

import base64
from datetime import timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from desk.audit import trail
from desk.audit.check import STOPPED, UNREADABLE, check, warning
from desk.audit.models import Event, Head, Kept, Leaf, Stamp, Verification
from desk.audit.sealing.anchor import Anchor, Different
from desk.audit.sealing.note import make_key, signer
from desk.audit.sealing.seal import hand_over, seal
from desk.audit.tasks import check_trail, seal_trail
from desk.audit.verifier.signed import NotSigned, Trusted
from tests.desk.audit.conftest import as_owner

pytestmark = pytest.mark.django_db


def leaves_about_an_advice() -> int:
    about = Event.objects.filter(subject_kind="advice").values("pk")
    return Leaf.objects.filter(event_id__in=about).count()


# ---- sealing


def test_what_was_recorded_gets_its_place_once(place, told, at):
    told(9)
    assert seal(at=at) == 9
    assert seal(at=at) == 0
    assert list(Leaf.objects.order_by("position").values_list("position", flat=True)) == list(range(9))
    in_order = Stamp.objects.order_by("recorded_at", "event_id").values_list("event_id", flat=True)
    assert list(Leaf.objects.order_by("position").values_list("event_id", flat=True)) == list(in_order)


def test_an_advice_gets_its_place_when_its_day_is_over_p1(place, told, at):
    """A place within the minute, between two events with a clock, would date the call."""
    told(20)
    seal(at=at)
    seal(at=at.replace(hour=23, minute=59))
    assert leaves_about_an_advice() == 0
    assert seal(at=at + timedelta(days=1)) == 2
    assert leaves_about_an_advice() == 2


def test_the_places_of_a_day_of_advices_are_a_draw_p1(place, told, noor, at):
    for _ in range(30):
        trail.record("advice_listed", by=noor, at=at)
    seal(at=at + timedelta(days=1))
    digests = list(Leaf.objects.order_by("position").values_list("digest", flat=True))
    assert digests == sorted(digests)
    assert digests != list(Stamp.objects.order_by("event_id").values_list("digest", flat=True))


def test_the_stamp_of_an_advice_has_no_clock_p1(place, noor, at):
    trail.record("advice_listed", by=noor, at=at)
    assert Stamp.objects.get().recorded_at is None


def test_a_transaction_that_ends_late_is_sealed_the_next_minute(place, told, at):
    """An event of before the newest sealed one, that nobody could see yet."""
    told(5)
    with as_owner() as run:
        run("CREATE TABLE late_stamp AS SELECT * FROM audit_stamp")
        first = Stamp.objects.order_by("recorded_at").first()
        run(f"DELETE FROM audit_stamp WHERE digest = '{first.digest}'")
        seal(at=at)
        run(f"INSERT INTO audit_stamp SELECT * FROM late_stamp WHERE digest = '{first.digest}'")
        run("DROP TABLE late_stamp")
    assert seal(at=at + timedelta(minutes=1)) == 1
    assert check(at=at).wrong == ""


def test_an_idle_desk_signs_every_hour(place, told, at):
    told(1)
    seal(at=at)
    seal(at=at + timedelta(minutes=59))
    assert Head.objects.count() == 1
    seal(at=at + timedelta(minutes=60))
    assert Head.objects.count() == 2
    assert check(at=at).wrong == ""


def test_without_a_key_nothing_is_sealed(place, told, at, settings):
    told(3)
    settings.AUDIT_KEY_FILE = place / "not-there"
    with pytest.raises(OSError, match="not-there"):
        seal(at=at)
    assert not Leaf.objects.exists()


def test_the_worker_seals_and_checks(place, told):
    told(9)
    assert seal_trail() == 9
    assert check_trail() == ""
    assert Verification.objects.get().size == 9


def test_the_command_seals_without_a_worker(place, told):
    told(9)
    out = StringIO()
    call_command("seal_audit", stdout=out)
    assert out.getvalue() == "9 regels verzegeld\n"


# ---- the note


def test_a_head_is_a_note_that_anybody_can_read(place, told, at):
    told(3)
    seal(at=at)
    text, signature = Head.objects.get().note.split("\n\n")
    origin, size, root, clock = text.split("\n")
    assert (origin, size, clock) == ("meldesk", "3", "2026-11-23T13:06:00Z")
    assert len(base64.b64decode(root)) == 32
    assert signature.startswith("— meldesk ")


@pytest.mark.parametrize("changed", ["3", "meldesk\n", "Z\n", "— meldesk", "="])
def test_a_note_in_which_anything_is_changed_is_not_signed(place, told, at, changed):
    told(3)
    seal(at=at)
    note = Head.objects.get().note
    trusted = Trusted((place / "trail.key.pub").read_text())
    assert trusted.read(note).size == 3
    with pytest.raises(NotSigned):
        trusted.read(note.replace(changed, "4", 1))
    with pytest.raises(NotSigned):
        trusted.read(note + "— iemand anders\n")


def test_a_key_is_never_replaced_and_nobody_else_reads_it(place):
    before = (place / "trail.key").read_text()
    with pytest.raises(FileExistsError):
        make_key(place / "trail.key", "meldesk")
    with pytest.raises(CommandError, match="nooit vervangen"):
        call_command("make_audit_key", str(place / "trail.key"))
    assert (place / "trail.key").read_text() == before
    assert (place / "trail.key").stat().st_mode & 0o777 == 0o600
    assert signer(place / "trail.key", "meldesk").public == (place / "trail.key.pub").read_text().strip()


# ---- the anchor


def test_each_head_lies_at_the_anchor_once(place, told, at):
    for day in range(3):
        told(1)
        seal(at=at + timedelta(days=day))
    assert [path.name for path in sorted(place.glob("heads/*/*"))] == [
        f"{head.number:012d}.note" for head in Head.objects.order_by("number")
    ]
    assert hand_over(at=at) == 0


def test_an_anchor_that_is_away_for_a_day_loses_nothing_and_doubles_nothing(place, told, at, settings, caplog):
    """C10: what could not be brought waits, and goes in order."""
    where, settings.AUDIT_ANCHOR = settings.AUDIT_ANCHOR, f"file://{place / 'trail.key'}/not-a-folder"
    for hour in range(3):
        told(1)
        seal(at=at + timedelta(hours=hour))
    assert (Head.objects.count(), Kept.objects.count()) == (3, 0)
    assert "could not be handed over" in caplog.text
    Verification.objects.create(at=at + timedelta(days=2), size=3)
    assert warning(at=at + timedelta(days=2)).endswith("niet op de veilige plek.")
    settings.AUDIT_ANCHOR = where
    seal(at=at + timedelta(hours=3))
    assert Kept.objects.count() == Head.objects.count() == 4
    assert check(at=at).wrong == ""


def test_an_object_store_that_is_away_for_a_day_loses_nothing_and_doubles_nothing_c10(
    place, told, at, settings, monkeypatch
):
    settings.AUDIT_ANCHOR = f"memory://heads-{uuid4().hex}"
    with monkeypatch.context() as patched:

        def away(self: Anchor) -> None:
            raise ConnectionError

        patched.setattr(Anchor, "_place", away)
        for hour in range(24):
            told(1)
            seal(at=at + timedelta(hours=hour))
        assert Kept.objects.count() == 0
    assert hand_over(at=at + timedelta(hours=24)) == 24
    assert hand_over(at=at + timedelta(hours=24)) == 0
    assert [text for _, text in Anchor(settings.AUDIT_ANCHOR).heads()] == [
        head.note for head in Head.objects.order_by("number")
    ]
    assert check(at=at + timedelta(hours=24)).wrong == ""


def test_a_head_is_kept_once_and_another_one_is_refused(tmp_path, at):
    anchor = Anchor(f"file://{tmp_path}/heads")
    anchor.keep(1, at.date(), "een zegel\n")
    anchor.keep(1, at.date(), "een zegel\n")
    with pytest.raises(Different):
        anchor.keep(1, at.date(), "een ander zegel\n")
    assert [text for _, text in anchor.heads()] == ["een zegel\n"]


def test_a_head_that_was_cut_off_while_it_was_written_is_written_whole(tmp_path, at):
    anchor = Anchor(f"file://{tmp_path}/heads")
    anchor.keep(1, at.date(), "een ze")
    anchor.keep(1, at.date(), "een zegel\n")
    assert [text for _, text in anchor.heads()] == ["een zegel\n"]


def test_an_object_store_is_an_anchor_too(at):
    anchor = Anchor("memory://trail-of-this-test")
    anchor.keep(2, at.date(), "twee\n")
    anchor.keep(1, at.date(), "een\n")
    assert [text for _, text in anchor.heads()] == ["een\n", "twee\n"]
    with pytest.raises(Different):
        anchor.keep(1, at.date(), "anders\n")


# ---- the warning


def test_all_is_well(sealed, at):
    check(at=at)
    assert warning(at=at) == ""


def test_a_check_that_failed_is_told_until_one_succeeds(sealed, at):
    Verification.objects.create(at=at, size=3, wrong="plaats 3: iets")
    assert warning(at=at) == "Het logboek klopt niet: plaats 3: iets."
    check(at=at + timedelta(hours=1))
    assert warning(at=at + timedelta(hours=1)) == ""


def test_a_check_that_did_not_come_is_told(sealed, at):
    assert warning(at=at + timedelta(hours=23)) == ""
    assert warning(at=at + timedelta(hours=25)) == "Het logboek is langer dan een dag niet nagekeken."
    check(at=at + timedelta(hours=25))
    assert warning(at=at + timedelta(hours=25)) == ""


def test_a_key_that_is_gone_is_told(sealed, at, settings):
    settings.AUDIT_PUBLIC_KEY_FILE = sealed / "gone"
    check(at=at)
    assert warning(at=at) == f"Het logboek klopt niet: {UNREADABLE}."


def test_a_worker_that_stopped_sealing_is_told(sealed, at):
    """Nothing that was sealed is wrong, and what came since can be rewritten unseen."""
    check(at=at + timedelta(days=2, hours=1))
    assert warning(at=at + timedelta(days=2, hours=1)) == f"Het logboek klopt niet: {STOPPED}."


def test_a_key_that_was_never_made_is_told_by_the_task(place, told, at):
    told(3)
    (place / "trail.key").unlink()
    assert check_trail() == STOPPED


def test_an_empty_trail_warns_of_nothing(at):
    assert warning(at=at) == ""


# ---- the clock


def test_every_task_of_the_clock_is_there():
    """A name that no task has is a task that never runs, and nobody would see."""
    from desk.celery import app

    app.loader.import_default_modules()
    named = {entry["task"] for entry in app.conf.beat_schedule.values()}
    assert named <= set(app.tasks)
    assert {"desk.audit.tasks.seal_trail", "desk.audit.tasks.check_trail"} <= named
