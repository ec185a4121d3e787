"""The table itself: each act, each role, and for which records the permissions of the act say yes."""

import inspect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from desk.audit.wishes import WANTED
from desk.rights_table.guarded import Permission, actions, permissions_of
from desk.rights_table.samples import RELATIONS, WITHOUT_A_FILE, Relation, arguments, colleague
from desk.roles import Role

YES, NO = "ja", "nee"


@dataclass(frozen=True)
class Row:
    """One act, or one kind of it, with what each role may."""

    code: str
    title: str
    cells: tuple[str, ...]
    permissions: tuple[str, ...]


@cache
def rows() -> list[Row]:
    """Return the table of acts, by their names in the trail; what nobody is asked for is in `open_acts`.

    It follows from the code alone, so it is made once for each process.
    """
    found: list[Row] = []
    for code, doing in sorted(actions().items()):
        guards = {p.__name__: p for action in doing for p in permissions_of(action)}
        if guards:
            found += _rows_of(code, _title(code), list(guards.values()))
    return found


def open_acts() -> list[tuple[str, str]]:
    """Return (code, title) of each act without a permission: what the desk does itself, and signing in."""
    guarded = {row.code for row in rows()}
    return [(code, _title(code)) for code in sorted(actions()) if code not in guarded]


def cells_of(permissions: Sequence[Permission], kind: str = "") -> tuple[str, ...]:
    """Return for each role the relations in which every permission holds, in words."""
    return tuple(_cell(role, permissions, kind) for role in Role)


def allowed(role: Role, relation: Relation, permissions: Sequence[Permission], kind: str = "") -> bool:
    """Do all permissions say yes to somebody of `role` who stands to the record as `relation` says?"""
    return all(permission(*_asked(permission, colleague(role), relation, kind)) for permission in permissions)


def _rows_of(code: str, title: str, guards: Sequence[Permission]) -> Iterator[Row]:
    names = tuple(p.__name__ for p in guards)
    for kind in _kinds(guards):
        said = f"{title} ({kind})" if kind else title
        yield Row(code, said, cells_of(guards, kind), names)


def _kinds(guards: Sequence[Permission]) -> list[str]:
    """The kinds of a record that matter to one of the permissions; one without a name when they do not."""
    words = [kind for p in guards for name in _parameters(p) for kind, _ in arguments(name, RELATIONS[0])]
    return list(dict.fromkeys(filter(None, words))) or [""]


def _cell(role: Role, guards: Sequence[Permission], kind: str) -> str:
    if not any(_parameters(p) for p in guards):
        return YES if allowed(role, RELATIONS[0], guards) else NO
    told = WITHOUT_A_FILE if any({"advice", "recovery"} & set(_parameters(p)) for p in guards) else RELATIONS
    where = [relation.code for relation in told if allowed(role, relation, guards, kind)]
    return in_short(where) or NO


# What says more: with the whole team goes one's own work, and a reason adds nothing to what is open without one.
_SAID_BY = {"work": "team", "team_reason": "team", "other_reason": "other", "glass": "other"}


def in_short(where: Sequence[str]) -> str:
    """Return the relations in words, without what another of them says already."""
    words = {relation.code: relation.words for relation in RELATIONS}
    told = [code for code in where if _SAID_BY.get(code) not in where]
    if "team" in told and "other" in told:
        told = ["team", *(code for code in told if code not in ("team", "other"))]
        words["team"] = "hele regio"
    return ", ".join(words[code] for code in told)


def _asked(permission: Permission, user: Any, relation: Relation, kind: str) -> list[Any]:
    given = [user]
    for name in _parameters(permission):
        offered = dict(arguments(name, relation))
        given.append(offered.get(kind, next(iter(offered.values()))))
    return given


def _parameters(permission: Permission) -> list[str]:
    """The names of what is asked besides the user."""
    named = inspect.signature(permission).parameters.values()
    return [one.name for one in named if one.default is one.empty][1:]


def _title(code: str) -> str:
    said = WANTED[code]
    for words in ("van {subject}", "bij {subject}", "voor medewerker {subject}", "{subject}"):
        said = said.replace(f" {words}", "")
    return said[:1].upper() + said[1:]
