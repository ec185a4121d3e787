"""People save at once while web server or worker is killed: python -m tests.faults.web_killed SEED TRIALS KIND.

After each kill what is stored is held against what was answered, each form is sent again, and what is stored then must
be there once, with one event. Prints the figures as JSON.
"""

import json
import logging
import os
import random
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

from tests.faults.parts import POSTGRESQL, SQLITE, Asked, Row, skipped
from tests.faults.places import Place, a_cluster, a_file
from tests.needle_scan import postgres

TRIALS = 40
WARM = 2  # rounds in peace, to know how long one takes
SAYS_EVERY = 20  # kills
TOGETHER = 3  # people who save at the moment of a kill


def part(asked: Asked) -> list[Row]:
    """Kill `asked.trials` times on each engine, at the same moments for the same seed."""
    trials = asked.trials or TRIALS
    with a_file() as place:
        rows = rows_of(place, asked.seed, trials, SQLITE)
    if reason := postgres.cannot_run():
        return rows + skipped(reason)
    with a_cluster() as place:
        return rows + rows_of(place, asked.seed, trials, POSTGRESQL)


def rows_of(place: Place, seed: int, trials: int, on: str) -> list[Row]:
    return as_rows(place.answer("tests.faults.web_killed", seed, trials, on), on)


def as_rows(figures: dict[str, Any], on: str) -> list[Row]:
    """Return the figures of one engine: whatever begins with WRONG is wrong, and so is what the trail says."""
    said = figures.pop("trail") or "nothing wrong"
    rows = [Row(name, count, on, name.startswith("WRONG")) for name, count in sorted(figures.items())]
    return [*rows, Row("what the check of the trail says", said, on, said != "nothing wrong")]


def main(seed: int, trials: int, on: str) -> dict[str, Any]:
    """Run the trials and count what came of them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "desk.settings")
    import django

    django.setup()
    logging.disable()
    from django.conf import settings

    from desk.audit.sealing.note import make_key
    from tests.faults import saves, sent
    from tests.faults.running import Running

    make_key(settings.AUDIT_KEY_FILE, settings.AUDIT_ORIGIN)
    chance = random.Random(seed)
    people = saves.people()
    browsers = {name: saves.cookies(user) for name, user in people.items()}
    log, warmth = Path(os.environ["MELDESK_VAR"], "desk.log"), saves.warmth(people["questions"])
    desk = Running(log, is_production=on == POSTGRESQL, warmth=warmth)
    found: Counter[str] = Counter()
    try:
        desk.answers()
        longest = min(_in_peace(desk, people, browsers) for _ in range(WARM))
        for number in range(1, trials + 1):
            found.update(_tried(desk, people, browsers, chance, longest))
            if number % SAYS_EVERY == 0:
                print(f"{on}: {number} of {trials} kills, {dict(found)}", file=sys.stderr, flush=True)
    finally:
        desk.close()
    return {"kills": trials, **found, "trail": sent.at_the_end()["wrong"]}


def _round(people: dict[str, Any], browsers: dict[str, dict[str, str]], names: list[str]) -> list[Any]:
    from tests.faults import saves

    made = [saves.SAVES[name](people[name]) for name in names]
    for save in made:
        save.browser = browsers[save.name]
    return made


def _together(forms: list[Any], address: str) -> list[threading.Thread]:
    sending = [threading.Thread(target=save.send, args=(address,)) for save in forms]
    for one in sending:
        one.start()
    return sending


def _in_peace(desk: Any, people: dict[str, Any], browsers: dict[str, dict[str, str]]) -> float:
    """Save all without trouble; return the seconds it took."""
    forms = _round(people, browsers, list(people))
    before = time.monotonic()
    for one in _together(forms, desk.address):
        one.join()
    wrong = {save.name: (save.status, save.stored(), save.events()) for save in forms if not _is_right(save)}
    assert not wrong, f"could not be saved in peace: {wrong}"
    return time.monotonic() - before


def _is_right(save: Any) -> bool:
    return save.is_acknowledged and save.stored() == save.events() == 1


def _tried(
    desk: Any, people: dict[str, Any], browsers: dict[str, dict[str, str]], chance: random.Random, longest: float
) -> list[str]:
    """Press the buttons, kill one at a moment of that, look, and press again; return what came of it."""
    from tests.faults import sent

    forms = _round(people, browsers, chance.sample(list(people), TOGETHER))
    victim, moment = chance.choice(desk.victims), chance.uniform(0, longest * 1.1)
    sent.give_the_worker_work()
    sending = _together(forms, desk.address)
    time.sleep(moment)
    desk.strike(victim, chance)
    for one in sending:
        one.join()
    told = [f"kills of the {victim}", *map(came_of, forms)]
    desk.answers()
    for save in forms:
        told += _again(save, desk)
    return told


def came_of(save: Any) -> str:
    """Return what is stored after the kill, held against what was answered."""
    stored, events, heard = save.stored(), save.events(), save.is_acknowledged
    if save.status and not heard:
        return f"WRONG: {save.name} answered {save.status}"
    if stored > 1 or stored != events:
        return f"WRONG: {save.name} stored {stored} times with {events} events"
    if stored:
        return "acknowledged, stored once" if heard else "stored once, the answer lost"
    if heard:
        return f"WRONG: {save.name} LOST"
    return "absent, what was typed is kept" if save.is_kept() else f"WRONG: {save.name} absent and not kept"


def _again(save: Any, desk: Any) -> list[str]:
    """Send it again: it is stored once now. A change that was stored already is refused with what stands there now."""
    was = save.stored()
    save.send(desk.address)
    right = save.stored() == save.events() == 1 and (save.is_acknowledged or (was and save.status in {400, 409}))
    if not right:
        return [f"WRONG: {save.name} sent again: {save.status}, stored {save.stored()}, {save.events()} events"]
    return ["sent again"]


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])))
