"""One small story for each way into a file, and for what keeps people out of it."""

from typing import Any

from desk.audit.trail import System
from desk.reports.access import consents, grants, seals, telling, walls
from tests import stories
from tests.playing import Cast, plays


def _file(c: Cast) -> Any:
    return stories.a_report(by=c.noor, at=c.at).case_file


def _shielded(c: Cast) -> Any:
    return stories.a_report(by=c.noor, at=c.at, reporter={**stories.TEACHER, **stories.shield_until(c.at)})


def _sealed(c: Cast) -> dict[str, Any]:
    file = _file(c)
    seal = stories.sealed(by=c.joke, at=c.at, case_file=file, people=[c.noor])
    return {"by": c.joke, "at": c.at, "case_file": file, "version": seal.version}


@plays("access.ask_access")
def _(c: Cast) -> None:
    stories.gives_reason(by=c.tariq, at=c.at, case_file=_file(c))


@plays("access.break_glass")
def _(c: Cast) -> None:
    stories.breaks_glass(by=c.tariq, at=c.at, case_file=_file(c))


@plays("access.note_told")
def _(c: Cast) -> None:
    grant = stories.breaks_glass(by=c.tariq, at=c.at, case_file=_file(c))
    telling.note_told(by=System(), at=c.at, grant=grant)


@plays("access.judge_access")
def _(c: Cast) -> None:
    grant = stories.gives_reason(by=c.tariq, at=c.at, case_file=_file(c))
    grants.judge_access(by=c.joke, at=c.at, grant=grant, version=grant.version, judgement="justified")


@plays("access.seal_file")
def _(c: Cast) -> None:
    _sealed(c)


@plays("access.name_people")
def _(c: Cast) -> None:
    seals.name_people(**_sealed(c), people=[c.noor, c.tariq])


@plays("access.lift_seal")
def _(c: Cast) -> None:
    seals.lift_seal(**_sealed(c), reason="De collega is uit dienst.")


@plays("access.put_wall")
def _(c: Cast) -> None:
    stories.walled(by=c.joke, at=c.at, case_file=_file(c), worker=c.tariq, known_by=c.samir)


@plays("access.lift_wall")
def _(c: Cast) -> None:
    wall = stories.walled(by=c.joke, at=c.at, case_file=_file(c), worker=c.tariq, known_by=c.samir)
    walls.lift_wall(by=c.joke, at=c.at, wall=wall, version=wall.version)


@plays("access.ask_to_reveal")
def _(c: Cast) -> None:
    consents.ask_to_reveal(by=c.noor, at=c.at, report=_shielded(c), reason="Ik bel de melder terug.")


@plays("access.decide_on_reveal")
def _(c: Cast) -> None:
    stories.may_see_reporter(by=c.noor, second=c.joke, at=c.at, report=_shielded(c))
