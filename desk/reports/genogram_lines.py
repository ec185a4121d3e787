"""The lines and words of a genogram, as paths and anchors: bars between couples, drops to children, harm, support."""

import math
from collections import defaultdict
from dataclasses import dataclass

from desk.reports.genogram_rows import Families

HALF = 25
BAR, BAR_STEP = 58, 9  # how far below its people the bar of a couple hangs, and how much the next one lower
SHORT = 17  # letters of a name that fit under a shape
Places = dict[int, tuple[int, int]]


@dataclass(frozen=True)
class Line:
    """kind is line, slash, harm, head, support or note; `text` only for a note."""

    kind: str
    path: str = ""
    x: int = 0
    y: int = 0
    text: str = ""


@dataclass(frozen=True)
class Words:
    kind: str
    x: int
    y: int
    text: str


def words_for(person: int, label: str, remark: str, families: Families, places: Places) -> list[Words]:
    """Name and remark where no line runs: under a leaf, above who has children, else beside the shoulder."""
    x, y = places[person]
    below, above = families.has_below(person), bool(families.parents[person])
    if not below:
        spots = [("g-name", x, y + 46), ("g-role", x, y + 63)]
    elif not above:
        spots = [("g-name", x, y - (51 if remark else 35)), ("g-role", x, y - 34)]
    else:
        spots = [("g-name g-start", x + 31, y - 10), ("g-role g-start", x + 31, y + 7)]
    texts = [text if len(text) <= SHORT else text[: SHORT - 1].rstrip() + "…" for text in (label, remark)]
    return [Words(*spot, text) for spot, text in zip(spots, texts, strict=True) if text]


def lines_of(families: Families, places: Places) -> list[Line]:
    """Every tie of the family as a line; a tie between two persons is drawn once."""
    lines: list[Line] = []
    bars = _bars(families, places)
    for couple, (left, right, depth) in bars.items():
        lines += _couple(families, places, couple, left, right, depth)
    lines += _children(families, places, bars)
    for tie in families.ties:
        if tie.kind == "harms":
            lines += _harm(places[tie.person], places[tie.other])
        elif tie.kind == "supports":
            lines += _support(places[tie.person], places[tie.other])
    return lines


def _bars(families: Families, places: Places) -> dict[tuple[int, int], tuple[int, int, int]]:
    """For each couple: where its bar starts and ends, and how deep it hangs. Two bars of one person do not touch."""
    used: dict[int, int] = defaultdict(int)
    bars: dict[tuple[int, int], tuple[int, int, int]] = {}
    couples = sorted(families.couples(), key=lambda c: abs(places[c[0]][0] - places[c[1]][0]))
    met: dict[int, int] = defaultdict(int)
    for couple in couples:
        for person in couple:
            met[person] += 1
    for couple in couples:
        one, two = sorted(couple, key=lambda person: places[person][0])
        row = places[one][1]
        left = places[one][0] + (18 if met[one] > 1 else 0)
        right = places[two][0] - (18 if met[two] > 1 else 0)
        crossing = any(
            places[other[0]][1] == row and bars[other][0] <= right and left <= bars[other][1] for other in bars
        )
        used[row] += crossing
        bars[couple] = (left, right, BAR + BAR_STEP * min(used[row] if crossing else 0, 4))
    return bars


def _couple(
    families: Families, places: Places, couple: tuple[int, int], left: int, right: int, depth: int
) -> list[Line]:
    y = places[couple[0]][1]
    lines = [Line("line", f"M{left} {y + 20}V{y + depth}H{right}V{y + 20}")]
    one, two = couple
    if two in families.exes[one] and two not in families.partners[one]:
        x, bar = left + min((right - left) // 3, 70), y + depth
        lines.append(Line("slash", f"M{x - 9} {bar + 11}l9-22M{x + 1} {bar + 11}l9-22"))
        remark = next(
            (t.remark for t in families.ties if t.kind == "ex_partner" and {t.person, t.other} == {one, two}), ""
        )
        if remark:
            lines.append(Line("note", x=x, y=bar + 27, text=remark))
    return lines


def _children(families: Families, places: Places, bars: dict[tuple[int, int], tuple[int, int, int]]) -> list[Line]:
    """A drop to every child: straight when all children of a couple hang under its bar, else over one line below it."""
    lines = []
    hanging: dict[tuple[int, int], list[int]] = defaultdict(list)
    for child, parents in list(families.parents.items()):
        if len(parents) > 1:
            hanging[(min(parents[:2]), max(parents[:2]))].append(child)
        for parent in parents if len(parents) == 1 else parents[2:]:
            x, y = places[parent]
            lines.append(_drop(x, y + 20, y + BAR + 2 * BAR_STEP, places[child]))
    for couple, children in hanging.items():
        left, right, depth = bars[couple]
        bar = places[couple[0]][1] + depth
        straight = all(left + 8 <= places[child][0] <= right - 8 for child in children)
        for child in children:
            x = places[child][0] if straight else (left + right) // 2
            lines.append(_drop(x, bar, bar + 14, places[child]))
    return lines


def _drop(x: int, y: int, turn: int, child: tuple[int, int]) -> Line:
    to, top = child[0], child[1] - 20
    return Line("line", f"M{x} {y}V{top}" if to == x else f"M{x} {y}V{turn}H{to}V{top}")


def _harm(start: tuple[int, int], end: tuple[int, int]) -> list[Line]:
    """A zigzag with a head, from the edge of one shape to the edge of the other."""
    (x1, y1), (x2, y2) = _edge(start, end, 34), _edge(end, start, 36)
    length = math.hypot(x2 - x1, y2 - y1) or 1.0
    ux, uy = (x2 - x1) / length, (y2 - y1) / length
    teeth = max(int((length - 28) // 8), 1)
    points = [(x1, y1), (x1 + ux * 8, y1 + uy * 8)]
    for n in range(1, teeth):
        side = 7 if n % 2 else -7
        along = 8 + n * (length - 26) / teeth
        points.append((x1 + ux * along - uy * side, y1 + uy * along + ux * side))
    points += [(x2 - ux * 14, y2 - uy * 14)]
    path = "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in points)
    middle = ((x1 + x2) / 2, (y1 + y2) / 2)
    note = Line("harm-note", x=round(middle[0]), y=round(middle[1] - 15), text="dwang, geweld")
    return [Line("harm", path), _head(x2, y2, ux, uy, "head"), note]


def _support(start: tuple[int, int], end: tuple[int, int]) -> list[Line]:
    (x1, y1), (x2, y2) = _edge(start, end, 34), _edge(end, start, 36)
    length = math.hypot(x2 - x1, y2 - y1) or 1.0
    ux, uy = (x2 - x1) / length, (y2 - y1) / length
    path = f"M{x1:.0f} {y1:.0f}L{x2 - ux * 10:.0f} {y2 - uy * 10:.0f}"
    return [Line("support", path), _head(x2, y2, ux, uy, "support-head")]


def _head(x: float, y: float, ux: float, uy: float, kind: str) -> Line:
    back_x, back_y = x - ux * 14, y - uy * 14
    corners = [(x, y), (back_x - uy * 6, back_y + ux * 6), (back_x + uy * 6, back_y - ux * 6)]
    return Line(kind, "M" + "L".join(f"{cx:.0f} {cy:.0f}" for cx, cy in corners) + "z")


def _edge(start: tuple[int, int], end: tuple[int, int], away: int) -> tuple[float, float]:
    """The point `away` from the middle of `start`, towards `end`."""
    length = math.hypot(end[0] - start[0], end[1] - start[1]) or 1.0
    share = min(away / length, 0.45)
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
