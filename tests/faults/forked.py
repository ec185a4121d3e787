"""The desk, warm to the last page before the first fork, so that another process is there as soon as one is killed.

gunicorn takes `application` with --preload; waitress does not fork: python -m tests.faults.forked ARGUMENTS OF WAITRESS
"""

import json
import os
import sys

from django.db import connection
from django.test import Client
from django.urls import get_resolver
from waitress.runner import run

from desk.wsgi import application as application

WARM = "FAULTS_WARM"  # names the variable with the cookies of somebody, and pages that are opened and sent empty


def main(arguments: list[str]) -> None:
    """Serve in a child, for ever."""
    while True:
        child = os.fork()
        if not child:
            run(["waitress-serve", *arguments])
            os._exit(0)
        os.waitpid(child, 0)


def _warm(cookies: dict[str, str], pages: list[str]) -> None:
    """Have every template and form in memory; no connection and no thread of a pool goes over a fork."""
    client = Client(headers={"host": "127.0.0.1"}, raise_request_exception=False)
    for name, value in cookies.items():
        client.cookies[name] = value
    for page in pages:
        client.get(page)
        client.post(page, {})
    connection.close()
    if getattr(connection, "pool", None):
        connection.close_pool()


assert get_resolver().url_patterns
if told := os.environ.get(WARM):
    _warm(**json.loads(told))

if __name__ == "__main__":
    main(sys.argv[1:])
