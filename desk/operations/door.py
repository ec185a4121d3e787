"""Takes every cookie off what machines ask: without one there is no session to look up, to lengthen or to end."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

PATH = "/gezond/"
Handler = Callable[[HttpRequest], HttpResponse]


def without_a_session(get_response: Handler) -> Handler:
    """Let what lies under /gezond/ know nobody."""

    def handle(request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(PATH):
            request.META.pop("HTTP_COOKIE", None)
        return get_response(request)

    return handle
