"""The process that cleans one file.

It is told on its standard input which open files to read and write, and answers one line of JSON: what the file is, or
why it is refused.
"""

import errno
import hashlib
import io
import json
import os
import resource
import sys
from typing import Any

# One photo of the largest size, drawn and turned, and nothing like it more often.
MEMORY, SECONDS = 1_536 * 1024 * 1024, 40


def main() -> None:
    """Read the order, clean, answer."""
    told = json.loads(sys.stdin.readline())
    _bound(told["most"])
    sys.stdout.write(json.dumps(_answer(told)))


def _bound(most: int) -> None:
    for what, bound in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, most),
        (resource.RLIMIT_CORE, 0),  # what lies in memory of a process that dies must not come on the disk
    ):
        resource.setrlimit(what, (bound, bound))


def _answer(told: dict[str, Any]) -> dict[str, Any]:
    from desk.attachments.cleaning.judge import clean
    from desk.attachments.cleaning.verdict import Fault, Rejected
    from desk.attachments.vault import Damaged, Opened, Sealer

    source = io.BufferedReader(Opened(os.fdopen(told["source"], "rb"), bytes.fromhex(told["source_key"])))
    target = Sealer(os.fdopen(told["target"], "wb"), bytes.fromhex(told["target_key"]))
    try:
        sent = hashlib.file_digest(source, "sha256").hexdigest()
        source.seek(0)
        kind = clean(source, target)
        target.close()
        return {"kind": kind, "size": target.size, "digest": target.digest, "sent": sent}
    except Rejected as rejected:
        return {"fault": rejected.fault}
    except Damaged:
        return {"fault": Fault.BROKEN}
    except OSError as wrong:
        if wrong.errno == errno.EFBIG:
            return {"fault": Fault.LARGE}
        return {"fault": Fault.NO_ROOM if wrong.errno in (errno.ENOSPC, errno.EDQUOT) else Fault.BROKEN}


if __name__ == "__main__":
    main()
