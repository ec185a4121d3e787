"""Fifty counsellors who save for minutes: what was acknowledged is there, once. A double click is among it.

python -m tests.bench.pages.fifty looks afterwards, in the database, for the keys on its input.
"""

import json
import random
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import Any
from uuid import uuid4

from tests.bench.pages.line import Line
from tests.bench.pages.plan import SENDS, filled
from tests.bench.process import ROOT

KINDS = ("advice", "report", "note")
OF_NOTES = "Hier komen de notities bij"  # the title of the reports that were there before
_PAUSE = (0.3, 1.7)  # seconds between two saves of one counsellor
_TWICE = 0.1  # of all forms are sent twice, as by a double click


@dataclass
class Journal:
    """What was sent, what the desk said was done, how long it took, and what went wrong."""

    sent: dict[str, list[str]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    done: dict[str, list[str]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    ms: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def saved(port: int, plan: Mapping[str, Any], seconds: float, told: Mapping[str, str]) -> dict[str, Any]:
    """Let everybody of the plan save for `seconds`; return how many saves, and errors, lost and doubled of them."""
    journal, end = Journal(), time.monotonic() + seconds
    people = plan["counsellors"]
    threads = [threading.Thread(target=_work, args=(port, one, plan["forms"], end, journal)) for one in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = _looked_up(journal, plan["team"], told)
    figures: dict[str, Any] = {"counsellors": len(people), "seconds": seconds, "errors": len(journal.wrong), **found}
    figures["saves"] = sum(map(len, journal.done.values()))
    if len(journal.ms) > 1:
        parts = quantiles(journal.ms, n=20, method="inclusive")
        figures |= {"p50_ms": median(journal.ms), "p95_ms": parts[18]}
    return figures | ({"wrong": journal.wrong[-1]} if journal.wrong else {})


def _work(port: int, one: Mapping[str, Any], forms: Mapping[str, Any], end: float, journal: Journal) -> None:
    line, pick = Line(port), random.Random(one["pk"])
    while time.monotonic() < end:
        kind = pick.choice(KINDS if one["note"] else KINDS[:2])
        key = str(uuid4())
        where = one["note"] if kind == "note" else forms[kind]["path"]
        fields = filled({**forms[kind]["fields"], ("key" if kind == "advice" else "submission"): key})
        journal.sent[kind].append(key)
        for _ in range(2 if pick.random() < _TWICE else 1):
            try:
                came = line.post(where, fields, one["cookie"])
            except OSError as fault:
                line.close()
                journal.wrong.append(f"{kind}: {type(fault).__name__}")
                break
            if came.status not in SENDS:
                journal.wrong.append(f"{kind}: {came.status}")
                break
            journal.ms.append(came.seconds * 1000)
        else:
            journal.done[kind].append(key)
        time.sleep(pick.uniform(*_PAUSE))
    line.close()


def _looked_up(journal: Journal, team: int, told: Mapping[str, str]) -> dict[str, int]:
    asked = json.dumps({"sent": journal.sent, "done": journal.done, "team": team})
    command = [sys.executable, "-m", "tests.bench.pages.fifty"]
    said = subprocess.run(command, cwd=ROOT, env=told, input=asked, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, int] = json.loads(said.stdout.splitlines()[-1])
    return found


def compared(told: Mapping[str, Any]) -> dict[str, int]:
    """In this process: of what was done, how many are not there; and how many rows there are that nobody sent.

    The team was made for this run, so all it has was sent by it, but for what the portal sent to it: that has no owner.
    Keys are unique: what was stored twice would have its second row under another key.
    """
    import django

    django.setup()
    from desk.advice.models import Advice
    from desk.reports.models import Note, Report

    there = {
        "advice": Advice.objects.filter(team=told["team"]).values_list("pk", flat=True),
        "report": _filed(Report.objects.filter(team=told["team"])),
        "note": Note.objects.filter(case_file__team=told["team"]).values_list("submission", flat=True),
    }
    lost = doubled = 0
    for kind, keys in there.items():
        rows = [str(key) for key in keys]
        lost += len(set(told["done"][kind]) - set(rows))
        doubled += len(rows) - len(set(rows) & set(told["sent"][kind]))
    return {"lost": lost, "doubled": doubled}


def _filed(reports: Any) -> Any:
    return reports.filter(owner__isnull=False).exclude(title=OF_NOTES).values_list("submission", flat=True)


if __name__ == "__main__":
    print(json.dumps(compared(json.loads(sys.stdin.read()))))
