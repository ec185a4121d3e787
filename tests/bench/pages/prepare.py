"""Finds and makes what is measured in one database: python -m tests.bench.pages.prepare TURNS COUNSELLORS.

Prints as JSON who is signed in, every page as an Ask, and what each asks the database.
"""

import json
import logging
import sys
from collections.abc import Iterator
from typing import Any

from tests.bench.pages.plan import Ask


def prepared(turns: int, counsellors: int) -> dict[str, Any]:
    """In this process, on the database of the environment: the plan of what to ask, `turns` times each."""
    import django

    django.setup()
    logging.disable()
    from django.utils import timezone

    from desk import guard
    from desk.reports.models import Report
    from tests.bench.pages import cast
    from tests.bench.pages.inside import counted
    from tests.bench.pages.reading import NOBODY
    from tests.bench.pages.stock import World
    from tests.bench.pages.team import savers

    guard.warm()
    people = cast.staff()
    people |= cast.professionals(people, timezone.now())
    browsers = {name: cast.browser(user) for name, user in people.items()}
    browsers[NOBODY] = cast.stranger()
    asks = list(every_ask(World(people, timezone.now(), turns), browsers))
    inside = {ask.name: counted(ask, browsers[ask.who]) for ask in asks}
    return {
        "cookies": {name: cast.cookie_of(browsers[name]) for name in people},
        "asks": [ask.to_json() for ask in asks],
        "inside": inside,
        "reports": Report.objects.count(),
        **savers(people["noor"], counsellors, timezone.now()),
    }


def every_ask(world: Any, browsers: Any) -> Iterator[Ask]:
    """Yield every page that is measured, with what it needs made first; `browsers` are those of the people."""
    from tests.bench.pages.reading import opened
    from tests.bench.pages.records import records
    from tests.bench.pages.saving import saves
    from tests.bench.pages.stock import a_town

    about, extra = records(world)
    extra |= {
        "drafts": [one["number"] for one in about["assessment:"]],
        "stays": [one["number"] for one in about["review:"]],
        "entry": about["directory:checked"][0]["pk"],
        "town": a_town(world.noor).name,
    }
    yield from opened(world, about, extra, browsers)
    yield from saves(world, extra)


if __name__ == "__main__":
    print(json.dumps(prepared(int(sys.argv[1]), int(sys.argv[2])), default=str))
