"""Draws a family: who stands where, and the lines between them. Pure: plain persons and ties in, shapes and lines out.

Rules of the drawing: parents above children, partners on one line, who lives together inside one dashed box, and
everybody drawn once. A family that cannot be drawn so (too many people, or a circle of parents) gives None: the
table under the drawing says the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from desk.reports import genogram_lines, genogram_rows
from desk.reports.genogram_lines import Line, Words
from desk.reports.genogram_rows import Families

MOST = 14  # more people than this do not fit legibly
WIDEST = 8  # people next to each other
STEP_X, STEP_Y = 160, 160
HALF = 25  # half of a shape
SIDE, ABOVE, BELOW = 78, 96, 70  # air around the outermost centres
MIN_WIDTH = 728


@dataclass(frozen=True)
class Member:
    """A person as drawn: no name of record, only how the family calls them."""

    id: int
    label: str
    age: str = "?"
    sex: str = "unknown"
    unborn: bool = False
    index: bool = False
    child: bool = False
    home: int | None = None
    remark: str = ""


@dataclass(frozen=True)
class Tie:
    """`person` is parent, partner or ex_partner of `other`, or harms or supports them."""

    person: int
    kind: str
    other: int
    remark: str = ""


@dataclass(frozen=True)
class Shape:
    """One person on the drawing: kind is circle, square, diamond or triangle."""

    member: Member
    kind: str
    x: int
    y: int
    words: Sequence[Words] = ()

    @property
    def left(self) -> int:
        return self.x - HALF

    @property
    def top(self) -> int:
        return self.y - HALF

    @property
    def outline(self) -> str:
        """The path of a diamond or triangle."""
        if self.kind == "triangle":
            return f"M{self.x} {self.y - HALF}l{HALF} {2 * HALF}h-{2 * HALF}z"
        return f"M{self.x} {self.y - HALF - 3}l28 28-28 28-28-28z"

    @property
    def inner(self) -> str:
        """The second outline of the index person."""
        if self.kind == "triangle":
            return f"M{self.x} {self.y - 14}l15 33h-30z"
        return f"M{self.x} {self.y - 20}l20 20-20 20-20-20z"


@dataclass(frozen=True)
class House:
    id: int
    label: str
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Drawing:
    left: int
    top: int
    width: int
    height: int
    shapes: list[Shape]
    lines: list[Line]
    houses: list[House]
    kinds: set[str] = field(default_factory=set)

    @property
    def view_box(self) -> str:
        return f"{self.left} {self.top} {self.width} {self.height}"


def draw(members: Sequence[Member], ties: Sequence[Tie], homes: dict[int, str] | None = None) -> Drawing | None:
    """Return the drawing, or None when the family is too large or its ties contradict each other.

    Ties that name nobody of `members`, or somebody twice, are left out; `homes` names the boxes.
    """
    people = list({member.id: member for member in members}.values())
    if not people or len(people) > MOST:
        return None
    known = {member.id for member in people}
    ties = list(dict.fromkeys(t for t in ties if t.person in known and t.other in known and t.person != t.other))
    families = Families(ties)
    rows = genogram_rows.rows_of(people, families)
    if rows is None:
        return None
    columns = genogram_rows.columns_of(people, families, rows)
    if _widest(rows, columns) > WIDEST:
        return None
    places = {one: (round(columns[one] * STEP_X), rows[one] * STEP_Y) for one in columns}
    return _compose(people, families, places, homes or {})


def _widest(rows: dict[int, int], columns: dict[int, float]) -> float:
    return max(columns.values()) - min(columns.values()) + 1 if rows else 0


def _compose(
    people: list[Member], families: Families, places: dict[int, tuple[int, int]], homes: dict[int, str]
) -> Drawing:
    shapes = [
        Shape(m, _kind(m), *places[m.id], words=genogram_lines.words_for(m.id, m.label, m.remark, families, places))
        for m in people
    ]
    lines = genogram_lines.lines_of(families, places)
    houses = _houses(people, places, homes)
    xs, ys = [s.x for s in shapes], [s.y for s in shapes]
    left, top, right = min(xs) - SIDE - 10, min(ys) - ABOVE, max(xs) + SIDE + 10
    missing = max(MIN_WIDTH - (right - left), 0)
    return Drawing(
        left=left - missing // 2,
        top=top,
        width=right - left + missing,
        height=max(ys) - min(ys) + ABOVE + BELOW + 8,
        shapes=shapes,
        lines=lines,
        houses=houses,
        kinds={s.kind for s in shapes} | {line.kind for line in lines},
    )


def _kind(member: Member) -> str:
    if member.unborn:
        return "triangle"
    return {"female": "circle", "male": "square"}.get(member.sex, "diamond")


def _houses(people: list[Member], places: dict[int, tuple[int, int]], homes: dict[int, str]) -> list[House]:
    found = []
    for home in dict.fromkeys(m.home for m in people if m.home is not None):
        spots = [places[m.id] for m in people if m.home == home]
        x, y = min(x for x, _ in spots) - SIDE, min(y for _, y in spots) - ABOVE + 6
        right, bottom = max(x for x, _ in spots) + SIDE, max(y for _, y in spots) + BELOW
        found.append(House(home, homes.get(home, "Huishouden"), x, y, right - x, bottom - y))
    return found
