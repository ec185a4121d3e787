"""What must not get lost around a sign-in: the fields of a form, in the page alone, and the page asked for."""

from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

_OURS = {"csrfmiddlewaretoken"}
# Asked again on the page itself: what stands in a page can be read there, also on a locked screen.
_SECRET = {"password", "client_secret", "code", "passkey"}

# Forms with nothing in them to keep: a password is not sent back.
NO_WORK = ("logout", "lock", "unlock", "accounts:confirm", "provider_unlock", "accounts:provider_confirm")
_WAYS_IN = ("login", "second_step", "set_up", "provider_sign_in")


def typed_again(request: HttpRequest) -> list[tuple[str, str]]:
    """Return (name, value) of each field that was sent, without our own token and without secrets."""
    left_out = _OURS | _SECRET
    return [(name, str(value)) for name, values in request.POST.lists() if name not in left_out for value in values]


def is_from_elsewhere(request: HttpRequest) -> bool:
    """Did another site send this form? Then nothing of it is given back with a token of ours."""
    own = f"{request.scheme}://{request.get_host()}"
    return request.headers.get("Origin", own) != own


def typed_back(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what `typed_again` does for a fault of ours; nothing of a form that is all secret or another site's."""
    is_secret = request.path in map(resolve_url, (*NO_WORK, *_WAYS_IN))
    return [] if is_secret or is_from_elsewhere(request) else typed_again(request)


def wanted_page(request: HttpRequest, wanted: str | None = None) -> str:
    """Return the page to go on to, `next` of the form unless given; never one of another host.

    Only what is a path: of a bare word Django would think that it is the name of a page, and break off.
    """
    page = request.POST.get("next", "") if wanted is None else wanted
    if page.startswith("/") and url_has_allowed_host_and_scheme(page, None):
        return page
    return resolve_url(settings.LOGIN_REDIRECT_URL)
