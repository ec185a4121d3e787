"""Django's command line."""

import os
import sys

# These ask nothing of the desk: no database, no secret, so they run before one is set.
NEED_NO_SECRET = {"scan_notes"}

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "desk.settings")
    if sys.argv[1:2] and sys.argv[1] in NEED_NO_SECRET:
        os.environ["DEBUG"] = "1"
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
