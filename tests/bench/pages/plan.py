"""What is asked of the desk: one `Ask` per page, as data that travels between processes as JSON."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import uuid4

# Where a form wants a value that was never sent before.
FRESH = "{fresh}"
SENDS = frozenset({302, 204, 201})


@dataclass(frozen=True)
class Ask:
    """One page, as `who` asks for it.

    `paths` are the addresses about different records, taken in turn; with `once` each is asked one time at most. A save
    has `fields`; when it has a `form`, that page is opened first, untimed, and what stands in its fields goes along.
    """

    name: str
    route: str
    who: str
    paths: tuple[str, ...]
    method: str = "GET"
    fields: Mapping[str, Any] | None = None
    forms: tuple[str, ...] = ()
    once: bool = False
    json: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    right: tuple[int, ...] = (200,)

    def turns(self) -> int:
        """How many times it can be asked at most."""
        return len(self.paths) if self.once else 1_000_000

    def to_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return asdict(self)


def from_json(told: Mapping[str, Any]) -> Ask:
    """Return the Ask that `to_json` wrote down."""
    lists = {name: tuple(told[name]) for name in ("paths", "forms", "right")}
    return Ask(**{**told, **lists})


def filled(fields: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the fields as a browser sends them; a list is sent once per value."""
    pairs = [(name, one) for name, said in fields.items() for one in (said if isinstance(said, list) else [said])]
    return [(name, str(uuid4()) if value == FRESH else str(value)) for name, value in pairs if value is not None]
