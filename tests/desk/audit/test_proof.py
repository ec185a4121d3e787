"""A proof is checked with the public key alone, and a false one fails."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from desk.audit import trail
from desk.audit.models import Head, Leaf

pytestmark = pytest.mark.django_db


def proof(**asked: object) -> str:
    out = StringIO()
    call_command("prove_audit", stdout=out, **asked)
    return out.getvalue()


def test_a_proof_of_an_event_is_checked_without_the_database(sealed):
    event = Leaf.objects.get(position=77).event_id
    file = sealed / "proof.json"
    file.write_text(proof(event=event))
    call_command("verify_audit", proof=file)
    forged = json.loads(file.read_text()) | {"place": 78}
    file.write_text(json.dumps(forged))
    with pytest.raises(CommandError, match="Dit bewijs klopt niet"):
        call_command("verify_audit", proof=file)


def test_an_old_head_is_proven_to_be_the_beginning_of_the_newest(sealed):
    file = sealed / "proof.json"
    file.write_text(proof(head=Head.objects.order_by("number")[1].number))
    call_command("verify_audit", proof=file)
    claim = json.loads(file.read_text())
    file.write_text(json.dumps(claim | {"path": claim["path"][:-1]}))
    with pytest.raises(CommandError, match="Dit bewijs klopt niet"):
        call_command("verify_audit", proof=file)


NONSENSE = ["", "[]", "{}", '"x"', '{"head": 1, "path": []}', '{"head": "x", "path": ["zz"]}']


@pytest.mark.parametrize("nonsense", NONSENSE)
def test_nonsense_is_no_proof(sealed, nonsense):
    (sealed / "proof.json").write_text(nonsense)
    with pytest.raises(CommandError, match="bewijs"):
        call_command("verify_audit", proof=sealed / "proof.json")


def test_of_what_is_not_sealed_there_is_no_proof(sealed, noor, at):
    event = trail.record("signed_in", by=noor, at=at)
    with pytest.raises(CommandError, match="niet in het verzegelde deel"):
        proof(event=event.pk)
