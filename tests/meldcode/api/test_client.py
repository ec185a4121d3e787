"""The example client of the documents reports to a real server."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from desk.accounts.models import Region, Team
from desk.directory.models import Municipality
from meldcode.api.models import SentBySystem
from meldcode.receipts import checked
from tests import portal_stories
from tests.meldcode.api.systems import a_report, a_system, who_agreed

CLIENT = Path(settings.BASE_DIR) / "docs" / "api_client.py"


def run(live_server, token: str, told: object, folder: Path) -> subprocess.CompletedProcess[str]:
    report = folder / "report.json"
    report.write_text(json.dumps(told), encoding="utf-8")
    known = {**os.environ, "MELDCODE_TOKEN": token}
    asked = [sys.executable, str(CLIENT), live_server.url, str(report)]
    return subprocess.run(asked, env=known, capture_output=True, text=True, timeout=120)


@pytest.mark.django_db(transaction=True)
def test_the_example_client_gets_a_receipt_and_reads_a_refusal(live_server, ada, tmp_path):
    now = timezone.now()
    Team.objects.create(region=Region.objects.get(), name="Noord")
    Municipality.objects.create(region=ada.region, name="Lindehaven")
    school = portal_stories.an_organisation(by=ada, at=now, domains=["school.example"])
    told = {"by": ada, "at": now, "organisation": school}
    iris = portal_stories.a_professional(**told, name="Iris K.", is_officer=True)
    who_agreed(**{**told, "by": iris}, name="Mentor P.")
    token = a_system(by=iris, at=now, purpose="melden").token

    done = run(live_server, token, a_report(), tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert (
        checked(json.loads(done.stdout)["ontvangstbewijs"]).number == SentBySystem.objects.get().receipt.report.number
    )

    refused = run(live_server, token, a_report(zorgen__titel=""), tmp_path)
    assert refused.returncode == 1
    assert "zorgen.titel" in refused.stderr
    assert SentBySystem.objects.count() == 1
