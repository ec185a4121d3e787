"""No text makes the guard think for long: each pattern is tried on what it is slowest on, made from the pattern itself.

Four times the text may take about four times as long, never sixteen or more. A pattern on its own is tried over the
whole text, from every place; where the guard shows it only a piece of that, the table says how much.
"""

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import desk.guard
from desk.guard import find
from tests.desk.guard.nasty import nasty
from tests.desk.guard.test_promises import NASTY
from tests.desk.guard.work import seconds, steps

LONG = 3_000
# What one pattern is shown at a time, where that is less than a text.
SHOWN = {
    "kinds.email._SPELLED": 120,  # from the sign on
    "said._LAST_WORD": 40,  # before the finding
    "text.normal._NAMED_LETTER": 90,  # the name of one character
}
# Tried at one place and nowhere else: at the begin of a line, right behind the sign.
AT_THE_BEGIN = {"mail._REPLY", "kinds.email._SPELLED"}
BREAKS = ("\x00", "@a_")
EASY = re.compile(r"[a-z]+|\d+|\s")


def modules() -> Iterator[tuple[str, object]]:
    for found in pkgutil.walk_packages(desk.guard.__path__, "desk.guard."):
        if not found.name.endswith("__main__"):
            yield found.name.removeprefix("desk.guard."), importlib.import_module(found.name)


def kept_in(name: str, value: object) -> Iterator[tuple[str, re.Pattern[str]]]:
    """The patterns in a value, in whatever holds it, and in what a function remembers."""
    if isinstance(value, re.Pattern):
        yield name, value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from kept_in(f"{name}[{key}]", one)
    elif isinstance(value, (list, tuple, set, frozenset)):
        for at, one in enumerate(value):
            yield from kept_in(f"{name}[{at}]", one)
    elif hasattr(value, "cache_info") and not inspect.signature(value).parameters:
        yield from kept_in(f"{name}()", value())


def said_on_the_spot(name: str, source: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Patterns that are written in the call: re.sub("[^A-Z]", ...)."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re.") and node.args:
            written = node.args[0]
            if isinstance(written, ast.Constant) and isinstance(written.value, str):
                yield f"{name}:{node.lineno}", re.compile(written.value)


def patterns() -> dict[str, re.Pattern[str]]:
    """Every pattern of the guard under the first name it has."""
    named: dict[tuple[str, int], str] = {}
    for module, found in modules():
        told = [pair for name, value in vars(found).items() for pair in kept_in(f"{module}.{name}", value)]
        for name, pattern in (*told, *said_on_the_spot(module, Path(str(found.__file__)).read_text(encoding="utf-8"))):
            named.setdefault((pattern.pattern, pattern.flags), name)
    return {name: re.compile(*pattern) for pattern, name in named.items()}


PATTERNS = patterns()


def lost_on(pattern: re.Pattern[str], most: int = LONG, *, everywhere: bool = True) -> str:
    """The first text on which the work grows much faster than the text; empty when there is none."""
    floor = seconds(lambda text: [*EASY.finditer(text)], "a1 " * (LONG // 8), times=5)

    def read(text: str) -> object:
        return [*pattern.finditer(text)] if everywhere else pattern.match(text)

    def grows(short: str, long: str) -> bool:
        """One look that lets much through, then nine of both in turn: a computer does other things too.

        What looks back forty characters does six times as much on the shortest of these texts, and no more after it.
        """
        return grew(short, long, turns=1) > 4 and grew(short, long, turns=9) > 10

    def grew(short: str, long: str, turns: int) -> float:
        taken = [(seconds(read, short), seconds(read, long)) for _ in range(turns)]
        small, large = (min(of) for of in zip(*taken, strict=True))
        return large / max(small, floor)

    for before, piece in sorted(nasty(pattern)):
        for end in BREAKS:
            # A little more each time: who tries every way never comes back from the long text.
            few = [(before + piece * times)[:most] + end for times in (6, 12, 18, 24)]
            many = [(before + piece * most)[: most // part] + end for part in (64, 16, 4, 1)]
            for short, long in (*pairwise(few), *pairwise(many)):
                if grows(short, long):
                    return long
    return ""


@pytest.mark.parametrize("name", PATTERNS)
def test_no_pattern_tries_every_way(name):
    assert lost_on(PATTERNS[name], SHOWN.get(name, LONG), everywhere=name not in AT_THE_BEGIN) == ""


BAD = [
    r"(a+)+$",
    r"(?:a|a)*b",
    r"(\w+\s?)+!",
    r"x(?=(?:[a-z]+)*1)",
    r"(?:b|(?:c|a+)+d)",
    r"a*a*a*b",
    r"[a-z]+@",
    r"(?i)(A|[a-z]\d?)*\.$",
]
BAD += [r"(?:\d+,?)+;", r"^(?:[^,]*,?)*$x", r"((?:ab)+)+c", r"<(?P<q>['\"]).*?(?P=q).*?>!"]


@pytest.mark.parametrize("pattern", BAD)
def test_a_pattern_that_does_is_caught(pattern):
    assert lost_on(re.compile(pattern))


@pytest.mark.parametrize(
    "pattern", [r"(?<![a-z])[a-z]+@", r"(?<![a-z\d])(?:[a-z]++\d?)*+!", r"\w{1,20}@", r"(a|b)c", "[a-z]+"]
)
def test_a_pattern_that_does_not_is_left_alone(pattern):
    assert lost_on(re.compile(pattern)) == ""


def test_all_places_are_looked_into():
    assert len(PATTERNS) > 100
    assert {"kinds.birth_date._FULL[0]", "findings._JOINTS[handle]", "kinds.handle._platform()"} <= set(PATTERNS)
    assert any(name.startswith("kinds.letters:") for name in PATTERNS)
    assert SHOWN.keys() | AT_THE_BEGIN <= set(PATTERNS)


@given(st.lists(st.sampled_from(NASTY), min_size=1, max_size=5).map("".join))
@settings(deadline=None, max_examples=12)
def test_four_times_of_any_mixture_takes_about_four_times_the_work(piece):
    short, long = ((piece * size)[:size] for size in (1_500, 6_000))
    find(long)  # what is read once and remembered is no work of this text
    assert steps(find, long) < 6 * max(steps(find, short), 1_000)
