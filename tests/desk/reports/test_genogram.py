"""The drawing of a family, by rule and for any family at all."""

from hypothesis import given, settings
from hypothesis import strategies as st

from desk.reports.genogram import HALF, MOST, Drawing, Member, Tie, draw


def a_family(*ties: Tie, members: list[Member] | None = None) -> Drawing:
    people = members or [Member(n, f"persoon {n}") for n in sorted({i for t in ties for i in (t.person, t.other)})]
    drawing = draw(people, ties)
    assert drawing is not None
    return drawing


def place(drawing: Drawing, person: int) -> tuple[int, int]:
    return next((s.x, s.y) for s in drawing.shapes if s.member.id == person)


def test_parents_stand_above_their_child_with_the_child_between_them():
    drawing = a_family(Tie(1, "partner", 2), Tie(1, "parent", 3), Tie(2, "parent", 3))
    (x1, y1), (x2, y2), (x3, y3) = (place(drawing, n) for n in (1, 2, 3))
    assert y1 == y2 < y3
    assert min(x1, x2) < x3 < max(x1, x2)


def test_a_former_and_a_present_partner_stand_on_either_side_and_only_the_former_gets_the_slash():
    drawing = a_family(Tie(1, "ex_partner", 2, "uit elkaar 2019"), Tie(2, "partner", 3))
    assert place(drawing, 1)[0] < place(drawing, 2)[0] < place(drawing, 3)[0]
    assert [line.kind for line in drawing.lines].count("slash") == 1
    assert "uit elkaar 2019" in [line.text for line in drawing.lines]


def test_a_grandparent_stands_above_the_parent():
    drawing = a_family(Tie(1, "parent", 2), Tie(2, "parent", 3), Tie(4, "parent", 3))
    assert [place(drawing, n)[1] for n in (1, 2, 3)] == [0, 160, 320]
    assert place(drawing, 4)[1] == place(drawing, 2)[1]


def test_two_who_have_a_child_together_share_a_row_without_being_partners():
    drawing = a_family(Tie(1, "parent", 2), Tie(2, "parent", 4), Tie(3, "parent", 4))
    assert place(drawing, 2)[1] == place(drawing, 3)[1]


def test_a_child_that_lives_elsewhere_stands_outside_the_box():
    members = [Member(1, "moeder", home=7), Member(2, "zoon", child=True, home=7), Member(3, "dochter", child=True)]
    drawing = a_family(Tie(1, "parent", 2), Tie(1, "parent", 3), members=members)
    [house] = drawing.houses
    x, y = place(drawing, 3)
    assert not (house.x <= x <= house.x + house.width and house.y <= y <= house.y + house.height)


def test_two_homes_get_two_boxes_that_do_not_touch():
    members = [Member(1, "moeder", home=1), Member(2, "vader", home=2), Member(3, "zoon", child=True, home=2)]
    one, two = a_family(Tie(1, "parent", 3), Tie(2, "parent", 3), members=members).houses
    assert one.x + one.width < two.x or two.x + two.width < one.x


def test_shapes_tell_sex_unborn_and_unknown():
    members = [Member(1, "a", sex="female"), Member(2, "b", sex="male"), Member(3, "c"), Member(4, "d", unborn=True)]
    assert [s.kind for s in a_family(members=members).shapes] == ["circle", "square", "diamond", "triangle"]


def test_harm_is_a_zigzag_and_support_is_not():
    kinds = a_family(Tie(1, "harms", 2), Tie(3, "supports", 2)).kinds
    assert {"harm", "head", "support"} <= kinds


def test_a_circle_of_parents_is_not_drawn():
    assert draw([Member(1, "a"), Member(2, "b")], [Tie(1, "parent", 2), Tie(2, "parent", 1)]) is None


def test_who_is_parent_and_partner_of_the_same_person_is_not_drawn():
    assert draw([Member(1, "a"), Member(2, "b")], [Tie(1, "parent", 2), Tie(1, "partner", 2)]) is None


def test_nobody_and_too_many_are_not_drawn():
    assert draw([], []) is None
    assert draw([Member(n, "x") for n in range(MOST + 1)], []) is None


def test_a_long_name_is_cut_on_the_drawing():
    drawing = a_family(members=[Member(1, "de halfzus van de oudste dochter")])
    [words] = drawing.shapes[0].words
    assert words.text == "de halfzus van d…"


members = st.builds(
    Member,
    id=st.integers(1, 16),
    label=st.text(max_size=70),
    age=st.sampled_from(["?", "4", "36"]),
    sex=st.sampled_from(["female", "male", "unknown", ""]),
    unborn=st.booleans(),
    index=st.booleans(),
    child=st.booleans(),
    home=st.sampled_from([None, 1, 2, 3]),
    remark=st.text(max_size=30),
)
ties = st.builds(
    Tie,
    person=st.integers(1, 17),
    kind=st.sampled_from(["parent", "partner", "ex_partner", "harms", "supports", "neighbour"]),
    other=st.integers(1, 17),
    remark=st.text(max_size=20),
)


@settings(max_examples=400, deadline=None)
@given(st.lists(members, max_size=16), st.lists(ties, max_size=20))
def test_whatever_the_family_everybody_is_drawn_once_and_nobody_overlaps(people, lines):
    drawing = draw(people, lines, {1: "thuis"})
    assert draw(people, lines, {1: "thuis"}) == drawing
    if drawing is None:
        return
    drawn = [shape.member.id for shape in drawing.shapes]
    assert sorted(drawn) == sorted({person.id for person in people})
    corners = [(shape.left, shape.top) for shape in drawing.shapes]
    for n, (x, y) in enumerate(corners):
        assert all(abs(x - x2) >= 2 * HALF or abs(y - y2) >= 2 * HALF for x2, y2 in corners[n + 1 :])
        assert drawing.left <= x <= drawing.left + drawing.width - 2 * HALF
        assert drawing.top <= y <= drawing.top + drawing.height - 2 * HALF


@settings(max_examples=300, deadline=None)
@given(st.lists(members, max_size=12), st.lists(ties, max_size=14))
def test_whatever_the_family_a_box_holds_its_own_people_and_no_others(people, lines):
    drawing = draw(people, lines)
    for house in drawing.houses if drawing else []:
        for shape in drawing.shapes:
            inside = house.x <= shape.x <= house.x + house.width and house.y <= shape.y <= house.y + house.height
            assert inside == (shape.member.home == house.id)
