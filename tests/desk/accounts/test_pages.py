"""Around every page: what its headers forbid, and what an error page never shows."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from tests.signing_in import signed_in

TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
INLINE = re.compile(r"""<style|\sstyle\s*=|<script(?![^>]*\ssrc=)|\son[a-z]+\s*=\s*["']|javascript:""", re.IGNORECASE)
NEEDLE = "naald-in-een-hooiberg"


def names(path: Path) -> str:
    return str(path.relative_to(settings.BASE_DIR / "templates"))


@pytest.mark.parametrize("template", TEMPLATES, ids=names)
def test_a_template_has_no_style_or_script_of_its_own(template: Path):
    assert not INLINE.findall(template.read_text())


@pytest.mark.parametrize("template", TEMPLATES, ids=names)
def test_a_template_loads_nothing_from_another_host(template: Path):
    assert not re.findall(r"""(?:src|href|action)\s*=\s*["'](?:https?:)?//""", template.read_text())


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/inloggen/", "/112/", "/gezond/", "/wegwijzer/", "/medewerkers/", "/bestaat-niet/"])
@pytest.mark.parametrize("signed_in", [True, False], ids=["signed in", "outside"])
def test_every_page_stays_out_of_caches_frames_and_other_hosts(path: str, signed_in: bool, ada, client_of):
    headers = (client_of(ada) if signed_in else Client()).get(path).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Permissions-Policy"] == "camera=(), geolocation=(), microphone=()"
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "status"), [(f"/bestaat-niet/{NEEDLE}/?q={NEEDLE}", 404), ("/wegwijzer/987654321/", 404)]
)
def test_a_page_that_is_not_there_repeats_nothing(path: str, status: int, ada, client_of):
    answer = client_of(ada).get(path)
    assert answer.status_code == status
    assert NEEDLE not in answer.content.decode()


@pytest.mark.django_db
def test_a_page_that_is_not_for_this_role_repeats_nothing(noor, client_of):
    answer = client_of(noor).post("/medewerkers/nieuw/", {"username": NEEDLE})
    assert answer.status_code == 403
    assert NEEDLE not in answer.content.decode()


@pytest.mark.django_db
def test_a_fault_of_ours_shows_a_page_without_data(ada, monkeypatch: pytest.MonkeyPatch):
    def fails(*_: object, **__: object) -> None:
        raise ValueError(NEEDLE)

    monkeypatch.setattr("desk.directory.views.may_keep_directory", fails)
    client = Client(raise_request_exception=False)
    signed_in(client, ada)
    answer = client.get(f"/wegwijzer/?q={NEEDLE}")
    assert answer.status_code == 500
    assert "Er ging iets mis bij ons" in answer.content.decode()
    assert NEEDLE not in answer.content.decode()
    assert ada.display_name not in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_a_strange_host_is_refused():
    assert Client(headers={"host": "elders.example"}).get("/112/").status_code == 400
