"""What is done and looked at when a database was put back, by the commands of the desk."""

import io
from pathlib import Path
from typing import Any
from unittest.mock import patch

from django.core.management import CommandError, call_command
from django.utils import timezone

from desk.accounts.models import User
from desk.accounts.proofs import practice_code
from desk.audit.models import Event
from desk.demo.people import PASSWORD
from desk.reports.models import CaseFile, Note
from tests.at_the_terminal import Typed

WHY = "De machine van de database is verloren gegaan."


def done(story: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Return what came of each step; what must not be is a sentence in `wrong`."""
    numbers, wrong, typed = story["numbers"], [], _typed(story["paper"])
    told: dict[str, Any] = {"wrong": wrong}
    told |= _notes(folder)
    back = {name for name, number in numbers.items() if CaseFile.objects.filter(number=number).exists()}
    told["came_back"] = len(back & {"earlier", "between", "later"})
    if back != {"later", "kept"}:
        wrong.append(f"in the restored database lie {sorted(back)}")
    told["before_statement"] = _said("verify_audit")
    _must("Is de database teruggezet?" in told["before_statement"], "the check did not explain the gap", wrong)
    _must("declare_restore" in _said("seal_audit"), "sealing went on without a statement", wrong)
    alone = _said("declare_restore", typed, by="samir", second="samir", reason=WHY)
    _must("een ander moet bevestigen" in alone, "one person declared it alone", wrong)
    declared = _said("declare_restore", typed, by="samir", second="ada", reason=WHY)
    _must("Verklaard" in declared, "it was not declared", wrong)
    _must("1 opnieuw vernietigd" in _said(_AGAIN, typed, **_TWO), "what was destroyed stayed", wrong)
    _must("0 opnieuw vernietigd" in _said(_AGAIN, typed, **_TWO), "the second time was not the same", wrong)
    told["left"] = CaseFile.objects.filter(number__in=[numbers[n] for n in ("earlier", "between", "later")]).count()
    _must(not told["left"], "a destroyed file is still there", wrong)
    _must(Event.objects.filter(act="destruction_reapplied").count() == 1, "the trail does not tell of it", wrong)
    told["documents"] = _said("check_attachments")
    _must("alle met hun bestand" in told["documents"], "documents have no file", wrong)
    _said("seal_audit")
    told["after_statement"] = _said("verify_audit")
    _must("Het logboek klopt" in told["after_statement"], "the trail is not whole", wrong)
    _must("verklaarden twee mensen" in told["after_statement"], "the gap is not told", wrong)
    return told


_AGAIN, _TWO = "reapply_destructions", {"by": "samir", "second": "joke"}


def _notes(folder: Path) -> dict[str, int]:
    """How often each word of the journals is there."""
    counts = {}
    for when in ("before", "after"):
        words = [line.split()[0] for line in (folder / when).read_text().splitlines()]
        there = list(Note.objects.filter(text__in=words).values_list("text", flat=True))
        counts |= {when: len(words), f"{when}_there": len(set(there)), f"{when}_twice": len(there) - len(set(there))}
    return counts


def _said(command: str, typed: Typed | None = None, **given: str) -> str:
    """Run a command, as two people at the terminal would. Out: what it said, or with which sentence it ended."""
    out = io.StringIO()
    try:
        with patch("desk.backup.two.getpass", typed):
            call_command(command, stdout=out, **given)
    except CommandError as end:
        return str(end)
    return out.getvalue()


def _typed(paper: dict[str, list[str]]) -> Typed:
    """What the people type: the password, and a code on paper for who has some here, else the one of the app."""

    def code_of(who: str) -> str:
        return paper[who].pop() if paper.get(who) else practice_code(User.objects.get(username=who), timezone.now())

    return Typed(PASSWORD, code_of)


def _must(holds: bool, otherwise: str, wrong: list[str]) -> None:
    if not holds:
        wrong.append(otherwise)
