"""A replica stands still, answers nothing, is killed and comes back under people at work.

python -m tests.faults.replica_behind SEED CLIENTS FORMS ROUNDS PORT-OF-THE-PRIMARY PORT. Files and figures hold all
that was acknowledged before their moment; where the replica cannot, the primary answers. Prints the figures as JSON.
"""

import json
import logging
import os
import random
import sys
import threading
import time
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.faults.at_work import KINDS, Work, _stored
from tests.faults.engines import Safe
from tests.faults.parts import POSTGRESQL, Asked, Row, skipped
from tests.faults.places import a_cluster
from tests.faults.standby import Standby
from tests.needle_scan import postgres
from tests.needle_scan.desks import until
from tests.ports import free_port

if TYPE_CHECKING:
    from tests.faults.reader import Reader

CLIENTS, FORMS, ROUNDS = 4, 20, 12
LINES = 1_000  # of the trail for each round, up to ten thousand: a file takes a while then
BEHIND = 4  # seconds that the replica may be behind here
REST = 3  # seconds that a process leaves it alone after it failed
TOKEN = "f" * 48
BESIDE, STANDS_STILL, SILENT, KILLED, BACK = "beside", "stands still", "answers nothing", "killed", "back"


def part(asked: Asked) -> list[Row]:
    """Let people work, and do that to the replica meanwhile."""
    if reason := postgres.cannot_run():
        return skipped(reason)
    engine, port = Safe(free_port()), free_port()
    primary = engine.port
    replica = engine.url.replace(f":{primary}/", f":{port}/")
    told = {"DATABASE_REPLICA_URL": replica, "METRICS_TOKEN": TOKEN}
    told |= {"DATABASE_REPLICA_BEHIND": str(BEHIND), "DATABASE_REPLICA_REST": str(REST)}
    with a_cluster(engine, **told) as place:
        amounts = (asked.clients or CLIENTS, FORMS, asked.trials or ROUNDS)
        return as_rows(place.answer("tests.faults.replica_behind", asked.seed, *amounts, primary, port))


def as_rows(figures: dict[str, Any]) -> list[Row]:
    """Return the figures. The primary was there all the time: a refusal is as wrong as a loss."""
    trail = figures.pop("trail") or "nothing wrong"
    longest = {name: figures.pop(name) for name in ("longest answer", "longest file", "oldest answer of the replica")}
    rows = [Row(name, count, POSTGRESQL, _is_wrong(name)) for name, count in sorted(figures.items())]
    rows += [Row(f"no {name}", 0, POSTGRESQL, True) for name in MUST_BE if not figures.get(name)]
    rows += [Row(name, f"{seconds:.1f} s") for name, seconds in longest.items()]
    return [*rows, Row("what the check of the trail says", trail, POSTGRESQL, trail != "nothing wrong")]


# The replica is asked when it can answer, and the primary when it cannot.
MUST_BE = (
    f"{BESIDE}: files of the replica",
    f"{STANDS_STILL}: files of the primary",
    f"{SILENT}: files of the primary",
    f"{KILLED}: files of the primary",
    f"{BACK}: files of the replica",
)


def _is_wrong(name: str) -> bool:
    of_nobody = {f"{state}: files of the replica" for state in (SILENT, KILLED)}
    return name.startswith("WRONG") or name == "503 with a sentence" or name in of_nobody


def main(seed: int, clients: int, forms: int, rounds: int, primary: int, port: int) -> dict[str, Any]:
    """Let people work until the replica is back, and count what is stored."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "desk.settings")
    import django

    django.setup()
    logging.disable()
    from django.conf import settings

    from desk.audit.sealing.note import make_key
    from tests.faults import reader, saves, sent
    from tests.faults.running import Running

    folder, chance = Path(os.environ["MELDESK_VAR"]), random.Random(seed)
    make_key(settings.AUDIT_KEY_FILE, settings.AUDIT_ORIGIN)
    lines = LINES * min(rounds, 10)
    mine, *people = saves.people().values()
    standby = Standby(primary, port)
    desk = Running(folder / "desk.log", is_production=True, warmth=saves.warmth(mine))
    try:
        desk.answers()
        reader.fill_trail(lines)
        standby.copied()
        work = Work(desk.address, folder)
        typed, working = _begun(work, people[:clients], forms, chance)
        reads = reader.made(desk.address, mine, reader.an_officer(mine.region), token=TOKEN, behind=BEHIND, lines=lines)
        _through(standby, reads, rounds, chance)
        left = reads.left()
        (folder / "mended").touch()
        for one in working:
            one.join()
    finally:
        desk.close()
        standby.close()
    work.found.update(_stored(form) for form in typed)
    longest = {"longest answer": work.longest, "longest file": reads.longest}
    longest["oldest answer of the replica"] = reads.oldest
    return {**work.found, **reads.found, **left, **longest, "trail": sent.at_the_end()["wrong"]}


def _begun(
    work: Work, people: list[Any], forms: int, chance: random.Random
) -> tuple[list[Any], list[threading.Thread]]:
    """Have everybody send these forms, and read between and after them."""
    from django.db import connection

    from tests.faults import saves

    typed, working = [], []
    for user in people:
        browser, kinds = saves.cookies(user), cycle(chance.sample(KINDS, len(KINDS)))
        mine = [saves.SAVES[kind](user) for kind, _ in zip(kinds, range(forms), strict=False)]
        for form in mine:
            form.browser = browser
        typed += mine
        working.append(threading.Thread(target=work.person, args=(mine, browser), daemon=True))
    connection.close()
    for one in working:
        one.start()
    return typed, working


def _through(standby: Standby, reads: "Reader", rounds: int, chance: random.Random) -> None:
    """The states of the replica, one after the other."""
    from tests.faults.reader import PRIMARY, REPLICA

    def some(state: str) -> None:
        for _ in range(rounds):
            reads.round(state)

    def again(state: str) -> None:
        """Wait until one process asks it; of the others none leaves it alone longer than a while from then on."""
        until(lambda: reads.exports(state) == REPLICA, "somebody asks the replica again")
        time.sleep(REST)

    again("begins")
    some(BESIDE)
    standby.pause()
    end = time.monotonic() + BEHIND
    while time.monotonic() < end:
        reads.round(STANDS_STILL)
    some(STANDS_STILL)
    # From here on it is too far behind, whichever process is asked.
    if {reads.exports(STANDS_STILL) for _ in range(rounds)} != {PRIMARY}:
        reads.found[f"WRONG: {STANDS_STILL}: files of a replica that is too far behind"] += 1
    standby.resume()
    again("goes on")
    with standby.silent():
        some(SILENT)
    again("answers again")
    _killed_under(standby, reads, chance)
    some(KILLED)
    standby.start()
    again("comes back")
    some(BACK)


def _killed_under(standby: Standby, reads: "Reader", chance: random.Random) -> None:
    """Kill it while a file is being read."""
    reading = threading.Thread(target=reads.exports, args=("killed under a file",))
    reading.start()
    time.sleep(chance.uniform(0.2, 0.6))
    standby.kill()
    reading.join()


if __name__ == "__main__":
    print(json.dumps(main(*map(int, sys.argv[1:]))))
