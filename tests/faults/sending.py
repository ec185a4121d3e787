"""Somebody sends a report while web server or worker is killed: python -m tests.faults.sending SEED TRIALS.

Both are started as `make run` starts them. After each kill what is stored is held against what was answered, the report
is sent again, and at the end the trail is checked. Prints the figures as JSON.
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

import requests

import start
from tests.faults.processes import Processes, answered
from tests.ports import free_port

WARM = 3  # reports sent in peace, to know how long one takes
PATIENCE = 60  # seconds


class Desk(Processes):
    """The web server and the worker of a desk, each a process of its own that can be killed."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        commands = start.commands("127.0.0.1", self.port)
        super().__init__(folder / "desk.log", {name: commands[name] for name in ("web server", "worker")})

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def answers(self) -> None:
        """Wait until the web server answers."""
        answered(self.address, PATIENCE)


class Sending(threading.Thread):
    """The browser of somebody who presses the button, and what it was answered."""

    def __init__(self, browser: requests.Session, page: str, fields: dict[str, str]) -> None:
        super().__init__()
        self._told = (browser, page, fields)
        self.number = ""

    def run(self) -> None:
        browser, page, fields = self._told
        try:
            answer = browser.post(page, data=fields, timeout=PATIENCE, allow_redirects=False)
        except requests.RequestException:
            return
        place = answer.headers.get("Location", "")
        if answer.status_code == 302 and place.startswith("/portaal/meldingen/M-"):
            self.number = place.rstrip("/").rpartition("/")[2]


def main(seed: int, trials: int) -> dict[str, Any]:
    """Run the trials and count what came of them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "desk.settings")
    import django

    django.setup()
    logging.disable()
    from django.conf import settings
    from django.db import connections

    from desk.audit.sealing.note import make_key
    from tests.faults import sent

    for folder in ("tasks", "done", "control"):
        (settings.QUEUE_DIR / folder).mkdir(parents=True, exist_ok=True)
    make_key(settings.AUDIT_KEY_FILE, settings.AUDIT_ORIGIN)
    chance = random.Random(seed)
    eva = sent.set_up()
    connections.close_all()
    desk = Desk(Path(os.environ["MELDESK_VAR"]))
    try:
        desk.answers()
        longest = max(_in_peace(desk, eva) for _ in range(WARM))
        found: Counter[str] = Counter()
        for _ in range(trials):
            found.update(_tried(desk, eva, chance, longest))
    finally:
        desk.close()
    return {"seed": seed, "trials": trials, **found, **sent.at_the_end()}


def _in_peace(desk: Desk, eva: Any) -> float:
    """Send one report without trouble; return the seconds it took."""
    from tests.faults import sent

    sending = _ready(desk, sent.a_story(eva))
    before = time.monotonic()
    sending.run()
    assert sending.number, "a report could not be sent in peace"
    return time.monotonic() - before


def _tried(desk: Desk, eva: Any, chance: random.Random, longest: float) -> list[str]:
    """Press the button, kill one of the two at a moment of that, look, and press again; return what came of it."""
    from tests.faults import sent

    story = sent.a_story(eva)
    victim = chance.choice(["web server", "worker"])
    moment = chance.uniform(0, longest * 1.2)
    sending = _ready(desk, story)
    sent.give_the_worker_work()
    sending.start()
    time.sleep(moment)
    desk.replace(victim)
    sending.join()
    first = sent.came_of(story, sending.number)
    desk.answers()
    again = _ready(desk, story)
    again.run()
    return [f"{victim}: {first}", *sent.wrong_after(story, sending.number, again.number)]


def _ready(desk: Desk, story: Any) -> Sending:
    """Open the last page as a browser does; when the report is there already, what was on that page still is."""
    browser = requests.Session()
    browser.cookies.update(story.cookies)
    page = f"{desk.address}/portaal/melden/{story.key}/nakijken/"
    told = browser.get(f"{desk.address}/portaal/meldingen/", timeout=PATIENCE).text
    token = told.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    return Sending(browser, page, {"csrfmiddlewaretoken": token, "review-declared": "on"})


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]))))
