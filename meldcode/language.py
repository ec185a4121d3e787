"""The language of a page of the portal: Dutch, or English for whoever chose that. The desk stays Dutch."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from desk.roles import Role
from meldcode.frame import in_portal

Handler = Callable[[HttpRequest], HttpResponse]


def of_the_portal(get_response: Handler) -> Handler:
    """Speak the language of the cookie on pages of the portal; what a browser prefers is not asked."""

    def handle(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        is_staff = request.user.is_authenticated and request.user.role != Role.PROFESSIONAL
        if is_staff or not in_portal(request) or chosen not in dict(settings.LANGUAGES):
            return get_response(request)
        with translation.override(chosen):
            return get_response(request)

    return handle
