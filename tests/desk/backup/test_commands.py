"""The commands after a restore ask two people, tell what they did, and end with an error when something is left."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from desk.attachments import store
from desk.attachments.models import Attachment
from desk.audit.models import Event, Restored
from desk.reports.models import CaseFile
from desk.retention.listing import Listed, list_destroyed, listed
from tests import stories
from tests.desk.audit.putting_back import put_back
from tests.stories_of_retention import an_old_file

pytestmark = pytest.mark.django_db
WHY = "De schijf van de database ging stuk."


def declare(**other) -> None:
    call_command("declare_restore", **{"by": "samir", "second": "ada", "reason": WHY, **other})


def test_two_people_type_their_password_and_get_what_was_signed(place, told, two, typed, capsys):
    put_back(told, timezone.now() - timedelta(hours=2))
    declare()
    assert Restored.objects.get().note in capsys.readouterr().out


def test_a_wrong_password_declares_nothing_and_is_an_event(place, told, two, typed, ada):
    put_back(told, timezone.now() - timedelta(hours=2))
    typed += ["oefenen-in-merenstreek-niet"]
    with pytest.raises(CommandError, match="horen niet bij elkaar"):
        declare()
    assert not Restored.objects.exists()
    assert Event.objects.filter(act="sign_in_failed").count() == 1


def test_somebody_who_does_not_work_here_declares_nothing(place, two, typed):
    with pytest.raises(CommandError, match="horen niet bij elkaar"):
        declare(by="jan")
    assert Event.objects.filter(act="name_refused").count() == 1


def test_a_lead_declares_nothing(place, told, two, typed):
    put_back(told, timezone.now() - timedelta(hours=2))
    with pytest.raises(CommandError, match="Alleen privacy officers"):
        declare(by="joke")


def test_without_its_key_nothing_is_declared(place, told, two, typed):
    put_back(told, timezone.now() - timedelta(hours=2))
    (place / "trail.key").unlink()
    with pytest.raises(CommandError, match="er is niets verklaard"):
        declare()


def test_what_came_back_is_destroyed_again_and_twice_is_once(place, two, typed, noor, joke, capsys):
    old = an_old_file(by=noor, second=joke, at=timezone.now())
    _on_the_list(old)
    call_command("reapply_destructions", by="samir", second="joke")
    assert "1 op de lijst, 1 opnieuw vernietigd" in capsys.readouterr().out
    assert not CaseFile.objects.filter(pk=old.pk).exists()
    call_command("reapply_destructions", by="samir", second="joke")
    assert "1 op de lijst, 0 opnieuw vernietigd" in capsys.readouterr().out
    assert list_destroyed(at=timezone.now(), everything=True) == 0


def test_what_cannot_go_is_named_and_ends_with_an_error(place, two, typed, noor, joke):
    young = stories.a_report(by=noor, at=timezone.now()).case_file
    _on_the_list(young)
    with pytest.raises(CommandError, match=f"{young.number}: Dit dossier is nog open"):
        call_command("reapply_destructions", by="samir", second="joke")
    assert CaseFile.objects.filter(pk=young.pk).exists()


def test_a_list_that_another_wrote_destroys_nothing(place, two, typed, noor, joke):
    old = an_old_file(by=noor, second=joke, at=timezone.now())
    _on_the_list(old)
    file = next((place / "heads" / "destroyed").iterdir())
    file.write_text(file.read_text().replace(old.number, "C-2001-0001"))
    with pytest.raises(CommandError, match="niet te lezen, of is niet van deze desk"):
        call_command("reapply_destructions", by="samir", second="joke")
    assert CaseFile.objects.filter(pk=old.pk).exists()


def test_documents_without_a_file_and_files_without_a_document_are_named(noor, at, vault, capsys):
    report = stories.a_report(by=noor, at=at)
    rows = [stories.an_attachment(by=noor, at=at, report=report) for _ in range(3)]
    call_command("check_attachments")
    assert "3 documenten, alle met hun bestand; 0 bestanden over" in capsys.readouterr().out
    (vault / rows[0].stored).unlink()
    (vault / rows[1].stored).write_bytes(b"x")
    extra = store.new_name()
    (vault / extra).touch()
    with pytest.raises(CommandError, match="1 bestanden ontbreken, 1 zijn veranderd"):
        call_command("check_attachments")
    said = capsys.readouterr().out
    assert f"Het bestand ontbreekt: {report.number}, bijlage {rows[0].pk}" in said
    assert f"Het bestand is veranderd: {report.number}, bijlage {rows[1].pk}" in said
    assert f"Geen document kent dit bestand: {extra}" in said
    assert "brief.txt" not in said
    assert Attachment.objects.count() == 3


def _on_the_list(file: CaseFile) -> None:
    """As if it was destroyed, and the database was put back to before that."""
    from pathlib import Path

    from django.conf import settings

    from desk.audit.sealing.anchor import Anchor
    from desk.audit.sealing.note import signer

    today = timezone.now().date()
    told = Listed(file.number, "M-2005-0001", "Rijksoverheid", today, today)
    key = signer(Path(settings.AUDIT_KEY_FILE), settings.AUDIT_ORIGIN)
    Anchor(settings.AUDIT_ANCHOR).write("destroyed", f"{file.number}.destroyed", key.sign(told.text))


def test_the_list_reads_back_as_it_was_written(place, noor, joke):
    from desk.audit.check import trusted

    old = an_old_file(by=noor, second=joke, at=timezone.now())
    _on_the_list(old)
    assert [one.case_number for one in listed(trusted())] == [old.number]
