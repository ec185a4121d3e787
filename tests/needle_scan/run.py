"""One run through a house: every road is gone, and after each part everything is searched."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from desk.advice.models import TEXTS
from tests.needle_scan.browser import Browser
from tests.needle_scan.desks import PASSWORD, PATIENCE, Desk
from tests.needle_scan.house import House
from tests.needle_scan.needles import Needle, Places, hits, needles, rare_word, told
from tests.needle_scan.roads import Road, Step, roads

# 503: the trail could not be written, so nothing was done.
BROKEN = frozenset({500, 503})


@dataclass
class Run:
    """A desk as it is shipped, one beside it that can be broken, and somebody signed in to both."""

    home: House
    subtests: pytest.Subtests
    switch: Path
    refused: list[Needle] = field(default_factory=needles)
    _found: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.switch.write_text("")
        self.spoken = rare_word()
        application = "tests.needle_scan.troubled:application"
        # Apart from the shipped desk: no pool, which waits half a minute for a database that is gone.
        self.weak = self.home.open(
            "weak",
            application,
            TROUBLE=str(self.switch),
            TROUBLE_WORD=self.spoken.typed,
            DATABASE_POOL="0",
            DATABASE_PATIENCE="2",
        )
        self.desk = self.home.open("shipped")
        self.noor, self.noor_at_the_weak = (self._signed_in(desk) for desk in (self.desk, self.weak))
        self.roads = {road.name: road for road in roads(self.home.advice)}
        self.text = told(self.refused)

    def _signed_in(self, desk: Desk) -> Browser:
        return Browser(desk.ready().port).sign_in("noor", PASSWORD)

    def whole(self, road: Road) -> Step:
        """All needles at once in every text of a road; one without texts gets them in what it does not know."""
        fields = road.full_of(self.text) if road.texts else [*road.sent(), *[(name, self.text) for name in TEXTS]]
        return Step(road.name, road.path, fields)

    def go(self, what: str, steps: Iterable[tuple[Browser, Step]]) -> None:
        """Take every step; each is answered as it should be, and leaves no needle in a session or outside its page."""
        with self.subtests.test(what):
            wrong = [one for browser, step in steps for one in (*self._wrong(browser, step), *self._remembered(step))]
            assert not wrong, "\n".join(wrong)

    def _remembered(self, step: Step) -> list[str]:
        # At once: a session is packed, so that no search of files finds what it held a moment ago.
        return hits(self.refused, [(f"a session after: {step.name}", self.home.engine.sessions())])

    def _wrong(self, browser: Browser, step: Step, patience: float = PATIENCE) -> list[str]:
        answer = step.taken(browser, patience=patience)
        shown = [] if step.in_address else hits(self.refused, [(f"the face of: {step.name}", answer.face)])
        if answer.status not in step.may_answer:
            shown.append(f"{step.name} answers {answer.status}")
        return shown

    def opened(self, text: str) -> str:
        """Store an advice with this text; return the address of its page."""
        new = self.roads["new"]
        answer = self.noor.post(new.path, new.sent(question_text=text))
        assert answer.status == 302, answer.page
        return dict(answer.headers)["Location"]

    def go_at_once(self, what: str, browser: Browser, steps: list[Step], give_up: float = 0) -> None:
        """Take all steps at the same time. Each breaks down, or somebody hangs up after `give_up` seconds."""

        def wrong(step: Step) -> list[str]:
            try:
                return self._wrong(browser, replace(step, may_answer=BROKEN), give_up or PATIENCE)
            except TimeoutError:
                return [] if give_up else [f"{step.name} does not answer"]

        with self.subtests.test(what), ThreadPoolExecutor(len(steps)) as browsers:
            said = [one for told_wrong in browsers.map(wrong, steps) for one in told_wrong]
            assert not said, "\n".join(said)

    def nothing_is_kept(self, when: str, places: Places | None = None) -> None:
        """Search everything; what was found before is told once."""
        with self.subtests.test(f"nothing is kept, {when}"):
            found = set(hits(self.refused, places or self.home.places())) - self._found
            self._found |= found
            assert not found, "\n".join(sorted(found))
