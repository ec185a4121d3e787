"""Every case of getting in, looking and documents has its tests, by name (docs/access.md, docs/attachments.md)."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings

HERE = Path(__file__).parent
DOCS = Path(settings.BASE_DIR) / "docs"
TOLD = "".join((DOCS / name).read_text(encoding="utf-8") for name in ("access.md", "attachments.md"))
CASES = dict(re.findall(r"^\| ([A-E]\d\d) \| [^|]+ \| ([^|]+) \|$", TOLD, re.MULTILINE))


def test_every_case_is_in_the_list():
    assert list(CASES) == [f"B{n:02d}" for n in range(1, 14)] + [f"E{n:02d}" for n in range(5, 13)] + ["A12"]


@pytest.mark.parametrize("case", CASES)
def test_the_tests_of_a_case_are_there(case):
    named = re.findall(r"`([^`]+)::(\w+)`", CASES[case])
    assert named
    for file, name in named:
        tree = ast.parse((HERE / file).read_text(encoding="utf-8"))
        assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, name
