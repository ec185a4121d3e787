"""How a sender reads an own report and writes about it, in a test."""

from typing import Any

from django.urls import reverse

from meldcode.receipts import Receipt

FACT = {"text": "Vandaag kwam de leerling weer niet.", "who": "Ikzelf", "happened": "Vanochtend", "view": "Ik vrees."}


def page(client, receipt: Receipt) -> str:
    answer = client.get(f"/portaal/meldingen/{receipt.report.number}/")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.content.decode()


def path(receipt: Receipt, what: str = "aanvulling") -> str:
    return reverse("portal:write", args=[receipt.report.number, what])


def key_of(client, address: str) -> dict[str, str]:
    shown = client.get(address).content.decode()
    return {"submission": shown.partition('name="submission" value="')[2].partition('"')[0]}


def post(client, address: str, **told: Any) -> Any:
    return client.post(address, {**key_of(client, address), **told})
