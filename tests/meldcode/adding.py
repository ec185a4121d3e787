"""The page on which a professional adds documents, and a file as a browser sends it."""

from typing import Any
from uuid import UUID

from django.test import Client

from desk.attachments import store
from tests.desk.attachments import files, forms


def page_of(key: UUID) -> str:
    return f"/portaal/melden/{key}/documenten/"


def add(client: Client, key: UUID, data: bytes = files.LETTER, **other: Any) -> Any:
    return forms.sent(client, page_of(key), data, **{"add": "1", **other})


def in_the_vault() -> int:
    return len(list(store.folder().iterdir()))
