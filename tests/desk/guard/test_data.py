"""The word lists of the guard: short lines, each word once, each list in use, and nothing that differs unseen."""

import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from desk.guard import data
from desk.guard.text.fold import fold

CODE = Path(data.__file__).parents[1]
SOURCES = [path.read_text(encoding="utf-8") for path in sorted(CODE.rglob("*.py"))]
LISTS = sorted(path.stem for path in data.FOLDER.glob("*.txt"))
WIDEST = 120


def raw(name: str) -> list[str]:
    return (data.FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()


def entries(name: str) -> list[str]:
    """What the guard makes of the list: names of several words a line, or words."""
    if any(f'lines("{name}")' in source for source in SOURCES):
        return [fold(entry) for line in data.lines(name) for entry in line.split(", ")]
    return [fold(word) for line in data.lines(name) for word in line.split()]


def test_no_line_is_wider_than_a_line_of_code():
    assert [f"{name}:{at}" for name in LISTS for at, line in enumerate(raw(name), 1) if len(line) > WIDEST] == []


def test_no_list_says_a_word_twice():
    assert {name: twice for name in LISTS if (twice := [e for e, n in Counter(entries(name)).items() if n > 1])} == {}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_used_by_some_module(name):
    assert any(f'"{name}"' in source for source in SOURCES)


def test_no_module_asks_for_a_list_that_is_not_there():
    asked = {name for source in SOURCES for name in re.findall(r'data\.(?:words|lines)\("(\w+)"\)', source)}
    assert len(asked) > 20
    assert asked <= set(LISTS)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_says_first_what_it_is_for(name):
    assert re.fullmatch(r"# [A-Z\"0-9].+", raw(name)[0])


@pytest.mark.parametrize("name", LISTS)
def test_a_list_has_words_and_nothing_unseen(name):
    assert entries(name)
    for line in raw(name):
        assert line == line.strip() != ""
        assert unicodedata.is_normalized("NFC", line)
        assert not [sign for sign in line if unicodedata.category(sign) in ("Cc", "Cf", "Co", "Cn", "Zl", "Zp")]
        assert "  " not in line.partition("  # ")[0]
