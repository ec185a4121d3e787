"""People and records that exist in memory only: one of each kind that a permission tells apart."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from desk.accounts.factors import Recovery
from desk.accounts.models import Region, Team, User
from desk.advice.models import Advice
from desk.assessment.models import Assessment
from desk.reports.access.choices import Way
from desk.reports.access.standing import Standing
from desk.reports.identity import Reporter
from desk.reports.models import CaseFile, Consent, Grant, Report, Wall
from desk.roles import CASE_ROLES, Role

_NOTHING = Standing(walled=False, hidden=False, works_on_it=False, gave_reason=False, broke_glass=False)
ME, SOMEBODY = 1, 2


@dataclass(frozen=True)
class Relation:
    """How a colleague stands to a record."""

    code: str
    words: str
    team: int = 1  # of the record; the colleague is of team 1 in region 1
    region: int = 1
    so: dict[str, bool] = field(default_factory=dict)

    @property
    def standing(self) -> Standing:
        return Standing(**{**_NOTHING.__dict__, **self.so})

    @property
    def is_own(self) -> bool:
        return self.so.get("works_on_it", False)


RELATIONS = (
    Relation("work", "eigen werk", so={"works_on_it": True}),
    Relation("team", "eigen team"),
    Relation("team_reason", "eigen team met reden", so={"gave_reason": True}),
    Relation("other", "ander team", team=2),
    Relation("other_reason", "ander team met reden", team=2, so={"gave_reason": True}),
    Relation("glass", "noodtoegang", team=2, so={"broke_glass": True}),
    Relation("sealed", "verzegeld", so={"hidden": True}),
    Relation("wall", "achter een muur", so={"hidden": True, "walled": True}),
    Relation("region", "andere regio", team=3, region=2),
)


# An advice and an account have no file: there is nothing to seal, and nobody in it to know.
WITHOUT_A_FILE = tuple(one for one in RELATIONS if one.code in ("team", "other", "region"))


def colleague(role: Role) -> User:
    """Return somebody with this role, of team 1 where the role has a team, in region 1."""
    region = Region(pk=1, name="Eén")
    team = Team(pk=1, region=region, name="Eén") if role in CASE_ROLES else None
    return User(pk=ME, username="ik", display_name="Ik", role=role, region=region, team=team)


def arguments(name: str, relation: Relation) -> Iterator[tuple[str, Any]]:
    """Yield (words, record) for the parameter `name` of a permission: mostly one, more where the kind matters.

    Raises KeyError for a parameter nobody made a sample of.
    """
    made = _MAKERS[name](relation)
    yield from made if isinstance(made, list) else [("", made)]


def _case_file(relation: Relation) -> CaseFile:
    team = Team(pk=relation.team, region=Region(pk=relation.region, name="r"), name="t")
    return _placed(CaseFile(pk=1, number="C-2026-0001", team=team), relation)


def _report(relation: Relation) -> Report:
    file, owner = _case_file(relation), ME if relation.is_own else SOMEBODY
    return _placed(Report(pk=1, number="M-2026-0001", case_file=file, team=file.team, owner_id=owner), relation)


def _placed(record: Any, relation: Relation) -> Any:
    record.__dict__["_standing"] = (ME, relation.standing)
    return record


def _grants(relation: Relation) -> list[tuple[str, Grant]]:
    file = _case_file(relation)
    return [(way.label, Grant(pk=1, case_file=file, worker_id=SOMEBODY, way=way)) for way in Way]


def _wall(relation: Relation) -> Wall:
    return Wall(pk=1, case_file=_case_file(relation), put_by_id=ME if relation.is_own else SOMEBODY, known_by_id=3)


_MAKERS: dict[str, Any] = {
    "record": _report,
    "report": _report,
    "case_file": _case_file,
    "grant": _grants,
    "wall": _wall,
    "reporter": lambda relation: Reporter(report=_report(relation), asked_by_id=SOMEBODY),
    "consent": lambda relation: Consent(pk=1, report=_report(relation), worker_id=SOMEBODY),
    "assessment": lambda relation: Assessment(pk=1, report=_report(relation), proposed_by_id=SOMEBODY),
    "advice": lambda relation: Advice(team_id=relation.team),
    "recovery": lambda relation: Recovery(
        person=User(pk=SOMEBODY, role=Role.COUNSELLOR, region=Region(pk=relation.region, name="r"))
    ),
}
