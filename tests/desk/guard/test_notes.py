"""The guard against marked call notes, where those are on the machine."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.guard import find

SHARED = Path(os.environ.get("MELDESK_SHARED") or Path(__file__).parents[4] / "shared") / "data"
NUMBERS = {"BSN", "PHONE", "EMAIL", "POSTCODE", "IBAN", "PLATE"}
pytestmark = pytest.mark.skipif(not (SHARED / "notes-dev.jsonl").exists(), reason="the marked notes are not here")


def notes(name: str) -> list[dict]:
    return [json.loads(line) for line in (SHARED / name).read_text(encoding="utf-8").splitlines()]


def seen(name: str, labels: set[str]) -> Iterator[bool]:
    """Found is at least half of the characters, as the makers of the notes count it."""
    for note in notes(name):
        covered = {at for finding in find(note["text"]) for at in range(finding.start, finding.end)}
        for span in (span for span in note["spans"] if span["label"] in labels):
            chars = {at for at in range(span["start"], span["end"]) if not note["text"][at].isspace()}
            yield len(chars & covered) * 2 >= len(chars)


@pytest.mark.parametrize("name", ["notes-dev.jsonl", "notes-adversarial-dev.jsonl"])
@pytest.mark.parametrize(("labels", "least"), [(NUMBERS, 0.95), ({"DOB"}, 0.8)], ids=["numbers", "birth dates"])
def test_enough_is_found_in_the_notes(name, labels, least):
    found = list(seen(name, labels))
    print(f"{name}, {', '.join(sorted(labels))}: {sum(found)} of {len(found)} found")
    assert sum(found) >= least * len(found)


def test_hardly_any_clean_note_is_stopped():
    clean = [note for note in notes("notes-dev.jsonl") if not note["identifying"]]
    stopped = [note["id"] for note in clean if find(note["text"])]
    print(f"clean notes stopped: {len(stopped)} of {len(clean)}")
    assert len(stopped) <= 0.05 * len(clean)
