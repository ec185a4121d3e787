"""Where everybody stands in a genogram: a row for each generation, and columns in which homes stay together."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

ROUNDS = 6  # times that parents and children are moved towards each other


class Families:
    """The ties of a family, looked up by person."""

    def __init__(self, ties: Sequence[Any]) -> None:
        self.ties = ties
        self.parents: dict[int, list[int]] = defaultdict(list)
        self.children: dict[int, list[int]] = defaultdict(list)
        self.partners: dict[int, list[int]] = defaultdict(list)
        self.exes: dict[int, list[int]] = defaultdict(list)
        for tie in ties:
            if tie.kind == "parent" and tie.person not in self.parents[tie.other]:
                self.parents[tie.other].append(tie.person)
                self.children[tie.person].append(tie.other)
            elif tie.kind in ("partner", "ex_partner"):
                table = self.partners if tie.kind == "partner" else self.exes
                for one, two in ((tie.person, tie.other), (tie.other, tie.person)):
                    if two not in table[one]:
                        table[one].append(two)

    def couples(self) -> list[tuple[int, int]]:
        """Everybody who is or was together, or who has a child together; each couple once."""
        found: dict[tuple[int, int], None] = {}
        for table in (self.partners, self.exes):
            for one in list(table):
                for two in table[one]:
                    found[(min(one, two), max(one, two))] = None
        for parents in self.parents.values():
            if len(parents) > 1:
                found[(min(parents[:2]), max(parents[:2]))] = None
        return list(found)

    def has_below(self, person: int) -> bool:
        return bool(self.children[person]) or any(person in couple for couple in self.couples())


def rows_of(people: Sequence[Any], families: Families) -> dict[int, int] | None:
    """Return the row of each person, or None when somebody would stand above themselves."""
    group = _same_row(people, families)
    above: dict[int, set[int]] = defaultdict(set)
    for child, parents in list(families.parents.items()):
        above[group[child]] |= {group[parent] for parent in parents}
    depth = _depths(set(group.values()), above)
    if depth is None:
        return None
    _lower_the_loose(depth, above)
    rows = {person.id: depth[group[person.id]] for person in people}
    _seat_the_unrelated(rows, people, families, group, above)
    lowest = min(rows.values())
    levels = {row: n for n, row in enumerate(sorted({row - lowest for row in rows.values()}))}
    return {person: levels[row - lowest] for person, row in rows.items()}


def _same_row(people: Sequence[Any], families: Families) -> dict[int, int]:
    group = {person.id: person.id for person in people}
    for one, two in families.couples():
        old, new = group[two], group[one]
        group = {person: new if was == old else was for person, was in group.items()}
    return group


def _depths(groups: set[int], above: dict[int, set[int]]) -> dict[int, int] | None:
    """The longest way down from the oldest; None for a circle."""
    depth = dict.fromkeys(groups, 0)
    for _ in range(len(groups) + 1):
        new = {g: max((depth[parent] + 1 for parent in above[g]), default=0) for g in groups}
        if new == depth:
            return depth
        depth = new
    return None


def _lower_the_loose(depth: dict[int, int], above: dict[int, set[int]]) -> None:
    """Who has no parents here stands right above their own children, not at the very top."""
    for group in sorted(depth, key=lambda g: -depth[g]):
        below = [depth[child] for child, parents in above.items() if group in parents]
        if below and not above[group]:
            depth[group] = min(below) - 1


def _seat_the_unrelated(
    rows: dict[int, int], people: Sequence[Any], families: Families, group: dict[int, int], above: dict[int, set[int]]
) -> None:
    """Who is nobody's parent, child or partner stands beside whom they harm or support, else with their age group."""
    related = {g for child, parents in above.items() if parents for g in (child, *parents)}
    coupled = {person for couple in families.couples() for person in couple}
    loose = [p for p in people if group[p.id] not in related and p.id not in coupled]
    seated = [rows[p.id] for p in people if p not in loose]
    top, bottom = min(seated, default=0), max(seated, default=0)
    grown_ups = [rows[p.id] for p in people if p not in loose and not p.child]
    for person in loose:
        rows[person.id] = bottom if person.child else max((r for r in grown_ups if r < bottom), default=top)
        others = [t.other if t.person == person.id else t.person for t in families.ties if person.id in _ends(t)]
        beside = [rows[other] for other in others if other not in {p.id for p in loose}]
        if beside and person.home is None:
            rows[person.id] = beside[0]


def _ends(tie: Any) -> tuple[int, int]:
    return tie.person, tie.other


def columns_of(people: Sequence[Any], families: Families, rows: dict[int, int]) -> dict[int, float]:
    """Return the column of each person: one strip for each home, with who lives elsewhere beside or above it."""
    strips, left_side = _strips(people, families, rows)
    columns: dict[int, float] = {}
    start = 0.0
    for strip in strips:
        local = _inside(strip, families, rows, left_side)
        shift = start - min(local.values())
        columns |= {person: x + shift for person, x in local.items()}
        start = max(columns[person] for person in strip) + 1.25
    return columns


def _strips(people: Sequence[Any], families: Families, rows: dict[int, int]) -> tuple[list[list[int]], set[int]]:
    homes: dict[int, list[int]] = defaultdict(list)
    for person in people:
        if person.home is not None:
            homes[person.home].append(person.id)
    index = {person.id for person in people if person.index}
    order = sorted(homes, key=lambda h: (not index & set(homes[h]), -len(homes[h]), h))
    elsewhere = [person.id for person in people if person.home is None]
    if not homes:
        return [elsewhere], set()
    left, right = _beside(elsewhere, order, homes, families, rows)
    return [strip for strip in (left, *(homes[h] for h in order), right) if strip], set(left)


def _beside(
    elsewhere: list[int], order: list[int], homes: dict[int, list[int]], families: Families, rows: dict[int, int]
) -> tuple[list[int], list[int]]:
    """Put relatives of a home above or below its box when that row is free of it; the others left and right."""
    lived_in = {h: (min(rows[p] for p in homes[h]), max(rows[p] for p in homes[h])) for h in order}
    left: list[int] = []
    right: list[int] = []
    for person in elsewhere:
        kin = {*families.parents[person], *families.children[person]}
        home = next((h for h in order if kin & set(homes[h])), None)
        if home is not None and not lived_in[home][0] <= rows[person] <= lived_in[home][1]:
            homes[home].append(person)
        else:
            crowd = sum(rows[p] == rows[person] for p in left) > sum(rows[p] == rows[person] for p in right)
            (right if crowd else left).append(person)
    return left, right


def _inside(strip: list[int], families: Families, rows: dict[int, int], left_side: set[int]) -> dict[int, float]:
    """Columns within one strip: parents over their children, nobody closer than one column."""
    levels: dict[int, list[int]] = defaultdict(list)
    for person in strip:
        levels[rows[person]].append(person)
    x: dict[int, float] = {}
    for row in sorted(levels):
        levels[row] = _in_line(levels[row], families, x, left_side)
        middle = (len(levels[row]) - 1) / 2
        x |= {person: n - middle for n, person in enumerate(levels[row])}
    for turn in range(ROUNDS * 2):
        down = turn % 2 == 0
        for row in sorted(levels, reverse=not down):
            near = families.parents if down else families.children
            wanted = [_mean([x[p] for p in near[person] if p in x], x[person]) for person in levels[row]]
            x |= dict(zip(levels[row], _spread(wanted), strict=True))
    return x


def _in_line(persons: list[int], families: Families, x: dict[int, float], left_side: set[int]) -> list[int]:
    """Order one row: children under their parents, and a couple next to each other with a former partner first."""

    def rank(person: int) -> tuple[float, bool, bool, int]:
        bonds = {*families.exes[person], *families.partners[person], *families.parents[person]}
        above = _mean([x[p] for p in families.parents[person] if p in x], 0.0)
        return above, not bonds & left_side, not families.partners[person], person

    line: dict[int, None] = {}

    def place(person: int) -> None:
        if person in line or person not in persons:
            return
        for former in families.exes[person]:
            if former in persons:
                line.setdefault(former)
        line.setdefault(person)
        for partner in families.partners[person]:
            place(partner)

    for person in sorted(persons, key=rank):
        place(person)
    return list(line)


def _mean(values: Iterable[float], otherwise: float) -> float:
    values = list(values)
    return sum(values) / len(values) if values else otherwise


def _spread(wanted: list[float]) -> list[float]:
    """Return places in this order, at least one apart, as near to `wanted` as can be (least squares)."""
    blocks: list[list[float]] = []
    for n, want in enumerate(wanted):
        blocks.append([want - n])
        while len(blocks) > 1 and _mean(blocks[-2], 0) > _mean(blocks[-1], 0):
            last = blocks.pop()
            blocks[-1] += last
    flat = [_mean(block, 0) for block in blocks for _ in block]
    return [place + n for n, place in enumerate(flat)]
