"""Has an upload cleaned by a process of its own, and puts the outcome in the store. The upload itself is never kept."""

import json
import os
import subprocess
import sys
from datetime import datetime
from typing import Any, Protocol

from django.conf import settings

from desk.attachments import rules, store
from desk.attachments.cleaning.verdict import Fault, Rejected
from desk.attachments.store import Stored
from desk.audit import trail

_MODULE, _SECONDS = "desk.attachments.cleaning", 60
# Drawn anew a picture may weigh more than it came in with.
_GROWTH = 3


class Upload(Protocol):
    """What came in: in an encrypted file without a name, under a key that only this request knows."""

    name: str | None
    fault: str
    key: bytes

    def fileno(self) -> int: ...


def rewrite(upload: Upload) -> Stored:
    """Clean `upload` and put what comes out in the store. Raises Rejected with the fault; then nothing was kept."""
    if upload.fault:
        raise Rejected(Fault(upload.fault))
    name = store.new_name()
    try:
        target = store.create(name)
    except OSError as full:
        raise Rejected(Fault.NO_ROOM) from full
    try:
        answer = _cleaned(upload, target, store.key_for(name))
        os.fsync(target)
    except OSError as full:
        store.destroy([name])
        raise Rejected(Fault.NO_ROOM) from full
    finally:
        os.close(target)
    if "fault" in answer:
        store.destroy([name])
        raise Rejected(Fault(answer["fault"]))
    return Stored(name, **answer)


def cleaned(file: Upload, act: str, *, by: trail.Actor, at: datetime, **given: Any) -> Stored:
    """Rewrite `file` for the act it comes with; a refusal is recorded as one of that act. Raises Refused."""
    try:
        return rewrite(file)
    except Rejected as rejected:
        refusal = rules.refusal_of(rejected.fault)
    trail.refused(act, refusal, by=by, at=at, given=given)
    raise refusal


def _cleaned(upload: Upload, target: int, key: bytes) -> dict[str, Any]:
    """Ask the other process; one that died or did not end is an answer too: this file cannot be read."""
    order = {
        "source": upload.fileno(),
        "source_key": upload.key.hex(),
        "target": target,
        "target_key": key.hex(),
        "most": _GROWTH * settings.ATTACHMENT_MAX_BYTES,
    }
    # Without the environment of the desk: the file's libraries get none of its secrets.
    command = [sys.executable, "-m", _MODULE]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, and nothing of the upload in the command
            command,
            input=json.dumps(order).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=settings.BASE_DIR,
            env={"LC_ALL": "C.UTF-8"},
            pass_fds=(order["source"], target),
            timeout=_SECONDS,
            check=False,
        )
        answer: dict[str, Any] = json.loads(done.stdout) if done.returncode == 0 else {"fault": Fault.BROKEN}
    except (subprocess.TimeoutExpired, ValueError):
        return {"fault": Fault.BROKEN}
    return answer
