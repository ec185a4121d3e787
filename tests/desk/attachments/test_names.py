"""The name of a file is a text of somebody else: shown and given safely, and in no title."""

from datetime import timedelta
from urllib.parse import unquote

import pytest

from desk.attachments.models import Attachment
from desk.attachments.names import LONGEST, safe_name
from tests.desk.attachments import files
from tests.desk.attachments.forms import sent, text

pytestmark = pytest.mark.django_db


NAMES = {
    "long": "a" * 251 + ".txt",
    "emoji": "👩‍👧 brief 🏫.txt",
    "header": 'a";\r\nSet-Cookie: x=1; filename="b.html',
    "path": "../../etc/passwd",
    "windows": "C:\\Users\\naald\\brief.doc",
    "turned around": "factuur\u202etxt.exe",
    "html": "<img src=x onerror=alert(1)>.txt",
    "template": "{{7*7}}.txt",
    "only dots": "....txt",
    "double": "brief.pdf.exe",
    "percent": "%2e%2e%2fbrief.txt",
    "unseen": "\u200b\u00ad.txt",
}


@pytest.mark.parametrize("name", NAMES)
def test_e09_a_name_of_any_kind_is_shown_and_given_safely(client, where, name):
    assert sent(client, where, files.LETTER, NAMES[name]).status_code == 302
    row = Attachment.objects.get()
    assert len(row.name) <= LONGEST
    assert row.name.endswith(".txt")
    assert row.name.strip(" .")
    assert len(row.stored) == 32
    for sign in '/\\:"<>;%\r\n\u202e\u200b':
        assert sign not in row.name
    page = text(client.get(where))
    assert "<img" not in page
    Attachment.objects.update(state="clean", scanned_at=row.put_at)
    answer = client.get(f"{where}{row.pk}/")
    list(answer)
    said = answer.headers["Content-Disposition"]
    assert said.startswith("attachment; filename")
    assert said.isascii()
    assert "\n" not in said
    assert row.name in unquote(said)


@pytest.mark.parametrize("given", [None, "", ".", "..", "/", " ", "\u200b"])
def test_a_file_without_a_name_has_one_here(given):
    assert safe_name(given, "pdf") == "bijlage.pdf"


def test_no_page_names_a_document_in_its_title(client, where, clean):
    for page in (where, f"{where}{clean.pk}/weghalen/"):
        title = text(client.get(page)).partition("</title>")[0].rpartition("<title>")[2]
        assert "brief" not in title.lower()


def test_a_year_is_a_year(at):
    assert Attachment(dated=at.date() - timedelta(days=366)).is_old_on(at.date())
