"""What machines ask: does this process answer, can it take work, and what are its figures. No session, no event."""

import secrets

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET

from desk.operations import health


@login_not_required
@require_GET
def live(_request: HttpRequest) -> HttpResponse:
    """Does this process answer? Touches nothing, so that a database that is away gets no process restarted."""
    return JsonResponse({"status": "ok"})


@login_not_required
@require_GET
def ready(request: HttpRequest) -> HttpResponse:
    """Can this process take work? 200 or 503; what is wrong is told to who shows the token."""
    found = health.asked()
    told: dict[str, object] = {"status": "ok" if found.is_ready else "not ok"}
    if knows_the_token(request):
        told |= {"words": found.in_words, "needed": found.needed, "missed": found.missed}
    return JsonResponse(told, status=200 if found.is_ready else 503)


@login_not_required
@require_GET
def figures(request: HttpRequest) -> HttpResponse:
    """The figures for Prometheus. Raises Http404 where no token was set."""
    if not settings.METRICS_TOKEN:
        raise Http404
    if not knows_the_token(request):
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
    from desk.operations import published

    return HttpResponse(published.page(), content_type="text/plain; version=0.0.4; charset=utf-8")


def knows_the_token(request: HttpRequest) -> bool:
    """Does the request carry the token of the environment? Compared in the same time whatever was sent."""
    kind, _, sent = request.headers.get("Authorization", "").partition(" ")
    right = settings.METRICS_TOKEN
    return bool(right) and kind == "Bearer" and secrets.compare_digest(sent.encode(), right.encode())
