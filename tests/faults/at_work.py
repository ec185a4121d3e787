"""People at work while something under the desk fails: python -m tests.faults.at_work SEED CLIENTS FORMS LOG [PAGES].

Whoever starts this waits for the file `working` in MELDESK_VAR, makes something fail, mends it, and makes `mended`.
Each form is sent until it is acknowledged; then what is stored is counted. Prints the figures as JSON. A LOG of "-"
lies in the folder of the desk.
"""

import json
import logging
import os
import random
import sys
import threading
import time
from collections import Counter
from collections.abc import Sequence
from html import escape
from itertools import cycle
from pathlib import Path
from typing import Any

import requests

from tests.faults.parts import POSTGRESQL, Row

KINDS = ("advice", "filing", "note")
SENTENCES = ("De database antwoordt niet", "Het logboek kan niet schrijven")
PAUSE = 0.3  # seconds between two things that one person does
# What is said of the trail of a database that was filled elsewhere (filled.py).
ELSEWHERE = "not checked: its key lies elsewhere"
AFTERWARDS = 240  # seconds in which everything must be stored once it is mended


class Work:
    """What everybody does and was answered. The lock is for the counts alone."""

    def __init__(self, address: str, folder: Path, pages: Sequence[str] = ("/",)) -> None:
        self.address, self._mended, self._pages = address, folder / "mended", pages
        self.found: Counter[str] = Counter()
        self.longest, self.first_after = 0.0, 0.0
        self._since: float | None = None
        self._lock = threading.Lock()

    @property
    def is_mended(self) -> bool:
        return self._mended.exists()

    def heard(self, what: str, seconds: float) -> None:
        """Note down one answer; the first good one after it was mended says how long coming back took."""
        with self._lock:
            self.found[what] += 1
            self.longest = max(self.longest, seconds)
            if self._since is None and self.is_mended:
                self._since = time.monotonic()
            if self._since is not None and not self.first_after and what in {"saved", "read"}:
                self.first_after = time.monotonic() - self._since

    def person(self, forms: list[Any], browser: dict[str, str]) -> None:
        """Send each form until it is acknowledged, read in between, and go on reading until it is mended."""
        waiting, end = list(forms), None
        while waiting or not self.is_mended:
            if end is None and self.is_mended:
                end = time.monotonic() + AFTERWARDS
            if end is not None and time.monotonic() > end:
                return
            if waiting and self._sends(waiting[0]):
                waiting.pop(0)
            self._reads(browser)
            time.sleep(PAUSE)

    def _sends(self, form: Any) -> bool:
        before = time.monotonic()
        form.send(self.address)
        self.heard(_answer_to(form), time.monotonic() - before)
        return bool(form.is_acknowledged)

    def _reads(self, browser: dict[str, str]) -> None:
        before, page = time.monotonic(), random.choice(self._pages)
        try:
            answer = requests.get(f"{self.address}{page}", cookies=browser, timeout=60, allow_redirects=False)
            what = "read" if answer.status_code == 200 else refusal(answer.status_code, answer.text, [])
        except requests.RequestException:
            what = "WRONG: no answer"
        self.heard(what, time.monotonic() - before)


def _answer_to(form: Any) -> str:
    if form.is_acknowledged:
        return "saved"
    typed = [value for value in form.fields.values() if isinstance(value, str) and " " in value]
    return refusal(form.status, form.text, typed)


def refusal(status: int, page: str, typed: list[str]) -> str:
    """Return what a refusal was: 503 with the desk's own sentence and everything typed, or wrong."""
    if not status:
        return "WRONG: no answer"
    if status != 503 or not any(sentence in page for sentence in SENTENCES):
        return f"WRONG: answered {status}"
    return "503 with a sentence" if all(escape(text) in page for text in typed) else "WRONG: 503 without what was typed"


def as_rows(figures: dict[str, Any], on: str = POSTGRESQL, *, patience: int = 0, back_in: int = 60) -> list[Row]:
    """Return the figures; an answer after `patience` seconds (0: any) or coming back after `back_in` is wrong."""
    said = figures.pop("trail") or "nothing wrong"
    longest, back = figures.pop("longest"), figures.pop("first_after")
    rows = [Row(name, count, on, name.startswith("WRONG")) for name, count in sorted(figures.items())]
    return [
        *rows,
        Row("longest wait for an answer", f"{longest:.1f} s", on, bool(patience) and longest > patience),
        Row("first good answer after it was mended", f"{back:.1f} s", on, not 0 < back < back_in),
        Row("what the check of the trail says", said, on, said != "nothing wrong"),
    ]


def main(seed: int, clients: int, forms: int, log: str, *pages: str) -> dict[str, Any]:
    """Let people work until everything they typed is acknowledged, and count what is stored."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "desk.settings")
    import django

    django.setup()
    logging.disable()
    from django.conf import settings
    from django.db import connection

    from desk.audit.sealing.note import make_key
    from tests.faults import saves, sent
    from tests.faults.running import Running

    folder, chance = Path(os.environ["MELDESK_VAR"]), random.Random(seed)
    if not Path(settings.AUDIT_KEY_FILE).exists():
        make_key(settings.AUDIT_KEY_FILE, settings.AUDIT_ORIGIN)
    made = list(saves.people().values())[:clients]
    browsers = [saves.cookies(user) for user in made]
    place = folder / "desk.log" if log == "-" else Path(log)
    desk = Running(place, is_production=True, warmth=saves.warmth(made[0]))
    try:
        desk.answers()
        work, typed = Work(desk.address, folder, pages or ("/",)), []
        for user, browser in zip(made, browsers, strict=True):
            kinds = cycle(chance.sample(KINDS, len(KINDS)))
            mine = [saves.SAVES[kind](user) for kind, _ in zip(kinds, range(forms), strict=False)]
            for form in mine:
                form.browser = browser
            typed.append(mine)
        connection.close()
        working = [threading.Thread(target=work.person, args=told) for told in zip(typed, browsers, strict=True)]
        for one in working:
            one.start()
        (folder / "working").touch()
        for one in working:
            one.join()
    finally:
        desk.close()
    counted = Counter(_stored(form) for mine in typed for form in mine)
    is_ours = "FAULTS_TRAIL" not in os.environ
    trail = sent.at_the_end()["wrong"] if is_ours else ELSEWHERE
    told = {"longest": work.longest, "first_after": work.first_after, "trail": trail}
    return {**work.found, **counted, **told}


def _stored(form: Any) -> str:
    stored, events = form.stored(), form.events()
    if stored == events == 1 and form.is_acknowledged:
        return "forms stored once, with one event"
    return f"WRONG: {form.name} answered {form.status}, stored {stored}, {events} events"


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), *sys.argv[4:])))
