"""A paste of 1 MB at the desk itself, over HTTP in a fresh process: python -m tests.bench.paste CHARACTERS TIMES."""

import json
import logging
import sys
from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import Any

from tests.bench.amount import Amount
from tests.bench.process import answer, practice_desk
from tests.bench.texts import composed

_CHECK, _NEW = "/adviezen/nalezen/", "/adviezen/nieuw/"


def measure(amount: Amount) -> dict[str, Any]:
    """Return seconds until the desk answers, on a database that nobody else sees."""
    with practice_desk() as desk:
        return answer("tests.bench.paste", amount.long, amount.times, **desk)


def answered(characters: int, times: int) -> dict[str, Any]:
    """In this process: the longest text that is read, a longer one, one pasted, and that one read all the same."""
    logging.disable()  # that a paste was refused is no news here
    client = signed_in_counsellor()
    from desk import guard
    from desk.advice.texts import READ_AT_MOST

    long = composed(1, characters=characters)[0]
    read = long[:READ_AT_MOST]

    def post(address: str, **sent: str) -> Callable[[], bytes]:
        return lambda: client.post(address, sent).content

    checked = _median(post(_CHECK, field="question_text", question_text=read), times)
    refused = _median(post(_CHECK, field="question_text", question_text=long), times, says="Te lang om na te lezen")
    pasted = _median(post(_NEW, paste="1", pasted=long), times, says="tekens bevat")
    unguarded = _median(lambda: guard.body_of(long).encode(), 1)
    return {
        "longest_that_is_read": len(read),
        "characters": len(long),
        "longest_read_back": checked,
        "long_read_back": refused,
        "long_pasted": pasted,
        "body_of_long": unguarded,
    }


def _median(run: Callable[[], bytes], times: int, says: str = "") -> float:
    seconds = []
    for _ in range(times):
        began = perf_counter()
        content = run()
        seconds.append(perf_counter() - began)
        assert says in content.decode(), "the desk answered something else"
    return median(seconds)


def signed_in_counsellor() -> Any:
    """A counsellor at a desk that was made for this."""
    import django

    django.setup()
    from django.test import Client
    from django.test.utils import setup_test_environment

    setup_test_environment(debug=False)
    from desk.accounts.models import Region, Team, User
    from desk.roles import Role
    from tests.signing_in import signed_in

    region = Region.objects.create(name="Merenstreek")
    team = Team.objects.create(region=region, name="Noord")
    noor = User(username="noor", display_name="Noor B.", role=Role.COUNSELLOR, region=region, team=team)
    noor.set_unusable_password()
    noor.save()
    client = signed_in(Client(), noor)
    client.get(_NEW)
    return client


if __name__ == "__main__":
    print(json.dumps(answered(int(sys.argv[1]), int(sys.argv[2]))))
