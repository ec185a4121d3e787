"""What people do in the drill, each step in a process of its own: python -m tests.restore.acts STEP FOLDER."""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

BEFORE, AFTER = 12, 8


class Journal:
    """What somebody was told is done: a word of each note and when, on the disk before the next begins."""

    def __init__(self, file: Path) -> None:
        self._raw = file.open("a", encoding="ascii")

    def note(self, word: str) -> None:
        self._raw.write(f"{word} {time.time()}\n")
        self._raw.flush()
        os.fsync(self._raw.fileno())


def set_up(folder: Path) -> dict[str, Any]:
    """A practice region, three files of long ago with a word in each, and one file that stays. The first goes now."""
    from django.core.exceptions import ValidationError
    from django.utils import timezone

    from desk.accounts.second_factor import make_paper_codes
    from desk.audit.sealing.note import make_key
    from desk.demo import people
    from tests import stories
    from tests.needle_scan.needles import needles, rare_word, told
    from tests.restore.files import long_ago

    now = timezone.now()
    make_key(Path(os.environ["AUDIT_KEY_FILE"]), "meldesk")
    staff = people.hire(now)
    words = {name: rare_word().typed for name in ("earlier", "between", "later", "kept")}
    numbers = {
        name: long_ago(by=staff["noor"], second=staff["joke"], at=now, word=words[name])
        for name in ("earlier", "between", "later")
    }
    report = stories.a_report(by=staff["noor"], at=now, title=f"Zorgen, {words['kept']}")
    stories.an_attachment(by=staff["noor"], at=now, report=report)
    numbers["kept"] = report.case_file.number
    # Without those that are a few digits: the hashes in a log of megabytes hold some of them by chance.
    someone = [one for one in needles() if one.kind not in ("phone", "postcode")]
    try:
        stories.an_advice(by=staff["noor"], at=now, question_text=told(someone))
    except ValidationError:
        pass
    else:
        raise AssertionError("the guard let somebody's name pass")
    _destroy(numbers["earlier"])
    _seal()
    asked = {"words": words, "numbers": numbers, "someone": [(one.kind, one.typed, one.marks) for one in someone]}
    # Two of them sign more often than their app shows a new code.
    asked["paper"] = {name: make_paper_codes(by=staff[name], at=now) for name in ("samir", "joke")}
    (folder / "story.json").write_text(json.dumps(asked))
    return {}


def before(folder: Path) -> dict[str, Any]:
    """Notes, a reporter who is looked up, and a file that two people destroy; sealed."""
    from django.utils import timezone

    from desk.accounts.models import User
    from desk.reports import actions

    _notes(folder, "before", BEFORE)
    noor, report = User.objects.get(username="noor"), _kept(folder).reports.get()
    actions.reveal_reporter(by=noor, at=timezone.now(), report=report, reason="Terugbellen over morgen.")
    _destroy(_story(folder)["numbers"]["between"])
    _seal()
    return {}


def after(folder: Path) -> dict[str, Any]:
    """The same with the last file, and a document; then notes until somebody pulls the plug."""
    from django.utils import timezone

    from desk.accounts.models import User
    from tests import stories

    noor = User.objects.get(username="noor")
    for part in range(3):
        _notes(folder, "after", AFTER // 2)
        _seal()
        if part == 0:
            stories.an_attachment(by=noor, at=timezone.now(), report=_kept(folder).reports.get())
            _destroy(_story(folder)["numbers"]["later"])
    (folder / "working").touch()
    while True:
        _notes(folder, "after", 1)
        time.sleep(0.1)


def restored(folder: Path) -> dict[str, Any]:
    """Everything whoever put the database back does and looks at, in the order of docs/backup.md."""
    from tests.restore import afterwards

    return afterwards.done(_story(folder), folder)


def _story(folder: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((folder / "story.json").read_text())
    return told


def _kept(folder: Path) -> Any:
    from desk.reports.models import CaseFile

    return CaseFile.objects.get(number=_story(folder)["numbers"]["kept"])


def _notes(folder: Path, when: str, times: int) -> None:
    from django.utils import timezone

    from desk.accounts.models import User
    from desk.reports import concern

    noor, file, journal = User.objects.get(username="noor"), _kept(folder), Journal(folder / when)
    for _ in range(times):
        word = uuid4().hex
        concern.add_note(by=noor, at=timezone.now(), case_file=file, text=word, submission=uuid4())
        journal.note(word)


def _destroy(number: str) -> None:
    from django.utils import timezone

    from desk.accounts.models import User
    from desk.reports.models import CaseFile
    from desk.retention.actions import destroy_case_file
    from desk.retention.tasks import list_destructions
    from tests.stories_of_retention import proposed_to_go

    samir, joke, now = User.objects.get(username="samir"), User.objects.get(username="joke"), timezone.now()
    row = proposed_to_go(by=samir, at=now, case_file=CaseFile.objects.get(number=number))
    destroy_case_file(by=joke, at=now, destruction=row, version=row.version)
    assert list_destructions() == 1


def _seal() -> None:
    from django.utils import timezone

    from desk.audit.sealing.seal import seal

    seal(at=timezone.now())


STEPS: dict[str, Callable[[Path], dict[str, Any]]] = {
    "set_up": set_up,
    "before": before,
    "after": after,
    "restored": restored,
}

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "desk.settings")
    import django

    django.setup()
    print(json.dumps(STEPS[sys.argv[1]](Path(sys.argv[2]))))
