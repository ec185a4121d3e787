"""Signed heads that somebody else kept: a file with notes, a saved mail, or a mailbox of them."""

import mailbox
import re
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import Message
from pathlib import Path

from django.db import connection

from desk.audit.verifier.restored import was_lost
from desk.audit.verifier.signed import NotSigned, Trusted

_NOTE = re.compile(r"^[^\n]+\n\d+\n[A-Za-z0-9+/]{43}=\n[^\n]+Z\n\n— [^\n]+\n", re.MULTILINE)
_MAIL = re.compile(rb"\A(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+\r?\n")


def notes(file: Path) -> Iterator[str]:
    """Yield each note in `file`. Raises OSError, and ValueError when there is none."""
    found = 0
    for text in _texts(file):
        for note in _NOTE.finditer(text.replace("\r\n", "\n")):
            found += 1
            yield note[0]
    if not found:
        raise ValueError("There is no signed head in this file.")


def is_known(note: str, trusted: Trusted) -> str:
    """Say what is wrong with a note that somebody kept (Dutch); empty when the database has that very head, or lost it
    by a restore that two people declared.
    """
    try:
        signed = trusted.read(note)
    except NotSigned as not_signed:
        return f"het bewaarde zegel: {not_signed}"
    moment = datetime.strptime(signed.at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    given = [connection.ops.adapt_datetimefield_value(one) for one in (moment, moment + timedelta(seconds=1))]
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM audit_head WHERE at >= %s AND at < %s AND note = %s", [*given, note])
        found = cursor.fetchone()
    return (
        ""
        if found or was_lost(note)
        else f"een zegel van {signed.at} over {signed.size} regels is bewaard en is uit de database weg"
    )


def _texts(file: Path) -> Iterator[str]:
    with file.open("rb") as opened:
        beginning = opened.read(20_000)
    if beginning.startswith(b"From "):
        with closing(mailbox.mbox(file, create=False)) as box:
            for message in box:
                yield from _parts(message)
    elif _MAIL.match(beginning.replace(b"\r\n", b"\n")):
        yield from _parts(message_from_bytes(file.read_bytes()))
    else:
        yield file.read_text(encoding="utf-8", errors="replace")


def _parts(message: Message) -> Iterator[str]:
    for part in message.walk():
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes):
            yield payload.decode("utf-8", "replace")
