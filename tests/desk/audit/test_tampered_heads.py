"""Heads that are changed, signed anew, replayed or taken away are found: in the database, and at the anchor (P10)."""

import hashlib
import json

import pytest

from desk.audit.check import check
from desk.audit.models import Head
from desk.audit.sealing.note import Signer, head, make_key, signer
from desk.audit.sealing.seal import hand_over
from desk.audit.verifier.rows import leaves
from tests.desk.audit.conftest import as_owner
from tests.desk.audit.tamper import Run, at_place, found, key
from tests.desk.audit.trees import grown

pytestmark = pytest.mark.django_db

HEADS = {
    "size": "size + 1",
    "at": "'2020-01-01 10:00:00'",
    "until": "'2020-01-01 10:00:00'",
    "peaks": "'[]'",
    "note": "replace(note, 'meldesk', 'meldesq')",
    "number": "number + 1000",
}


@pytest.mark.parametrize("column", HEADS)
def test_a_changed_head_is_found(sealed, at, column):
    last = Head.objects.order_by("number").last().number
    change = f"UPDATE audit_head SET {column} = {HEADS[column]} WHERE number = {last}"

    def tamper(run: Run) -> None:
        run(f"DELETE FROM audit_kept WHERE head_id = {last}")
        run(change)

    assert "zegel" in found(at, tamper)


def rewritten(run: Run, place: int) -> list[bytes]:
    """A changed row with every hash of the database made anew; the digests as they are then."""
    event = at_place(place)
    run(f"UPDATE audit_event SET reason = 'nooit gebeurd' WHERE {key('id', event)}")
    row = next(row for row in leaves() if row.position == place)
    said = (row.salt or "") + row.said
    digest = hashlib.sha256(said.encode()).hexdigest()
    run(f"UPDATE audit_stamp SET digest = '{digest}' WHERE {key('event_id', event)}")
    run(f"UPDATE audit_leaf SET digest = '{digest}' WHERE position = {place}")
    return [bytes.fromhex(row.digest) for row in leaves()]


def test_all_hashes_made_anew_are_found(sealed, at):
    for place, first in ((3, 0), (60, 45), (199, 180)):
        said = found(at, lambda run, place=place: rewritten(run, place))
        assert said.endswith("is herschreven")
        assert f"van plaats {first} tot en met" in said


def signed_anew(run: Run, own: Signer) -> None:
    """Every hash and every head made anew, with this key."""
    digests = rewritten(run, 3)
    for one in Head.objects.order_by("number"):
        tree = grown(digests[: one.size])
        note = own.sign(head("meldesk", one.size, tree.root, one.at))
        peaks = json.dumps([peak.hex() for peak in tree.peaks])
        run("UPDATE audit_head SET note = %s, peaks = %s WHERE number = %s", note, peaks, one.number)


def test_heads_that_another_key_signed_are_found(sealed, at):
    thief = make_key(sealed / "of-a-thief.key", "meldesk")
    assert found(at, lambda run: signed_anew(run, thief)).startswith("zegel")


def test_heads_signed_anew_with_the_very_key_are_found_at_the_anchor(sealed, at, settings):
    own = signer(settings.AUDIT_KEY_FILE, "meldesk")
    said = found(at, lambda run: signed_anew(run, own))
    assert said.endswith("op de veilige plek ligt een ander zegel")


def test_an_old_head_in_the_place_of_the_newest_is_found(sealed, at):
    first, last = Head.objects.order_by("number")[0], Head.objects.order_by("number").last()
    assert found(at, lambda run: run("UPDATE audit_head SET note = %s WHERE number = %s", first.note, last.number))


def test_an_old_head_at_the_anchor_is_found(sealed, at):
    notes = sorted(sealed.glob("heads/*/*.note"))
    notes[-1].write_text(notes[0].read_text())
    assert check(at=at).wrong.endswith("op de veilige plek ligt een ander zegel")


def test_two_heads_for_one_size_are_not_kept_both(sealed, at):
    """A second trail that hands over under the same number is refused by the place itself."""
    note = next(iter(sorted(sealed.glob("heads/*/*.note"))))
    note.write_text("iets anders")
    with as_owner() as run:
        run("DELETE FROM audit_kept")
    assert hand_over(at=at) == 0
    assert note.read_text() == "iets anders"


def test_a_head_that_left_the_anchor_is_found(sealed, at):
    sorted(sealed.glob("heads/*/*.note"))[2].unlink()
    assert check(at=at).wrong.endswith("ligt niet meer op de veilige plek")
