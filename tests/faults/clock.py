"""The clock of the desk is set ahead, back, and over the end of summer time: python -m tests.faults.clock SEED.

People go on, nobody's term is lost or told twice, sessions end as they must, and the seal and its check hold.
"""

import json
import os
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.faults.apart import on_own_engines
from tests.faults.parts import PATIENCE, Asked, Row
from tests.faults.twice import is_done, workers
from tests.needle_scan.desks import until
from tests.redis_server import RedisServer

if TYPE_CHECKING:
    from tests.faults.town import Town
    from tests.faults.visitor import Visitor

HOUR, DAY = 3600.0, 24 * 3600.0
# The last hour of summer time comes twice: 02:30 is there at half past nought and at half past one in UTC.
END_OF_SUMMER = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
Told = Iterator[tuple[str, int | str, bool]]


def part(asked: Asked) -> list[Row]:
    """Set the clock of web server and worker while they run; the database keeps the right one."""
    return on_own_engines("tests.faults.clock", asked)


def main() -> Told:
    """Yield what was seen: (what, how many, must not be so)."""
    import django

    django.setup()
    from tests.faults import processes
    from tests.faults import town as towns
    from tests.faults.visitor import Visitor

    file = Path(os.environ["MELDESK_VAR"], "clock")
    file.write_text("0")
    os.environ["CLOCK_FILE"] = str(file)
    town = towns.settle()
    redis = RedisServer(os.environ["REDIS_URL"])
    processes.APPLICATION, processes.CELERY = "tests.faults.shifted:application", "tests.faults.shifted"
    desk = processes.Running(Path(os.environ["MELDESK_VAR"]))
    summer = (END_OF_SUMMER - datetime.now(UTC)).total_seconds()
    try:
        visitor = Visitor(desk.answers().addresses[0])
        until(lambda: workers() == 1, "the worker answers", patience=PATIENCE)
        before = 0.0
        # A code that was used is used still after a jump back: who signs in then did not before.
        for what, offset, user in (
            ("the last hour of summer time", summer, town.noor),
            ("the same hour again, in winter time", summer + HOUR, town.tariq),
            ("right", 0.0, town.joke),
            ("a day ahead", DAY, town.bram),
            ("right again", 0.0, town.joke),
            ("an hour back", -HOUR, town.els),
        ):
            yield from _at(what, offset, offset - before, file, visitor, user)
            before = offset
        yield from _afterwards(town)
    finally:
        desk.close()
        redis.kill()


def _at(what: str, offset: float, jump: float, file: Path, visitor: "Visitor", user: Any) -> Told:
    """Set the clock; work, and let every task of the worker run."""
    import time_machine

    from desk.celery import app
    from tests.faults import town as towns

    before = visitor.get("/").status_code
    file.write_text(str(offset))
    time.sleep(1)
    after = visitor.get("/").status_code
    if before == 200:
        yield f"{what}: the page of who was at work", after, after != (302 if jump > HOUR / 2 else 200)
    with time_machine.travel(datetime.now(UTC) + timedelta(seconds=offset), tick=True):
        signed_in = visitor.sign_in(user).status_code
        advice = visitor.post("/adviezen/nieuw/", towns.advice()).status_code
        report = visitor.post("/meldingen/nieuw/", towns.report()).status_code
    told = {"signing in": signed_in, "saving an advice": advice, "saving a report": report}
    refused = [f"{name} {status}" for name, status in told.items() if status != 302]
    yield f"{what}: acts refused", ", ".join(refused) or 0, bool(refused)
    for _ in range(2):
        for entry in app.conf.beat_schedule.values():
            app.send_task(entry["task"])
    until(is_done, "the queue is empty", patience=PATIENCE)


def _afterwards(town: "Town") -> Told:
    from django.db.models import F

    from desk.audit.models import Event
    from desk.reports.models import Report
    from tests.faults import town as towns
    from tests.faults.tasks import places_wrong

    reports = Report.objects.all()
    yield "reports stored", reports.count() - len(town.reports), reports.count() - len(town.reports) != 6
    lost = reports.filter(assess_by__isnull=True).count() + reports.filter(assess_by__lt=F("received_at__date")).count()
    yield "reports without a term, or with one of before they came", lost, bool(lost)
    twice = reports.count() - reports.values("number").distinct().count()
    yield "numbers given twice", twice, bool(twice)
    late = Event.objects.filter(act="report_overdue").values_list("subject", flat=True)
    yield "reports told twice that they are late", len(late) - len(set(late)), len(late) != len(set(late))
    yield "jumps of the clock in the trail", Event.objects.filter(act="clock_jumped").count(), False
    yield "places of the seal doubled or left out", places_wrong(), bool(places_wrong())
    told = towns.trail_now()
    yield "events without a place in the seal", told["unsealed"], bool(told["unsealed"])
    yield "what the check of the trail says", told["check"] or "nothing wrong", bool(told["check"])


if __name__ == "__main__":
    sys.exit(print(json.dumps(list(main()))))
