"""The contract as it is published: what the package makes of the schemas, with the headers and the kind of refusals."""

from functools import cache
from typing import Any

from ninja import NinjaAPI

from meldcode.api.problems import CONTENT_TYPE, SAYS

_TEXT: dict[str, Any] = {"schema": {"type": "string"}}
_HEADERS: dict[int, dict[str, Any]] = {
    201: {"Location": {"description": "Waar de stand van deze melding te lezen is", **_TEXT}},
    401: {"WWW-Authenticate": _TEXT},
    429: {"Retry-After": {"description": "Seconden", "schema": {"type": "integer"}}},
}


@cache
def document(api: NinjaAPI) -> dict[str, Any]:
    """Return the OpenAPI 3.1 document."""
    made: dict[str, Any] = dict(api.get_openapi_schema(path_prefix="api/v1"))
    made["servers"] = [{"url": "/"}]
    made["components"]["securitySchemes"] = {
        name: {"type": "http", "scheme": "bearer", "description": said}
        for name, said in (
            ("SendToken", "Toegangsbewijs met doel ‘melden’"),
            ("FollowToken", "Toegangsbewijs met doel ‘status’"),
        )
    }
    for operations in made["paths"].values():
        for operation in operations.values():
            for status, told in operation["responses"].items():
                _finish(int(status), told)
    return made


def _finish(status: int, told: dict[str, Any]) -> None:
    told["headers"] = {"API-Version": _TEXT, **_HEADERS.get(status, {})}
    if status >= 400:
        told["description"] = SAYS[status][0]
        told["content"] = {CONTENT_TYPE: told["content"]["application/json"]}
