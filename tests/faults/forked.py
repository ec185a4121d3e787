"""The desk, loaded to the last page before the first fork, so that another process is there as soon as one is killed.

gunicorn takes `application` with --preload; waitress does not fork: python -m tests.faults.forked ARGUMENTS OF WAITRESS
"""

import os
import sys

from django.template.loader import get_template
from django.urls import get_resolver
from waitress.runner import run

from desk.wsgi import application as application

assert get_resolver().url_patterns
for page in ("desk/base.html", "503.html", "desk/accounts/database_away.html"):
    get_template(page)


def main(arguments: list[str]) -> None:
    """Serve in a child, for ever."""
    while True:
        child = os.fork()
        if not child:
            run(["waitress-serve", *arguments])
            os._exit(0)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main(sys.argv[1:])
