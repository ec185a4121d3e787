"""The page that says that a request cannot be read reads nothing of it itself."""

import pytest
from django.conf import settings
from django.test import Client

pytestmark = pytest.mark.django_db
MANY = "&".join(f"next={n}" for n in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1))
FORM = "application/x-www-form-urlencoded"


# A page that reads nothing of the address opens as ever.
ANSWERS = {"/inloggen/": 400, "/112/": 200, "/portaal/": 200, "/portaal/account/": 200, "/meldingen/": 302}


@pytest.mark.parametrize("page", ANSWERS)
def test_too_many_questions_are_refused_in_dutch_or_not_read(page):
    answer = Client().get(f"{page}?{MANY}")
    assert answer.status_code == ANSWERS[page]
    assert answer.status_code == 302 or 'lang="nl"' in answer.content.decode()


@pytest.mark.parametrize("body", [MANY, "a=" + "x" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE], ids=["many", "much"])
@pytest.mark.parametrize("page", ["/inloggen/", "/portaal/account/"])
def test_a_form_that_is_too_large_is_refused_in_dutch(page, body):
    refused = Client().post(page, body, content_type=FORM)
    assert refused.status_code in (400, 413)
    assert 'lang="nl"' in refused.content.decode()
