"""Every case of the audit trail has its tests, and each is there by name (docs/trail.md)."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings

HERE = Path(__file__).parent
TOLD = (settings.BASE_DIR / "docs" / "trail.md").read_text(encoding="utf-8")
CASES = dict(re.findall(r"^\| (C\d\d) \| [^|]+ \| ([^|]+) \|$", TOLD, re.MULTILINE))


def test_every_case_is_in_the_list():
    assert list(CASES) == [f"C{number:02d}" for number in range(1, 13)]


@pytest.mark.parametrize("case", CASES)
def test_the_tests_of_a_case_are_there(case):
    named = re.findall(r"`([^`]+)::(\w+)`", CASES[case])
    assert named
    for file, name in named:
        tree = ast.parse((HERE / file).read_text(encoding="utf-8"))
        assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, name
