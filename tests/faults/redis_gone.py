"""Redis is killed, hangs, and comes back while people work: python -m tests.faults.redis_gone SEED.

Intake, reading and signing in go on, wrong passwords still count, and what no queue told of is found in the database.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tests.faults.apart import on_own_engines
from tests.faults.parts import PATIENCE, Asked, Row
from tests.faults.twice import is_done
from tests.needle_scan.desks import until
from tests.redis_server import RedisServer

if TYPE_CHECKING:
    from tests.faults.town import Town
    from tests.faults.visitor import Visitor

# Seconds that an answer may take longer than with a Redis that is there: a form asks it at most three times, and each
# time it waits one or two.
LONGER = 6.0
Told = Iterator[tuple[str, int | str, bool]]
STATES = ("there", "gone", "hangs", "gone again")


def part(asked: Asked) -> list[Row]:
    """Work through a Redis that is there, gone, hangs and is gone again, and then comes back."""
    return on_own_engines("tests.faults.redis_gone", asked)


def main() -> Told:
    """Yield what was seen: (what, how many, must not be so)."""
    import django

    django.setup()
    from desk.reports.models import Report
    from tests.faults import town as towns
    from tests.faults.processes import Running
    from tests.faults.visitor import Visitor

    town, scanner = towns.settle(), towns.scanner()
    redis = RedisServer(os.environ["REDIS_URL"])
    desk = Running(Path(os.environ["MELDESK_VAR"]))
    into: dict[str, Callable[[], None]] = {"gone": redis.kill, "hangs": redis.hang, "gone again": redis.kill}
    try:
        visitor = Visitor(desk.answers().addresses[0])
        longest = 0.0
        for number, state in enumerate(STATES):
            into.get(state, lambda: None)()
            yield from _in(state, visitor, town, number, longest)
            longest = longest or visitor.longest
            if state == "gone":
                redis.start()
        redis.start()
        yield from _found_again(town, Report.objects.count())
    finally:
        desk.close()
        redis.kill()
        scanner.shutdown()


def _in(state: str, visitor: "Visitor", town: "Town", number: int, there: float) -> Told:
    visitor.timed()
    refused = [name for name, went_well in _acts(visitor, town, number) if not went_well]
    yield f"Redis {state}: acts refused", ", ".join(refused) or 0, bool(refused)
    is_late = bool(there) and visitor.longest > there + LONGER
    yield f"Redis {state}: slowest answer, ms", round(visitor.longest * 1000), is_late
    if state == "gone":
        tries = _tries_until_slowed(visitor)
        yield "Redis gone: wrong passwords from one place until it is slowed down", tries, not tries


def _acts(visitor: "Visitor", town: "Town", number: int) -> Iterator[tuple[str, bool]]:
    from tests.faults import town as towns

    report = town.reports[0]
    yield "signing in", visitor.sign_in(town.noor).status_code == 302
    for page in ("/", "/meldingen/", "/adviezen/", f"/meldingen/{report.number}/"):
        yield f"reading {page.split('/')[1] or 'the work list'}", visitor.get(page).status_code in (200, 302)
    yield "saving an advice", visitor.post("/adviezen/nieuw/", towns.advice()).status_code == 302
    yield "saving a report", visitor.post("/meldingen/nieuw/", towns.report()).status_code == 302
    yield "adding an attachment", towns.attach(visitor, report.number).status_code == 302
    email = f"wie{number}@{towns.DOMAIN}"
    yield "asking for an account", visitor.post("/portaal/account/", {"email": email}).status_code in (200, 302)
    yield "signing in as Bram", visitor.sign_in(town.bram).status_code == 302
    need = {"number": town.reports[number % 3].number, "reason": "De politie staat bij het gezin aan de deur."}
    if number < len(town.reports):
        yield "breaking the glass", visitor.post("/toegang/nood/", need).status_code == 302
    yield "a wrong password is refused", _wrong(visitor, "samir") in (400, 429)
    yield "an account is locked after five", [_wrong(visitor, f"n{number}") for _ in range(5)][-1] == 429


def _wrong(visitor: "Visitor", username: str) -> int:
    return visitor.post("/inloggen/", {"username": username, "password": "geen-goed-wachtwoord"}).status_code


def _tries_until_slowed(visitor: "Visitor") -> int:
    """Two processes count apart while Redis is away: at worst each lets its twenty-one through."""
    for tries in range(1, 60):
        if _wrong(visitor, f"naam-{tries}") == 429:
            return tries
    return 0


def _found_again(town: "Town", reports: int) -> Told:
    """The clock sends its tasks anew, as it does within minutes; the worker finds what no queue told it of."""
    from desk.attachments.choices import WAITING
    from desk.attachments.models import Attachment
    from desk.celery import app
    from meldcode.people import Invitation
    from tests.faults import town as towns
    from tests.faults.tasks import GLASS, LINK, mails

    waiting = Attachment.objects.filter(state__in=WAITING)
    unmailed = Invitation.objects.filter(mailed_at__isnull=True)
    yield "documents that no queue told of", waiting.count(), not waiting.exists()
    yield "links that no queue told of", unmailed.count(), not unmailed.exists()
    for entry in app.conf.beat_schedule.values():
        app.send_task(entry["task"])
    until(is_done, "the sweeps are done", patience=PATIENCE)
    yield "documents that wait still", waiting.count(), waiting.exists()
    yield "links mailed", mails(LINK), mails(LINK) != len(STATES)
    yield "mails about broken glass", mails(GLASS), mails(GLASS) != len(town.reports)
    yield "reports stored", reports - len(town.reports), reports - len(town.reports) != len(STATES)
    told = towns.trail_now()
    yield "events in the trail", told["events"], False
    yield "events without a place in the seal", told["unsealed"], bool(told["unsealed"])
    yield "what the check of the trail says", told["check"] or "nothing wrong", bool(told["check"])


if __name__ == "__main__":
    sys.exit(print(json.dumps(list(main()))))
