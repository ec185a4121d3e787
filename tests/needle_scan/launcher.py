"""Starts a web server of the desk with a witness inside: python -m tests.needle_scan.launcher MODULE ARGUMENTS.

The witness tells, on the standard error, every file the process opens to write and every connection it makes. A file
that is gone again after a moment, a mail, a message to another machine: no search of the disk afterwards shows those.
"""

import os
import runpy
import socket
import sys
import tempfile
from typing import Any

MARK = "witness: "
_TO_WRITE = os.O_WRONLY | os.O_RDWR


def witness(event: str, told: tuple[Any, ...]) -> None:
    """Tell what Python reports of this process."""
    if event == "open" and isinstance(told[0], str | bytes) and told[2] & _TO_WRITE:
        os.write(2, f"{MARK}wrote {told[0]!r}\n".encode())
    elif event == "socket.connect":
        os.write(2, f"{MARK}called {told[1]!r}\n".encode())


if __name__ == "__main__":
    sys.addaudithook(witness)
    # Heard by the witness, so that its silence later on means something.
    tempfile.TemporaryFile().close()
    with socket.socket() as line:
        line.connect_ex(("127.0.0.1", 9))
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
