"""The addresses for systems: send a report, ask where reports stand, and read which answers there are."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET
from ninja import Header, NinjaAPI, Path, Query
from ninja.responses import Status

from desk.audit.door import behind_the_wall
from desk.directory.models import Municipality
from desk.reports.rules import portal_takes_only_its_own_answers
from meldcode.api import openapi, problems, reporting, schemas
from meldcode.api.actions import Caller
from meldcode.api.door import VERSION, FollowToken, SendToken
from meldcode.api.fields import codes_of
from meldcode.api.models import SentBySystem
from meldcode.api.names import LISTS
from meldcode.api.reading import Strict
from meldcode.api.refusals import HANDLERS
from meldcode.own_reports import SHORT, TO_OTHERS

_TITLE = "Meldcode-portaal"
_ABOUT = """Een systeem van een organisatie meldt voor een professional bij Veilig Thuis, onder diens naam en met diens
toestemming, en leest waar die melding staat. De regels zijn die van het portaal."""
_PROBLEMS = {status: schemas.Probleem for status in problems.SAYS if status != 500}
_UUID = "^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$"
_NUMBER = "^M-[0-9]{4}-[0-9]{4,8}$"

api = NinjaAPI(
    title=_TITLE,
    version=VERSION,
    description=_ABOUT,
    docs_url=None,
    openapi_url=None,
    urls_namespace="api",
    parser=Strict(),
)
for _kind, _answer in HANDLERS:
    api.add_exception_handler(_kind, _answer)


def _refusals(*statuses: int) -> dict[int, Any]:
    return {status: _PROBLEMS[status] for status in (*statuses, 429, 503)}


@api.post(
    "/meldingen",
    auth=SendToken(),
    response={201: schemas.Ontvangstbewijs, **_refusals(400, 401, 403, 409, 413, 415)},
    operation_id="meld",
    summary="Een melding versturen",
    url_name="sent",
)
def send(
    request: HttpRequest,
    response: HttpResponse,
    told: schemas.Melding,
    key: str = Header(alias="Idempotency-Key", pattern=_UUID, format="uuid"),
) -> Any:
    """Eén melding, in één keer. Dezelfde sleutel met dezelfde inhoud geeft hetzelfde ontvangstbewijs."""
    _only(request)
    token: Any = request.auth  # type: ignore[attr-defined]
    answers = told.model_dump(exclude_unset=True)
    told_by = {"by": Caller(token), "at": timezone.now(), "token": token}
    receipt = reporting.send_for(**told_by, key=UUID(key), told=answers)
    response.headers["Location"] = reverse("api:one", args=[receipt.report.number])
    return Status(
        201,
        {
            "nummer": receipt.report.number,
            "ontvangen": receipt.at,
            "hash": receipt.digest,
            "ontvangstbewijs": receipt.note,
        },
    )


@api.get(
    "/meldingen",
    auth=FollowToken(),
    response={200: schemas.Standen, **_refusals(400, 401, 403, 404)},
    operation_id="meldingen",
    summary="Waar de meldingen staan die via uw systemen zijn verstuurd",
    url_name="sent",
)
def listed(
    request: HttpRequest,
    na: str = Query(default="", pattern=f"^$|{_NUMBER}", description="Ga verder na dit nummer"),
    aantal: str = Query(default="50", pattern="^([1-9][0-9]?|100)$", description="Hoeveel, 1 tot en met 100"),
) -> Any:
    """De nieuwste eerst; `volgende` zegt waar de lijst verder gaat. Alleen van melders die systemen nu toelaten."""
    _only(request, "na", "aantal")
    token: Any = request.auth  # type: ignore[attr-defined]
    told = {"by": Caller(token), "at": timezone.now(), "token": token}
    rows, last = reporting.list_sent(**told, after=na, most=int(aantal))
    on = f"{reverse('api:sent')}?na={last}&aantal={aantal}" if last else None
    return {"meldingen": [_standing(row) for row in rows], "volgende": on}


@api.get(
    "/meldingen/{nummer}",
    auth=FollowToken(),
    response={200: schemas.Stand, **_refusals(400, 401, 403, 404)},
    operation_id="melding",
    summary="Waar één melding staat",
    url_name="one",
)
def one(request: HttpRequest, nummer: str = Path(pattern=_NUMBER)) -> Any:
    """Alleen van uw eigen organisatie, en zolang de melder systemen toelaat; van een ander bestaat hier niets."""
    _only(request)
    token: Any = request.auth  # type: ignore[attr-defined]
    caller, sent = Caller(token), reporting.find_sent(token, nummer)
    if sent is None:
        raise behind_the_wall(caller, reporting.find_another(nummer))
    return _standing(reporting.read_sent(by=caller, at=timezone.now(), token=token, sent=sent))


@api.get(
    "/codelijsten/{naam}",
    auth=None,
    response={200: schemas.Codelijst, 400: schemas.Probleem, 404: schemas.Probleem},
    operation_id="codelijst",
    summary="Welke antwoorden er zijn",
    url_name="codes",
)
def codes(request: HttpRequest, naam: str = Path(pattern="^[a-z-]{1,40}$")) -> Any:
    """Openbaar, zonder toegangsbewijs."""
    _only(request)
    if naam == "gemeenten":
        names = Municipality.objects.order_by("name").values_list("name", flat=True)
        return {"naam": naam, "titel": "Gemeenten", "codes": [{"code": name, "naam": name} for name in names]}
    for listed_as, code_list in LISTS.values():
        if listed_as == naam:
            told = [{"code": code, "naam": str(label)} for code, label in codes_of(naam)]
            return {"naam": naam, "titel": code_list.name, "codes": told}
    raise Http404


@login_not_required
@require_GET
def contract(_: HttpRequest) -> HttpResponse:
    """The OpenAPI document, for everybody."""
    return JsonResponse(openapi.document(api), json_dumps_params={"ensure_ascii": False})


def _standing(sent: SentBySystem) -> dict[str, Any]:
    receipt = sent.receipt
    status = receipt.report.status
    return {
        "nummer": receipt.report.number,
        "ontvangen": receipt.at,
        "status": SHORT[status],
        "toelichting": str(TO_OTHERS[status]),
    }


def _only(request: HttpRequest, *names: str) -> None:
    """Refuse a parameter that this address does not know."""
    portal_takes_only_its_own_answers(set(request.GET) <= set(names))
