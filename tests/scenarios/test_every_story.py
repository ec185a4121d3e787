"""Every story of the field's set is played here, and its last day is the one the desk counts."""

import json
import os
import re
from pathlib import Path

import pytest

from desk.deadlines import due, local_day
from tests.scenarios.telling import moment

HERE = Path(__file__).parent
SHARED = Path(os.environ.get("MELDESK_SHARED") or HERE.parents[2] / "shared") / "data"
STORIES = SHARED / "scenarios-dev.jsonl"
pytestmark = pytest.mark.skipif(
    not STORIES.exists(), reason="the set of stories is not on this machine; set MELDESK_SHARED to its folder"
)


def stories() -> list[dict]:
    return [json.loads(line) for line in STORIES.read_text(encoding="utf-8").splitlines()]


def played() -> dict[str, str]:
    """The body of the tests of each story, by its number."""
    found: dict[str, str] = {}
    for source in HERE.glob("test_*.py"):
        for number, body in re.findall(r"^def test_(scn_\d+)(.+?)(?=^def |^@|\Z)", source.read_text(), re.M | re.S):
            found[number] = found.get(number, "") + body
    return found


def test_every_story_is_played():
    told = {story["id"].replace("-", "_") for story in stories()}
    assert told - set(played()) == set()


def test_the_last_day_of_every_story_is_the_one_the_desk_counts_and_its_test_says():
    tests = played()
    for story in stories():
        deadline = story["expected"]["deadline"]
        if "due_date" not in deadline:
            continue
        received = moment(deadline["received_at"])
        assert str(due("assessment", local_day(received))) == deadline["due_date"], story["id"]
        body = tests[story["id"].replace("-", "_")]
        assert f'moment("{deadline["received_at"]}")' in body, story["id"]
        assert f'== "{deadline["due_date"]}"' in body, story["id"]


def test_a_story_without_a_term_ends_without_a_report_or_says_so():
    for story in stories():
        body = played()[story["id"].replace("-", "_")]
        if story["expected"]["deadline"]["type"] == "geen":
            assert "assess_by) ==" not in body, story["id"]
