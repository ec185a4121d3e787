"""Every rule on reports, files, persons and what was told, broken alone, at three depths."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from desk.reports import actions, case_rules, concern, people
from desk.rulebook import Refused
from tests import stories
from tests.depths import refused_at_three_depths, refused_in_bulk, refused_in_sql


@pytest.fixture
def report(noor, at):
    return stories.a_report(by=noor, at=at)


@pytest.fixture
def refuses(noor, at, report):
    """`refuses(rule, **broken)`: filing a report like that, and every road past the action, is refused."""

    def check(rule: str, columns: dict[str, Any] | None = None, **broken: Any) -> None:
        refused_at_three_depths(
            rule, report, {**broken, **(columns or {})}, lambda: stories.a_report(by=noor, at=at, **broken)
        )

    return check


def in_the_database(rule: str, row: Any, **broken: Any) -> None:
    """For a status and its stamps, which only `move` writes: the database is the only other road."""
    refused_in_bulk(rule, row, broken)
    refused_in_sql(rule, row, broken)


def test_report_never_comes_by_chat(refuses):
    refuses("report_never_comes_by_chat", channel="chat")


def test_late_entry_has_a_reason(refuses, at):
    refuses("late_entry_has_a_reason", received_at=at - timedelta(hours=24, seconds=1))


def test_an_entry_within_a_day_needs_no_reason(noor, at):
    assert stories.a_report(by=noor, at=at, received_at=at - timedelta(hours=24)).late_reason == ""


def test_report_is_entered_after_receipt(refuses, at):
    refuses("report_is_entered_after_receipt", received_at=at + timedelta(seconds=1))


def test_report_asks_for_danger_first(refuses):
    refuses("report_asks_for_danger_first", danger="")


def test_danger_in_report_is_acted_on(refuses):
    refuses("danger_in_report_is_acted_on", danger="yes")


def test_report_says_what_it_is_about(refuses):
    refuses("report_says_what_it_is_about", title="   ")


def test_report_has_an_occasion(refuses):
    refuses("report_has_an_occasion", occasions=(), natures=("03",))


def test_report_has_a_nature(refuses):
    refuses("report_has_a_nature", natures=())


@pytest.mark.parametrize("nature", ["05", "08", "09", "10"])
def test_report_child_natures_need_child_abuse(refuses, nature):
    refuses("report_child_natures_need_child_abuse", occasions=("01",), natures=(nature,))


@pytest.mark.parametrize(
    "broken",
    [
        {"trafficking": "no", "trafficking_kinds": ("labour",)},
        {"trafficking": "no", "trafficking_kinds": (), "labour_sectors": ("cleaning",)},
    ],
)
def test_report_kinds_need_the_theme(refuses, broken):
    refuses("report_kinds_need_the_theme", **broken)


def test_not_informed_has_a_reason(refuses):
    refuses("not_informed_has_a_reason", persons_informed="no")


def test_report_status_is_known(report):
    in_the_database("report_status_is_known", report, status="lost")


def test_arrival_is_known(report):
    in_the_database("arrival_is_known", report, arrival="again")


def test_taken_in_report_says_by_whom(report, noor):
    in_the_database("taken_in_report_says_by_whom", report, status="assessing", taken_in_by=noor.pk)


def test_decided_report_says_when(noor, at):
    in_the_database("decided_report_says_when", stories.taken_in(by=noor, at=at), status="decided")


def test_closed_report_says_when(noor, at, report):
    in_the_database("closed_report_says_when", stories.taken_in(by=noor, at=at), status="closed", decided_at=at)
    in_the_database("closed_report_says_when", report, closed_at=at)


def test_withdrawn_report_says_why(noor, at, report):
    refused_at_three_depths(
        "withdrawn_report_says_why",
        report,
        {"status": "withdrawn", "withdrawn_at": at},
        lambda: actions.withdraw_report(by=noor, at=at, report=report, version=report.version, withdrawn_reason=" "),
    )


def test_case_status_carries_its_stamp(report, at):
    in_the_database("case_status_carries_its_stamp", report.case_file, status="closed")
    in_the_database("case_status_carries_its_stamp", report.case_file, closed_at=at)


@pytest.fixture
def refuses_person(noor, at, report):
    """`refuses_person(rule, **broken)`: a person like that is refused on every road."""

    def check(rule: str, **broken: Any) -> None:
        told = {"by": noor, "at": at, "case_file": report.case_file, "role": "child"}
        row = people.save_person(**told)
        refused_at_three_depths(rule, row, broken, lambda: people.save_person(**{**told, **broken}))

    return check


def test_person_role_is_known(refuses_person):
    refuses_person("person_role_is_known", role="uncle")


def test_sex_is_known(refuses_person):
    refuses_person("sex_is_known", sex="other")


def test_bsn_has_nine_digits(report, noor, at):
    row = people.save_person(by=noor, at=at, case_file=report.case_file, role="child")
    in_the_database("bsn_has_nine_digits", row, bsn="12345678")
    in_the_database("bsn_has_nine_digits", row, bsn="12345678x")


@pytest.mark.parametrize("broken", [{"birth_year": 2026}, {"bsn": "111222333"}])
def test_unborn_has_no_birth(refuses_person, broken):
    refuses_person("unborn_has_no_birth", unborn=True, **broken)


@pytest.mark.parametrize("broken", [{"birth_month": 5}, {"birth_year": 2010, "birth_day": 4}])
def test_birth_date_is_known_from_the_left(refuses_person, broken):
    refuses_person("birth_date_is_known_from_the_left", **broken)


@pytest.mark.parametrize("broken", [{"birth_year": 1879}, {"birth_year": 2201}])
def test_birth_date_is_possible(noor, at, report, broken):
    row = people.save_person(by=noor, at=at, case_file=report.case_file, role="child")
    in_the_database("birth_date_is_possible", row, **broken)
    in_the_database("birth_date_is_possible", row, birth_year=2010, birth_month=13)
    in_the_database("birth_date_is_possible", row, birth_year=2010, birth_month=1, birth_day=32)


@pytest.fixture
def pair(noor, at, report):
    """A mother and a child of one file, and the line between them."""
    told = {"by": noor, "at": at, "case_file": report.case_file}
    mother, child = people.save_person(**told, role="household_member"), people.save_person(**told, role="child")
    return mother, child, people.relate(**told, person=mother, kind="parent", other=child)


def test_relation_kind_is_known(noor, at, report, pair):
    mother, child, line = pair
    told = {"by": noor, "at": at, "case_file": report.case_file, "person": child, "other": mother}
    refused_at_three_depths(
        "relation_kind_is_known", line, {"kind": "aunt"}, lambda: people.relate(**told, kind="aunt")
    )


def test_nobody_relates_to_themselves(noor, at, report, pair):
    mother, _, line = pair
    told = {"by": noor, "at": at, "case_file": report.case_file, "kind": "partner", "person": mother, "other": mother}
    refused_at_three_depths("nobody_relates_to_themselves", line, {"other": mother.pk}, lambda: people.relate(**told))


@pytest.fixture
def refuses_passage(noor, at, report):
    def check(rule: str, **broken: Any) -> None:
        fact = {"kind": "fact", "what": "Twintig dagen verzuim.", "who": "Leerplicht"}
        saved = concern.save_passages(by=noor, at=at, report=report, version=report.version, passages=[fact])
        told = {"by": noor, "at": at, "report": saved, "version": saved.version, "passages": [{**fact, **broken}]}
        refused_at_three_depths(rule, saved.passages.get(), broken, lambda: concern.save_passages(**told))

    return check


def test_passage_kind_is_known(refuses_passage):
    refuses_passage("passage_kind_is_known", kind="rumour")


def test_passage_says_something(refuses_passage):
    refuses_passage("passage_says_something", what="  ")


@pytest.mark.parametrize("kind", ["fact", "quote", "statement"])
def test_fact_has_a_source(refuses_passage, kind):
    refuses_passage("fact_has_a_source", kind=kind, who="")


@pytest.fixture
def refuses_observation(noor, at, report):
    def check(rule: str, **broken: Any) -> None:
        seen = {"list": "signal", "code": "debts", "state": "seen", "source": "Mentor"}
        saved = concern.save_observations(by=noor, at=at, report=report, version=report.version, observations=[seen])
        told = {"by": noor, "at": at, "report": saved, "version": saved.version}
        refused_at_three_depths(
            rule,
            saved.observations.get(),
            broken,
            lambda: concern.save_observations(**told, observations=[{**seen, **broken}]),
        )

    return check


@pytest.mark.parametrize("broken", [{"code": "poverty"}, {"list": "risk_factor"}])
def test_observation_is_listed(refuses_observation, broken):
    refuses_observation("observation_is_listed", **broken)


def test_observation_has_a_state(refuses_observation):
    refuses_observation("observation_has_a_state", state="perhaps")


def test_seen_signal_has_a_source(refuses_observation):
    refuses_observation("seen_signal_has_a_source", source=" ")


def test_note_says_something(noor, at, report):
    told = {"by": noor, "at": at, "case_file": report.case_file}
    note = concern.add_note(**told, text="Bel morgen.", submission=uuid4())
    refused_at_three_depths(
        "note_says_something", note, {"text": " "}, lambda: concern.add_note(**told, text=" ", submission=uuid4())
    )


def test_report_without_owner_waits_in_the_intake(report):
    in_the_database("report_without_owner_waits_in_the_intake", report, owner=None)


def test_every_rule_has_its_test():
    named = {name.removeprefix("test_") for name in globals() if name.startswith("test_")}
    lists = ("REPORT_RULES", "CASE_FILE_RULES", "PERSON_RULES", "RELATION_RULES", "PASSAGE_RULES", "OBSERVATION_RULES")
    assert {rule.name for name in lists for rule in getattr(case_rules, name)} <= named


@pytest.mark.parametrize("number", ["123456789", "000000000", "111222334", "11122233", "111 222 333"])
def test_a_bsn_passes_the_eleven_test(number):
    with pytest.raises(Refused):
        case_rules.bsn_passes_the_eleven_test(number.replace(" ", "") + ("1" if " " in number else ""))


def test_an_unknown_bsn_is_allowed():
    assert case_rules.bsn_passes_the_eleven_test("") is None
    assert case_rules.bsn_passes_the_eleven_test("111222333") is None


@pytest.mark.parametrize("parts", [(2026, 2, 31), (2027, 2, 29), (2026, 11, 24), (None, 13, 1), (0, 0, 0)])
def test_a_birth_date_exists(parts):
    year, month, day = parts
    if parts == (0, 0, 0):
        assert case_rules.birth_date_exists(None, None, None, date(2026, 11, 23)) is None
        return
    with pytest.raises(Refused):
        case_rules.birth_date_exists(year, month, day, date(2026, 11, 23))


def test_a_closed_file_takes_no_report(noor, at, report):
    actions.withdraw_report(by=noor, at=at, report=report, version=report.version, withdrawn_reason="Wil niet meer.")
    with pytest.raises(Refused) as refusal:
        stories.a_report(by=noor, at=at, case_file=stories.fresh(report.case_file))
    assert refusal.value.rule == "case_file_is_open"


@pytest.mark.parametrize("title", ["Jongen, bsn 111222333", "mail naar iemand@voorbeeld.nl"])
def test_a_title_names_nobody(noor, at, title):
    with pytest.raises(Refused) as refusal:
        stories.a_report(by=noor, at=at, title=title)
    assert refusal.value.rule == "title_names_nobody"
