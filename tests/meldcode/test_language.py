"""Dutch and English: every sentence of the portal has both, the choice is kept, and the desk stays Dutch."""

import ast
import gettext as plain
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from meldcode import rules

ROOT = Path(settings.BASE_DIR)
WORDS = ROOT / "meldcode/locale/en/LC_MESSAGES"
PARTS = ROOT / "templates/desk/parts"
SHARED = [PARTS / "errors.html", PARTS / "turn.html", ROOT / "desk/templatetags/fields.py"]


def compiled() -> dict[str, str]:
    with (WORDS / "django.mo").open("rb") as held:
        found = plain.GNUTranslations(held)._catalog
    return {key if isinstance(key, str) else key[0]: text for key, text in found.items() if key}


def said() -> Iterator[str]:
    """Every Dutch text that a page of the portal shows."""
    for path in [*(ROOT / "templates/meldcode").rglob("*.html"), *SHARED[:2]]:
        text = path.read_text()
        yield from (text for _, text in re.findall(r"{% translate ([\"'])(.*?)\1", text))
        for block in re.findall(r"{% blocktranslate.*?%}(.*?){% (?:plural|endblocktranslate) %}", text):
            yield re.sub(r"{{ (\w+) }}", r"%(\1)s", block)
    for path in [*(ROOT / "meldcode").rglob("*.py"), SHARED[2]]:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("_", "gettext"):
                if isinstance(node.args[0], ast.Constant):
                    yield node.args[0].value


def test_every_sentence_has_its_english():
    assert set(said()) - set(compiled()) == set()


def test_every_row_rule_has_its_english():
    row_rules = [*rules.ORGANISATION_RULES, *rules.DOMAIN_RULES, *rules.PROFESSIONAL_RULES, *rules.INVITATION_RULES]
    assert {str(rule.violation_error_message) for rule in row_rules} - set(compiled()) == set()


def test_what_is_compiled_is_what_is_written():
    """Run `make words` after a change: nobody needs gettext to start or to test."""
    written = (WORDS / "django.po").read_text()
    pairs = re.findall(r'^msgid "(.+)"\nmsgstr "(.*)"$', written, re.M)
    held = compiled()
    assert len(pairs) > 100
    assert [(key, text) for key, text in pairs if held.get(key) != text] == []


@pytest.mark.django_db
def test_the_choice_is_kept_and_only_the_portal_follows_it():
    client = Client()
    assert 'lang="nl"' in client.get("/portaal/").content.decode()
    client.post("/portaal/taal/", {"language": "en", "next": "/portaal/verder/"})
    page = client.get("/portaal/verder/").content.decode()
    assert 'lang="en"' in page
    assert "What do you want to do?" in page
    assert 'lang="nl"' in client.get("/inloggen/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/portaal/", "/portaal/account/", "/portaal/bellen/"])
def test_what_the_browser_prefers_is_not_asked(path):
    assert 'lang="nl"' in Client(HTTP_ACCEPT_LANGUAGE="en").get(path).content.decode()


@pytest.mark.django_db
def test_a_refusal_speaks_the_language_of_the_page(eva, client_of):
    client = client_of(eva)
    client.post("/portaal/taal/", {"language": "en"})
    page = client.post("/portaal/mijn/", {"function": "Mentor", "work_phone": ""})
    assert page.status_code == 400
    assert "Fill in: Phone at work" in page.content.decode()


@pytest.mark.django_db
def test_the_language_leads_to_no_other_site():
    answer = Client().post("/portaal/taal/", {"language": "en", "next": "https://elders.example/"})
    assert "elders.example" not in answer.headers["Location"]


@pytest.mark.django_db
def test_a_colleague_reads_dutch_whatever_the_cookie_says(ada, school, client_of):
    client = client_of(ada)
    client.cookies["taal"] = "en"
    assert "Voortgezet onderwijs" in client.get("/portaal/beheer/").content.decode()
