"""A head goes to a mailbox outside once an hour: the note and nothing else, none lost and none doubled."""

import mailbox
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.utils import timezone

from desk.audit.check import NOT_MAILED, UNREADABLE, check, warning
from desk.audit.models import Head, Mailed
from desk.audit.sealing.mail import post
from desk.audit.sealing.note import make_key
from desk.audit.sealing.seal import seal
from tests.desk.audit.tamper import Run, found

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def mailed_to(place, settings) -> Path:
    settings.AUDIT_ANCHOR_MAIL = "zegels@elders.example"
    return place


def numbers() -> list[int]:
    return list(Mailed.objects.order_by("head_id").values_list("head_id", flat=True))


def test_a_mail_is_the_note_and_nothing_else(mailed_to, told, at):
    told(3)
    seal(at=at)
    sent, head = mail.outbox[0], Head.objects.get()
    assert (sent.subject, sent.body, sent.to) == ("Zegel", head.note, ["zegels@elders.example"])
    assert sent.extra_headers == {"Message-ID": f"<{head.number}.3@meldesk>"}
    assert not sent.attachments


def test_it_goes_once_an_hour(mailed_to, told, at):
    for minutes in (0, 10, 59, 60, 61, 125):
        told(1)
        seal(at=at + timedelta(minutes=minutes))
    heads = list(Head.objects.order_by("number").values_list("number", flat=True))
    assert numbers() == [heads[0], heads[3], heads[5]]


def test_without_an_address_nothing_is_mailed(place, told, at):
    told(1)
    seal(at=at)
    assert mail.outbox == []


def test_a_mail_server_that_is_away_for_a_day_loses_nothing_and_doubles_nothing_c10(
    mailed_to, told, at, monkeypatch, caplog
):
    """C10 for the mailbox: every hour that could not be sent goes afterwards, in order, once."""

    def away(self: EmailBackend, messages: object) -> int:
        raise ConnectionRefusedError

    with monkeypatch.context() as patched:
        patched.setattr(EmailBackend, "send_messages", away)
        for hour in range(25):
            told(1)
            seal(at=at + hour * HOUR)
    assert (mail.outbox, numbers()) == ([], [])
    assert "could not be mailed" in caplog.text
    assert "elders" not in caplog.text
    seal(at=at + 25 * HOUR)
    assert [sent.body for sent in mail.outbox] == [Head.objects.latest("number").note]
    with monkeypatch.context() as patched:
        patched.setattr(EmailBackend, "send_messages", away)
        for hour in range(26, 50):
            told(1)
            seal(at=at + hour * HOUR)
    assert post(at=at + 50 * HOUR) == 24
    assert post(at=at + 50 * HOUR) == 0
    hourly = Head.objects.order_by("number").values_list("note", flat=True)
    assert [sent.body for sent in mail.outbox] == list(hourly)[-25:]


def test_a_mail_that_is_late_is_told(mailed_to, told, at, monkeypatch):
    told(1)
    seal(at=at)
    assert check(at=at + HOUR).wrong == ""
    monkeypatch.setattr("desk.audit.sealing.seal.post", lambda at: 0)
    seal(at=at + 25 * HOUR)
    check(at=at + 25 * HOUR)
    assert warning(at=at + 25 * HOUR) == f"Het logboek klopt niet: {NOT_MAILED}."


# ---- what was kept is an anchor


@pytest.fixture
def kept(mailed_to, told) -> Path:
    """A mailbox with two mails, as a mail program keeps them."""
    for part in range(2):
        told(9)
        seal(at=timezone.now() - (1 - part) * HOUR - timedelta(minutes=1))
    box = mailbox.mbox(mailed_to / "zegels.mbox")
    for sent in mail.outbox:
        box.add(sent.message().as_bytes())
    box.close()
    assert len(mail.outbox) == 2
    return mailed_to / "zegels.mbox"


def as_file(kept: Path, form: str) -> Path:
    if form == "mbox":
        return kept
    file = kept.with_name(f"zegels.{form}")
    crlf = mail.outbox[-1].message().as_bytes(linesep="\r\n")
    file.write_bytes({"eml": crlf, "notes": "\n\n".join(sent.body for sent in mail.outbox).encode()}[form])
    return file


@pytest.mark.parametrize("form", ["mbox", "eml", "notes"])
def test_saved_mails_are_an_anchor_to_check_against(kept, form, capsys):
    call_command("verify_audit", anchor=str(as_file(kept, form)))
    assert "Het logboek klopt: 18 regels" in capsys.readouterr().out


@pytest.mark.parametrize("form", ["mbox", "eml", "notes"])
def test_a_tail_that_was_cut_off_everywhere_is_found_by_whoever_kept_a_mail(kept, form):
    file = as_file(kept, form)
    first = Head.objects.order_by("number").first()

    def tamper(run: Run) -> None:
        for table, where in (
            ("audit_kept", f"head_id > {first.number}"),
            ("audit_mailed", f"head_id > {first.number}"),
            ("audit_head", f"number > {first.number}"),
            ("audit_leaf", f"position >= {first.size}"),
            ("audit_stamp", "event_id NOT IN (SELECT event_id FROM audit_leaf)"),
            ("audit_event", "id NOT IN (SELECT event_id FROM audit_leaf)"),
        ):
            run(f"DELETE FROM {table} WHERE {where}")

    assert "is bewaard en is uit de database weg" in found(timezone.now(), tamper, anchor=str(file))


def test_a_mail_that_another_key_signed_is_found(kept, settings):
    other = make_key(kept.with_name("other.key"), "meldesk")
    file = kept.with_name("notes")
    text = Head.objects.latest("number").note.partition("\n\n")[0] + "\n"
    file.write_text(other.sign(text))
    assert check(at=timezone.now(), anchor=str(file)).wrong.startswith("het bewaarde zegel: een handtekening")


@pytest.mark.parametrize("nonsense", [b"", b"From x\n\nniets\n", b"Subject: x\n\nniets\n", b"\xff\xfe\x00"])
def test_a_file_without_a_seal_is_no_anchor(kept, nonsense):
    file = kept.with_name("nonsense")
    file.write_bytes(nonsense)
    assert check(at=timezone.now(), anchor=str(file)).wrong == UNREADABLE
    with pytest.raises(CommandError):
        call_command("verify_audit", anchor=str(file))
