"""The form of a document as a browser sends it."""

from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

TYPED = {"description": "Brief van school over verzuim", "dated": "01-11-2026"}


def sent(client: Client, where: str, data: bytes, name: str = "brief.txt", **other):
    form = {**TYPED, "submission": str(uuid4()), "file": SimpleUploadedFile(name, data, "image/jpeg"), **other}
    return client.post(where, {key: value for key, value in form.items() if value is not None})


def text(answer) -> str:
    return answer.content.decode()
