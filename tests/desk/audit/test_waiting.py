"""What is not at the safe place yet is found behind the last head that is, and not among all that ever were."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.db.models import Max

from desk.audit.check import check, warning
from desk.audit.models import Head, Kept, Verification
from desk.audit.sealing.seal import hand_over, seal
from desk.audit.sealing.waiting import waiting
from tests.desk.audit.conftest import as_owner

pytestmark = pytest.mark.django_db


@pytest.fixture
def many(at) -> int:
    """Two thousand heads, all but the last three kept. Returns the number of the first that waits."""
    rows = (Head(size=n, at=at, peaks=[], note="zegel " * 40) for n in range(2_000))
    heads = Head.objects.bulk_create(rows)
    Kept.objects.bulk_create(Kept(head=head, at=at) for head in heads[:-3])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE audit_head")
        cursor.execute("ANALYZE audit_kept")
    return heads[-3].number


def test_before_the_first_is_kept_all_wait(at):
    heads = Head.objects.bulk_create(Head(size=n, at=at, peaks=[], note="zegel") for n in range(3))
    assert list(waiting()) == heads


def test_behind_the_last_that_is_kept_they_wait_oldest_first(many):
    assert [head.number for head in waiting()] == [many, many + 1, many + 2]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite tells no rows")
@pytest.mark.parametrize("asked", [lambda: waiting().first(), lambda: waiting().count(), lambda: list(waiting())])
def test_of_the_heads_and_what_is_kept_no_more_is_read_than_waits(many, asked, django_assert_max_num_queries):
    with django_assert_max_num_queries(1) as told:
        asked()
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {told.captured_queries[0]['sql']}")
        plan = cursor.fetchone()[0][0]["Plan"]
    assert max(_read(plan)) <= 3


def _read(plan: dict) -> list[int]:
    here = plan["Actual Rows"] + plan.get("Rows Removed by Filter", 0)
    return [here, *(rows for part in plan.get("Plans", []) for rows in _read(part))]


def test_one_that_cannot_be_handed_over_keeps_all_behind_it_waiting(place, told, at, monkeypatch):
    """Or the heads behind it would be the last that is kept, and nobody would ask for it again."""
    monkeypatch.setattr("desk.audit.sealing.seal.hand_over", lambda at: 0)
    for minute in range(3):
        told(1)
        seal(at=at + timedelta(minutes=minute))
    _first, stuck, last = Head.objects.order_by("number")
    other = place / "heads" / f"{at:%Y-%m-%d}" / f"{stuck.number:012d}.note"
    other.parent.mkdir(parents=True)
    other.write_text("een ander zegel")
    assert hand_over(at=at) == 1
    assert list(waiting()) == [stuck, last]
    Verification.objects.create(at=at + timedelta(days=2), size=3)
    assert warning(at=at + timedelta(days=2)).endswith("niet op de veilige plek.")
    other.unlink()
    assert hand_over(at=at) == 2
    assert not waiting().exists()


def test_a_gap_that_somebody_made_among_the_kept_is_found_when_its_head_is_not_there(sealed, at):
    """Nobody waits in the midst; what the anchor holds is asked of the anchor."""
    first = Head.objects.order_by("number").first()
    with as_owner() as run:
        run(f"DELETE FROM audit_kept WHERE head_id = {first.number}")
    assert check(at=at).wrong == ""
    Path(next((sealed / "heads").rglob(f"{first.number:012d}.note"))).unlink()
    assert check(at=at).wrong == f"zegel {first.number}: ligt niet meer op de veilige plek"


def test_put_back_to_a_moment_at_which_a_head_waited_it_goes_again(sealed, at):
    last = Kept.objects.aggregate(last=Max("head_id"))["last"]
    with as_owner() as run:
        run(f"DELETE FROM audit_kept WHERE head_id = {last}")
    assert [head.number for head in waiting()] == [last]
    assert hand_over(at=at) == 1
    assert check(at=at).wrong == ""
