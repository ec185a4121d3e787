"""Commands that read a file: whatever is in it, they end with a sentence and not with a fault."""

import json

import pytest
from django.core.management import CommandError, call_command

from desk.audit.sealing.note import make_key

STRANGE = {
    "nothing": b"",
    "no JSON": b"{",
    "no UTF-8": b'{"id": "1", "text": "\xff"}',
    "UTF-16": '{"id": "1"}'.encode("utf-16"),
    "deep": b"[" * 100_000,
    "a list": b"[1]",
    "a number": b"1e400",
    "a text": b'"x"',
    "a name": b"null",
    "numbers for words": b'{"id": 1, "text": 1, "head": 1, "path": 1, "digest": 1, "place": 1}',
    "lists for words": b'{"id": [], "text": [], "head": [], "path": [[]], "digest": [], "place": []}',
    "an endless number": b'{"id": 1, "text": null, "head": "x", "path": [], "digest": "", "place": 1e999}',
    "NUL": b'{"id": "1", "text": null, "head": "\\u0000", "path": ["\\u0000"]}',
}


@pytest.fixture
def file(tmp_path):
    return tmp_path / "bestand.json"


@pytest.mark.parametrize("name", STRANGE)
def test_a_file_that_is_no_proof_is_refused(name, file, tmp_path, settings):
    settings.AUDIT_KEY_FILE = tmp_path / "trail.key"
    settings.AUDIT_PUBLIC_KEY_FILE = tmp_path / "trail.key.pub"
    make_key(settings.AUDIT_KEY_FILE, settings.AUDIT_ORIGIN)
    file.write_bytes(STRANGE[name])
    with pytest.raises(CommandError, match="bewijs"):
        call_command("verify_audit", proof=file)


@pytest.mark.parametrize("name", sorted({*STRANGE} - {"nothing"}))
def test_a_line_that_is_no_note_is_named(name, file):
    file.write_bytes(STRANGE[name])
    with pytest.raises(CommandError, match="Line 1 is no note"):
        call_command("scan_notes", file)


def test_a_note_with_every_sign_there_is_is_read(file, capsys):
    words = "".join(map(chr, [*range(0x20), *range(0x7F, 0xA1), *range(0x2000, 0x2070), 0xD800, 0xFEFF, 0x1F468]))
    file.write_text(json.dumps({"id": "1", "text": words}), encoding="utf-8")
    call_command("scan_notes", file)
    assert json.loads(capsys.readouterr().out)["id"] == "1"


def test_a_file_that_is_not_there_is_named(file):
    for command, given in (("scan_notes", [file]), ("verify_audit", ["--proof", str(file)])):
        with pytest.raises(CommandError):
            call_command(command, *given)
