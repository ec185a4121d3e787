"""Two web servers and two workers on one PostgreSQL and one Redis, as a desk that is scaled out.

python -m tests.faults.shared SEED. Somebody's session, a wrong password, a form that comes twice, a draft and the seal
are the same wherever they arrive.
"""

import json
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from tests.faults.apart import on_own_engines
from tests.faults.parts import PATIENCE, Asked, Row
from tests.faults.twice import is_done, workers
from tests.redis_server import RedisServer

if TYPE_CHECKING:
    from tests.faults.town import Town
    from tests.faults.visitor import Visitor

FORMS, SEALS = 10, 20
Told = Iterator[tuple[str, int | str, bool]]


def part(asked: Asked) -> list[Row]:
    """Do the same things through two web servers and two workers."""
    return on_own_engines("tests.faults.shared", asked)


def main() -> Told:
    """Yield what was seen: (what, how many, must not be so)."""
    import django

    django.setup()
    from tests.faults import town as towns
    from tests.faults.processes import Running
    from tests.faults.visitor import Visitor

    town = towns.settle()
    redis = RedisServer(os.environ["REDIS_URL"])
    desk = Running(Path(os.environ["MELDESK_VAR"]), webs=2, workers=2)
    try:
        here, there = (Visitor(address) for address in desk.answers().addresses)
        there.browser.cookies = here.browser.cookies
        yield from _sessions(here, there, town)
        yield from _forms(here, there)
        yield from _drafts(here, there)
        yield from _locks(here, there)
        yield from _seals()
    finally:
        desk.close()
        redis.kill()


def _sessions(here: "Visitor", there: "Visitor", town: "Town") -> Told:
    here.sign_in(town.noor)
    yield (
        "a session of the one opens a page at the other",
        there.get("/").status_code,
        there.get("/").status_code != 200,
    )
    here.post("/uitloggen/", {})
    over = there.get("/").status_code
    yield "after signing out at the one, a page at the other", over, over != 302
    here.sign_in(town.noor)


def _forms(here: "Visitor", there: "Visitor") -> Told:
    from desk.advice.models import Advice
    from desk.reports.models import Report
    from tests.faults import town as towns

    before = Report.objects.count()
    for what, path, made, key in (
        ("advices", "/adviezen/nieuw/", towns.advice, "key"),
        ("reports", "/meldingen/nieuw/", towns.report, "submission"),
    ):
        answers = [_both(here, there, path, made(**{key: str(uuid4())})) for _ in range(FORMS)]
        wrong = sum(status not in (302, 303) for pair in answers for status in pair)
        count = Advice.objects.count() if what == "advices" else Report.objects.count() - before
        yield f"{what} stored of {FORMS} sent to both at once", count, count != FORMS
        yield f"{what}: answers that were an error", wrong, bool(wrong)


def _both(here: "Visitor", there: "Visitor", path: str, form: dict[str, Any]) -> tuple[int, int]:
    with ThreadPoolExecutor(2) as two:
        asked = [two.submit(one.post, path, form) for one in (here, there)]
    first, second = (one.result().status_code for one in asked)
    return first, second


def _drafts(here: "Visitor", there: "Visitor") -> Told:
    word = f"Zin{uuid4().hex[:8]}"
    here.post("/meldingen/concept/", {"key": "new", "title": word, "submission": str(uuid4())})
    is_there = word in there.get("/meldingen/nieuw/").text
    yield "what is typed at the one is found at the other", "yes" if is_there else "no", not is_there


def _locks(here: "Visitor", there: "Visitor") -> Told:
    def wrong(turn: int, name: str) -> int:
        form = {"username": name, "password": "geen-goed-wachtwoord"}
        return (here, there)[turn % 2].post("/inloggen/", form).status_code

    tries = next((turn for turn in range(1, 10) if wrong(turn, "tariq") == 429), 0)
    yield "wrong passwords, in turn at both, until the account is locked", tries, tries != 5
    more = next((turn for turn in range(tries + 1, 40) if wrong(turn, f"n{turn}") == 429), 0)
    yield "wrong passwords, in turn at both, until the place is slowed down", more, not 20 <= more <= 22


def _seals() -> Told:
    from desk.celery import app
    from tests.faults import town as towns
    from tests.faults.tasks import places_wrong
    from tests.needle_scan.desks import until

    until(lambda: workers() == 2, "two workers answer", patience=PATIENCE)
    for _ in range(SEALS):
        app.send_task("desk.audit.tasks.seal_trail")
    until(is_done, "the queue is empty", patience=PATIENCE)
    yield f"places of the seal doubled or left out, of {SEALS} seals by two", places_wrong(), bool(places_wrong())
    told = towns.trail_now()
    yield "events without a place in the seal", told["unsealed"], bool(told["unsealed"])
    yield "what the check of the trail says", told["check"] or "nothing wrong", bool(told["check"])


if __name__ == "__main__":
    sys.exit(print(json.dumps(list(main()))))
