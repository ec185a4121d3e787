"""A framework is a file. An expert adds one without code; a file that does not hold together is refused in words."""

from pathlib import Path

import pytest

from desk.codelists import PROFESSIONAL_CAPACITIES
from desk.reports import meldcode_rules
from desk.reports.choices import StepMark
from meldcode import steps, weighing
from meldcode.choices import Group
from meldcode.frameworks import FOLDER, QUESTION_FOLDER, BadFramework, frameworks, read, read_questions

PLAIN = (FOLDER / "childcare.toml").read_text()
FIVE = (QUESTION_FOLDER / "five_questions.toml").read_text()


def written(folder: Path, text: str, name: str = "one.toml") -> Path:
    path = folder / name
    path.write_text(text)
    return path


def test_every_group_has_its_framework():
    assert set(frameworks()) == set(Group.values)


def test_every_framework_says_where_it_comes_from_and_whom_it_is_for():
    for one in frameworks().values():
        assert one.source.strip()
        assert set(one.capacities) <= set(PROFESSIONAL_CAPACITIES)


def test_physicians_and_gps_consult_veilig_thuis_first():
    assert {code for code, one in frameworks().items() if one.consult_first} == {"physician", "gp"}


def test_a_new_file_is_a_new_framework(tmp_path):
    assert read(written(tmp_path, PLAIN.replace("Kinderopvang", "Vrouwenopvang"))).name == "Vrouwenopvang"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('source = "', 'sauce = "'),
        ('source = "Het', 'source = ""  # "Het'),
        ("valid_from = 2019-01-01", 'valid_from = "2019"'),
        ("questions =", "consult_first = true\nquestions ="),
        ("valid_from = 2019-01-01\n", ""),
    ],
)
def test_a_file_that_misses_something_is_refused(tmp_path, old, new):
    assert old in PLAIN
    with pytest.raises(BadFramework):
        read(written(tmp_path, PLAIN.replace(old, new)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('no = "help"', 'no = "close"'),  # nothing leads to the third question any more
        ('no = "help"', 'no = "suspicion"'),  # and this one goes round
        ('yes = "report"', 'yes = "nowhere"'),
        ('key = "result"', 'key = "outcome"'),
        ('unknown = "consult"', 'maybe = "consult"'),
    ],
)
def test_questions_that_do_not_hold_together_are_refused(tmp_path, old, new):
    assert old in FIVE
    with pytest.raises(BadFramework):
        read_questions(written(tmp_path, FIVE.replace(old, new)))


def test_the_desk_and_the_portal_speak_of_the_same_steps():
    assert set(meldcode_rules.STEPS) | {"decision"} == set(steps.STEPS)
    assert meldcode_rules.WEIGHED == weighing.QUESTIONS
    assert set(StepMark.values) == set(steps.MARKS)
