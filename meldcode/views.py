"""The pages before signing in, the first page after it, the language, and the quick way out."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST
from django.views.i18n import set_language

from desk.accounts import signin
from meldcode.door import professionals
from meldcode.people import membership

# Each asks nothing and keeps nothing: a page with words and links.
OPEN_PAGES = ("danger", "ways", "advice", "citizen", "left", "accessibility")


@login_not_required
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Danger first, for a visitor; what waits, for a professional who signed in."""
    return _inside(request) if request.user.is_authenticated else render(request, "meldcode/gate.html")


@professionals
def _inside(request: HttpRequest) -> HttpResponse:
    return render(request, "meldcode/home.html", {"here": membership(request.user)})


@login_not_required
@require_GET
def open_page(request: HttpRequest, page: str) -> HttpResponse:
    """One of OPEN_PAGES."""
    return render(request, f"meldcode/{page}.html")


@login_not_required
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Leave quickly, where there is no JavaScript: the session ends and the page goes on to somewhere ordinary."""
    if request.user.is_authenticated:
        signin.sign_out(by=request.user, at=timezone.now(), request=request)
    # Not a redirect: browsers hold `form-action` against every host that a form leads to.
    answer = HttpResponse(headers={"Refresh": f"0; url={settings.PORTAL_EXIT}"})
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keep the chosen language in a cookie and go back to the page."""
    return set_language(request)
