"""Looking into one's own circle: what the rules find of what was planted, and how often they are wrong.

`python -m tests.bench.looks MONTHS WORKERS` plays working months of a region that does not exist and prints JSON.
"""

from typing import Any

from tests.bench.amount import Amount
from tests.bench.process import answer, practice_desk


def measure(amount: Amount) -> dict[str, Any]:
    """Return the figures over as many months as `amount` says, each on a SQLite file of its own.

    Month 0 is the one the bounds were chosen on; it is not among them.
    """
    return added([_month(seed, amount.team) for seed in range(1, amount.months + 1)])


def _month(seed: int, team: int) -> dict[str, Any]:
    with practice_desk() as desk:
        return answer("tests.bench.looks", seed, team, **desk)


def added(months: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the months together: what was planted and found by story, false alarms by rule."""
    stories = {name for month in months for name in month["planted"]}
    rules = {rule for month in months for rule in month["false"]}
    return {
        "months": len(months),
        "workers": months[0]["workers"],
        "weeks": sum(month["weeks"] for month in months),
        "looks": sum(month["looks"] for month in months),
        "planted": {name: _sum(months, "planted", name) for name in sorted(stories)},
        "found": {name: _sum(months, "found", name) for name in sorted(stories)},
        "by": {name: sorted({r for m in months for r in m["by"].get(name, [])}) for name in sorted(stories)},
        "false": {rule: _sum(months, "false", rule) for rule in sorted(rules)},
        "seconds_a_day": max(month["seconds_a_day"] for month in months),
    }


def _sum(months: list[dict[str, Any]], part: str, name: str) -> int:
    return sum(month[part].get(name, 0) for month in months)
