"""Every rule on who reports, broken alone, at three depths: the action, the ORM in bulk, and SQL."""

from datetime import timedelta
from typing import Any

import pytest

from desk.reports import rules, secrecy
from desk.reports.actions import reporter_of
from desk.reports.choices import ShieldGround
from desk.rulebook import Refused
from tests import stories
from tests.depths import refused_at_three_depths, refused_by, refused_in_bulk, refused_in_sql

# An unknown reporter whose talk was held, so that only the rule in the test is broken.
SILENT: dict[str, Any] = {
    **dict.fromkeys(rules.IDENTITY, ""),
    "disclosure": "unknown",
    "cannot_be_traced": "yes",
    "pros_and_cons_discussed": "yes",
    "unknown_reason": "Wil onbekend blijven.",
}


OURSELVES: dict[str, Any] = {
    **stories.CITIZEN,
    "kind": "ex_officio",
    "capacity": "P15",
    "ex_officio_reason": "Uit een ander onderzoek bleek dat dit kind gevaar loopt.",
}


@pytest.fixture
def refuses(noor, at):
    """`refuses(rule, broken, reporter=…)`: filing with those answers, and every road past the action, is refused."""

    def check(rule: str, broken: dict[str, Any], reporter: dict[str, Any], seen: dict[str, Any] | None = None) -> None:
        row = reporter_of(stories.a_report(by=noor, at=at, reporter=reporter))
        told = {**reporter, **broken}
        refused_at_three_depths(
            rule, row, {**broken, **(seen or {})}, lambda: stories.a_report(by=noor, at=at, reporter=told)
        )

    return check


@pytest.fixture
def asked(noor, at) -> dict[str, Any]:
    """The stamps of a request that waits."""
    return {"verdict": "pending", "asked_by_id": noor.pk, "asked_at": at}


def in_the_database(rule: str, reporter: Any, broken: dict[str, Any]) -> None:
    """For stamps that no action lets anybody choose: the database is the only road."""
    refused_in_bulk(rule, reporter, broken)
    refused_in_sql(rule, reporter, broken)


def by_column(values: dict[str, Any]) -> dict[str, Any]:
    return {name.removesuffix("_id"): value for name, value in values.items()}


def test_professional_is_never_unknown(refuses, asked):
    refuses("professional_is_never_unknown", SILENT, stories.TEACHER, seen=by_column(asked))


@pytest.mark.parametrize(
    "reporter", [OURSELVES, {**stories.CITIZEN, "kind": "person_concerned", "capacity": "N02"}], ids=lambda r: r["kind"]
)
def test_unknown_is_for_citizens_only(refuses, asked, reporter):
    refuses("unknown_is_for_citizens_only", SILENT, {**reporter, "disclosure": "open"}, seen=by_column(asked))


def test_reporter_kind_is_known(refuses):
    refuses("reporter_kind_is_known", {"kind": "somebody"}, stories.CITIZEN)


def test_disclosure_is_known(refuses):
    refuses("disclosure_is_known", {"disclosure": "half"}, stories.CITIZEN)


@pytest.mark.parametrize(
    ("reporter", "capacity"),
    [
        (stories.TEACHER, "N05"),
        (stories.CITIZEN, "P01"),
        ({**stories.CITIZEN, "kind": "person_concerned", "capacity": "N02"}, "N05"),
        (OURSELVES, "P01"),
    ],
)
def test_capacity_fits_the_reporter(refuses, reporter, capacity):
    refuses("capacity_fits_the_reporter", {"capacity": capacity}, reporter)


@pytest.mark.parametrize("blank", ["", "   "])
def test_known_reporter_has_a_name(refuses, blank):
    refuses("known_reporter_has_a_name", {"name": blank}, stories.CITIZEN)


def test_known_reporter_can_be_reached(refuses):
    refuses("known_reporter_can_be_reached", {"phone": ""}, stories.CITIZEN)


@pytest.mark.parametrize("missing", ["organisation", "function"])
def test_professional_names_organisation(refuses, missing):
    refuses("professional_names_organisation", {missing: " "}, stories.TEACHER)


def test_ex_officio_says_why(refuses):
    refuses("ex_officio_says_why", {"ex_officio_reason": " "}, OURSELVES)


def test_open_citizen_gave_consent(refuses):
    refuses("open_citizen_gave_consent", {"disclosure": "open"}, stories.CITIZEN)


@pytest.mark.parametrize(
    "broken",
    [{"cannot_be_traced": "no"}, {"cannot_be_traced": ""}, {"pros_and_cons_discussed": "no"}, {"unknown_reason": " "}],
)
def test_unknown_needs_traceability_talk(refuses, broken):
    refuses("unknown_needs_traceability_talk", broken, stories.UNKNOWN)


@pytest.mark.parametrize("column", [name for name in rules.IDENTITY if name != "email"])
def test_unknown_reporter_has_no_identity(refuses, column):
    refuses("unknown_reporter_has_no_identity", {column: "Buurman"}, stories.UNKNOWN)


def shielded(at: Any) -> dict[str, Any]:
    return {**stories.TEACHER, **stories.shield_until(at)}


def test_shielded_professional_has_a_ground(refuses, at):
    refuses("shielded_professional_has_a_ground", {"shield_ground": ""}, shielded(at))


def test_shielded_professional_explains(refuses, at):
    refuses("shielded_professional_explains", {"shield_explanation": "  "}, shielded(at))


def test_shielded_professional_agrees_on_safety(refuses, at):
    refuses("shielded_professional_agrees_on_safety", {"safety_agreement": ""}, shielded(at))


def test_approved_shield_rests_on_an_agreement(noor, joke, at):
    row = reporter_of(stories.approved_shield(by=noor, lead=joke, at=at))
    broken = {"safety_agreement": "", "safety_phone": "06 00 00 00 01"}
    in_the_database("approved_shield_rests_on_an_agreement", row, broken)
    waiting = reporter_of(
        stories.a_report(by=noor, at=at, reporter={**shielded(at), "safety_agreement": " ", "safety_phone": "06 00"})
    )
    assert (waiting.is_hidden, waiting.verdict) == (True, "pending")
    told = {"by": joke, "at": at, "reporter": waiting, "version": waiting.version, "safety_agreement": "  "}
    refused_by("approved_shield_rests_on_an_agreement", secrecy.approve_secrecy, **told)


def test_shielded_professional_is_reviewed(refuses, at):
    refuses("shielded_professional_is_reviewed", {"review_on": None}, shielded(at))


def test_secrecy_waits_for_a_verdict(noor, at):
    row = reporter_of(stories.a_report(by=noor, at=at, reporter=shielded(at)))
    assert row.verdict == "pending"
    in_the_database("secrecy_waits_for_a_verdict", row, {"verdict": ""})
    in_the_database("secrecy_waits_for_a_verdict", row, {"asked_at": None})


def test_verdict_is_known(noor, at):
    row = reporter_of(stories.a_report(by=noor, at=at, reporter=shielded(at)))
    in_the_database("verdict_is_known", row, {"verdict": "maybe"})


def test_verdict_carries_its_stamps(noor, joke, at):
    row = reporter_of(stories.a_report(by=noor, at=at, reporter=shielded(at)))
    in_the_database("verdict_carries_its_stamps", row, {"verdict": "approved"})
    in_the_database("verdict_carries_its_stamps", row, {"decided_at": at})
    counsellor = {"verdict": "approved", "decided_by": joke.pk, "decided_at": at, "decided_as": "counsellor"}
    in_the_database("verdict_carries_its_stamps", row, counsellor)


def test_refused_secrecy_has_a_reason(noor, joke, at):
    row = reporter_of(stories.a_report(by=noor, at=at, reporter=shielded(at)))
    stamps = {"decided_by": joke.pk, "decided_at": at, "decided_as": "team_lead"}
    refused_at_three_depths(
        "refused_secrecy_has_a_reason",
        row,
        {"verdict": "refused", **stamps},
        lambda: secrecy.refuse_secrecy(by=joke, at=at, reporter=row, version=row.version, remark="  "),
    )


def test_who_asks_never_decides(joke, at):
    row = reporter_of(stories.a_report(by=joke, at=at, reporter=shielded(at)))
    stamps = {"verdict": "approved", "decided_by": joke.pk, "decided_at": at, "decided_as": "team_lead"}
    refused_at_three_depths(
        "who_asks_never_decides",
        row,
        stamps,
        lambda: secrecy.approve_secrecy(by=joke, at=at, reporter=row, version=row.version),
    )


def test_disclosing_is_one_way(noor, at):
    row = reporter_of(stories.a_report(by=noor, at=at, reporter=stories.CITIZEN))
    row = secrecy.disclose_reporter(by=noor, at=at, reporter=row, version=row.version)
    refused_at_three_depths(
        "disclosing_is_one_way",
        row,
        {"disclosure": "shielded"},
        lambda: secrecy.ask_shield(by=noor, at=at, reporter=row, version=row.version),
    )


def test_every_rule_has_its_test():
    named = {name.removeprefix("test_") for name in globals() if name.startswith("test_")}
    assert {rule.name for rule in rules.REPORTER_RULES} <= named


def test_trust_is_a_ground_only_where_the_organisation_says_so(settings):
    settings.SHIELD_ON_TRUST = False
    with pytest.raises(Refused):
        rules.shield_ground_is_allowed(ShieldGround.TRUST)
    settings.SHIELD_ON_TRUST = True
    assert rules.shield_ground_is_allowed(ShieldGround.TRUST) is None


@pytest.mark.parametrize("verdict", ["pending", "refused"])
def test_a_report_waits_for_its_verdict(verdict):
    with pytest.raises(Refused) as refusal:
        rules.secrecy_is_settled("shielded", verdict)
    assert refusal.value.rule == "secrecy_is_settled"


def test_a_changed_ground_is_asked_again(noor, joke, at):
    row = reporter_of(stories.approved_shield(by=noor, lead=joke, at=at))
    told = {"safety_agreement": "Wij bellen niet meer.", "review_on": (at + timedelta(days=30)).date()}
    changed = secrecy.correct_reporter(by=noor, at=at, reporter=row, version=row.version, **told)
    assert (changed.verdict, changed.decided_by) == ("pending", None)
