"""The rules of the ways into a file, each at three depths."""

import pytest

from desk.reports.access import consents, grants, seals, walls
from tests import stories
from tests.depths import refused_at_three_depths, refused_by_the_action, refused_in_bulk, refused_in_sql

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
REASON = "Noor is ziek, ik neem haar werk waar."


@pytest.fixture
def grant(report, tariq, at):
    return stories.gives_reason(by=tariq, at=at, case_file=report.case_file)


@pytest.fixture
def seal(report, joke, noor, at):
    return stories.sealed(by=joke, at=at, case_file=report.case_file, people=[noor])


@pytest.fixture
def wall(report, joke, samir, tariq, at):
    return stories.walled(by=joke, at=at, case_file=report.case_file, worker=tariq, known_by=samir)


@pytest.fixture
def consent(noor, needle_reporter, at):
    shielded = stories.a_report(by=noor, at=at, reporter=needle_reporter)
    return consents.ask_to_reveal(by=noor, at=at, report=shielded, reason=REASON)


@pytest.mark.parametrize("reason", ["", "te kort"])
def test_access_has_a_reason(reason, grant, tariq, case_file, at):
    refused_at_three_depths(
        "access_has_a_reason",
        grant,
        {"reason": reason},
        lambda: grants.ask_access(by=tariq, at=at, case_file=case_file, reason=reason),
    )


def test_way_in_is_known(grant):
    refused_in_bulk("way_in_is_known", grant, {"way": "back_door"})
    refused_in_sql("way_in_is_known", grant, {"way": "back_door"})


def test_judgement_is_known(grant, joke, at):
    judged = {"judged_by_id": joke.pk, "judged_at": at, "judged_as": "team_lead"}
    refused_at_three_depths(
        "judgement_is_known",
        grant,
        {"judgement": "perhaps", **judged},
        lambda: grants.judge_access(by=joke, at=at, grant=grant, version=1, judgement="perhaps"),
    )


def test_judging_says_something(grant, joke, at):
    refused_by_the_action(
        "judgement_carries_its_stamps",
        lambda: grants.judge_access(by=joke, at=at, grant=grant, version=1, judgement=""),
    )


def test_who_looked_never_judges(grant, tariq, at):
    own = {"judgement": "justified", "judged_by_id": tariq.pk, "judged_at": at, "judged_as": "team_lead"}
    refused_in_bulk("who_looked_never_judges", grant, own)
    refused_in_sql("who_looked_never_judges", grant, own)


def test_who_broke_the_glass_as_a_lead_never_judges_it(noor, joke, els, at, report):
    """A lead who is not named breaks the glass; named afterwards, they still do not judge their own look."""
    seal = stories.sealed(by=joke, at=at, case_file=report.case_file, people=[noor])
    grant = stories.breaks_glass(by=els, at=at, case_file=report.case_file)
    seals.name_people(by=joke, at=at, case_file=report.case_file, version=seal.version, people=[noor, els])
    refused_at_three_depths(
        "who_looked_never_judges",
        grant,
        {"judgement": "justified", "judged_by_id": els.pk, "judged_at": at, "judged_as": "team_lead"},
        lambda: grants.judge_access(by=els, at=at, grant=grant, version=1, judgement="justified"),
    )


def test_judgement_carries_its_stamps(grant):
    refused_in_bulk("judgement_carries_its_stamps", grant, {"judgement": "justified"})
    refused_in_sql("judgement_carries_its_stamps", grant, {"judgement": "justified"})


def test_judges_are_lead_or_officer(grant, joke, at):
    judged = {"judgement": "justified", "judged_by_id": joke.pk, "judged_at": at, "judged_as": "counsellor"}
    refused_in_bulk("judges_are_lead_or_officer", grant, judged)
    refused_in_sql("judges_are_lead_or_officer", grant, judged)


def test_unjustified_access_is_explained(grant, joke, at):
    judged = {"judgement": "unjustified", "judged_by_id": joke.pk, "judged_at": at, "judged_as": "team_lead"}
    refused_at_three_depths(
        "unjustified_access_is_explained",
        grant,
        judged,
        lambda: grants.judge_access(by=joke, at=at, grant=grant, version=1, judgement="unjustified"),
    )


def _seal_again(seal, joke, noor, at, **broken):
    """A seal that was lifted, and the action that puts another one."""
    file = seal.case_file
    seals.lift_seal(by=joke, at=at, case_file=file, version=1, reason="Dit was een vergissing.")
    told = {"ground": "own_staff", "reason": "Het gaat om de zus van een collega.", **broken}
    return lambda: seals.seal_file(by=joke, at=at, case_file=file, people=[noor], **told)


def test_seal_ground_is_known(seal, joke, noor, at):
    broken = {"ground": "because"}
    refused_at_three_depths("seal_ground_is_known", seal, broken, _seal_again(seal, joke, noor, at, **broken))


def test_seal_has_a_reason(seal, joke, noor, at):
    broken = {"reason": "zus"}
    refused_at_three_depths("seal_has_a_reason", seal, broken, _seal_again(seal, joke, noor, at, **broken))


@pytest.mark.parametrize("reason", ["", "kort"])
def test_lifted_seal_carries_its_stamps(reason, seal, report, joke, at):
    refused_at_three_depths(
        "lifted_seal_carries_its_stamps",
        seal,
        {"lifted_by_id": joke.pk, "lifted_at": at, "lift_reason": reason},
        lambda: seals.lift_seal(by=joke, at=at, case_file=report.case_file, version=1, reason=reason),
    )


def test_wall_has_a_reason(wall, report, joke, els, samir, at):
    told = {"by": joke, "at": at, "case_file": report.case_file, "worker": els, "known_by": samir}
    refused_at_three_depths(
        "wall_has_a_reason", wall, {"reason": "buren"}, lambda: walls.put_wall(**told, reason="buren")
    )


def test_wall_is_known_to_two_others(wall, report, joke, samir, tariq, at):
    for broken in ({"known_by_id": joke.pk}, {"known_by_id": tariq.pk}, {"worker_id": samir.pk}):
        refused_in_bulk("wall_is_known_to_two_others", wall, broken)
        refused_in_sql("wall_is_known_to_two_others", wall, broken)


def test_lifted_wall_carries_its_stamps(wall, at):
    refused_in_bulk("lifted_wall_carries_its_stamps", wall, {"lifted_at": at})
    refused_in_sql("lifted_wall_carries_its_stamps", wall, {"lifted_at": at})


def test_wall_is_lifted_by_who_knows_it(wall, els, at):
    refused_in_bulk("wall_is_lifted_by_who_knows_it", wall, {"lifted_at": at, "lifted_by_id": els.pk})
    refused_in_sql("wall_is_lifted_by_who_knows_it", wall, {"lifted_at": at, "lifted_by_id": els.pk})


def test_reveal_is_asked_with_a_reason(consent, joke, at):
    refused_at_three_depths(
        "reveal_is_asked_with_a_reason",
        consent,
        {"reason": "bellen"},
        lambda: consents.ask_to_reveal(by=joke, at=at, report=consent.report, reason="bellen"),
    )


def test_who_asks_to_reveal_never_consents(consent, joke, at):
    asked = consents.ask_to_reveal(by=joke, at=at, report=consent.report, reason=REASON)
    refused_at_three_depths(
        "who_asks_to_reveal_never_consents",
        asked,
        {"verdict": "given", "decided_by_id": joke.pk, "decided_at": at, "decided_as": "team_lead"},
        lambda: consents.decide_on_reveal(by=joke, at=at, consent=asked, version=1, verdict="given"),
    )


def test_consent_is_known(consent, joke, at):
    decided = {"decided_by_id": joke.pk, "decided_at": at, "decided_as": "team_lead"}
    refused_at_three_depths(
        "consent_is_known",
        consent,
        {"verdict": "perhaps", **decided},
        lambda: consents.decide_on_reveal(by=joke, at=at, consent=consent, version=1, verdict="perhaps"),
    )


def test_consent_carries_its_stamps(consent):
    refused_in_bulk("consent_carries_its_stamps", consent, {"verdict": "given"})
    refused_in_sql("consent_carries_its_stamps", consent, {"verdict": "given"})


def test_consent_is_of_lead_or_officer(consent, joke, at):
    decided = {"verdict": "given", "decided_by_id": joke.pk, "decided_at": at, "decided_as": "counsellor"}
    refused_in_bulk("consent_is_of_lead_or_officer", consent, decided)
    refused_in_sql("consent_is_of_lead_or_officer", consent, decided)


def test_refused_reveal_is_explained(consent, joke, at):
    refused_at_three_depths(
        "refused_reveal_is_explained",
        consent,
        {"verdict": "refused", "decided_by_id": joke.pk, "decided_at": at, "decided_as": "team_lead"},
        lambda: consents.decide_on_reveal(by=joke, at=at, consent=consent, version=1, verdict="refused"),
    )
