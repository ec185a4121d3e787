"""The addresses of the provider, and the tokens it gives: right ones, unless a test asked otherwise."""

import base64
import json
import time
from typing import Any

from django.contrib.auth.models import User
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from jwcrypto import jwt
from oauth2_provider.models import Application
from oauth2_provider.oauth2_validators import OAuth2Validator
from oauth2_provider.views import TokenView

from tests.provider.keys import KEYS

# key: which one signs. published: which ones the world is told of. claims: what a token says instead; None: nothing.
# status, slow: how the token endpoint answers instead, and after how many seconds.
STRAIGHT: dict[str, Any] = {"key": "now", "published": ["now"], "alg": "RS256", "kid": True, "claims": {}}
STRAIGHT |= {"status": 0, "slow": 0}
bent: dict[str, Any] = dict(STRAIGHT)
asked: dict[str, int] = {"keys": 0}


class Bent(OAuth2Validator):
    """Gives the tokens of django-oauth-toolkit, with what a test bent."""

    oidc_claim_scope = None

    def get_additional_claims(self, request: Any) -> dict[str, Any]:
        return {"sub": f"onderwerp-{request.user.username}", "email": request.user.email, "amr": ["pwd"]}

    def finalize_id_token(self, id_token: dict[str, Any], token: Any, token_handler: Any, request: Any) -> str:
        claims, expires = self.get_id_token_dictionary(token, token_handler, request)
        claims = {**id_token, "nonce": request.nonce, **claims, **bent["claims"]}
        self._save_id_token(claims["jti"], request, expires)
        return signed({name: value for name, value in claims.items() if value is not None})


def signed(claims: dict[str, Any]) -> str:
    key = KEYS[bent["key"]]
    header = {"alg": bent["alg"], "typ": "JWT", **({"kid": key.thumbprint()} if bent["kid"] else {})}
    if bent["alg"] == "none":
        parts = (base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in (header, claims))
        return b".".join([*parts, b""]).decode()
    made = jwt.JWT(header=header, claims=claims)
    if bent["alg"] == "HS256":
        from jwcrypto.jwk import JWK

        public = KEYS["now"].export_to_pem()
        made.make_signed_token(JWK(kty="oct", k=base64.urlsafe_b64encode(public).rstrip(b"=").decode()))
    else:
        made.make_signed_token(key)
    return str(made.serialize())


@csrf_exempt
def bend(request: HttpRequest) -> JsonResponse:
    """Bend what follows; without a body all is straight again. Answers how often the keys were asked."""
    bent.clear()
    bent.update(STRAIGHT | json.loads(request.body or b"{}"))
    return JsonResponse(asked)


def keys(request: HttpRequest) -> JsonResponse:
    asked["keys"] += 1
    told = [KEYS[name] for name in bent["published"]]
    public = [{**json.loads(key.export_public()), "use": "sig", "kid": key.thumbprint()} for key in told]
    return JsonResponse({"keys": public})


def token(request: HttpRequest) -> HttpResponse:
    """The token endpoint, which a test may let fail."""
    time.sleep(bent["slow"])
    return HttpResponse("trouble", status=bent["status"]) if bent["status"] else TokenView.as_view()(request)


@csrf_exempt
def known(request: HttpRequest) -> JsonResponse:
    """Let people be sent back to this address too."""
    row = Application.objects.get()
    row.redirect_uris = f"{row.redirect_uris} {request.body.decode()}"
    row.save()
    return JsonResponse({})


def people(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"people": User.objects.count()})


token.csrf_exempt = True  # type: ignore[attr-defined]

urlpatterns = [
    path("login/", LoginView.as_view()),
    path("bend/", bend),
    path("ready/", people),
    path("known/", known),
    path("o/.well-known/jwks.json", keys),
    path("o/token/", token),
    path("o/", include("oauth2_provider.urls")),
]
