"""What the frame around a page of the portal shows, and which pages wear it: also those of signing in there."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from desk.accounts.session import is_locked, seconds_left
from desk.roles import Role

DESK, PORTAL = "desk/base.html", "meldcode/base.html"


@dataclass(frozen=True)
class Portal:
    """`user` is None before both steps of signing in and on a locked screen."""

    user: Any
    lasts: dict[str, int] | None
    speaks: bool  # this page has its words in English too
    organisation: str = settings.ORGANISATION_NAME
    practice: bool = settings.PRACTICE

    @property
    def way_out(self) -> str:
        return str(settings.PORTAL_EXIT)


def portal(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `base`, the frame this page extends, and `portal` when that is the one of the portal."""
    if not _is_portal(request):
        return {"base": DESK}
    user = getattr(request, "user", None)
    inside = user is not None and user.is_authenticated and user.role == Role.PROFESSIONAL
    inside = inside and not is_locked(request.session) and "began" in request.session
    lasts = seconds_left(request.session, timezone.now()) if inside else None
    return {"base": PORTAL, "portal": Portal(user if inside else None, lasts, in_portal(request))}


def in_portal(request: HttpRequest) -> bool:
    """Is this a page of the portal itself?"""
    return request.path.startswith(reverse("portal:home"))


def _is_portal(request: HttpRequest) -> bool:
    """A page of the portal for whoever is no colleague; any page of a professional; signing in on the way there."""
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return bool(user.role == Role.PROFESSIONAL)
    home = reverse("portal:home")
    halfway = request.session.get("halfway", {}) if hasattr(request, "session") else {}
    wanted = (*_asked(request), halfway.get("next", ""))
    return in_portal(request) or any(page.startswith(home) for page in wanted)


def _asked(request: HttpRequest) -> tuple[str, ...]:
    """The page somebody asked to go on to. The page that says that a request cannot be read has this frame as well."""
    try:
        return request.POST.get("next", ""), request.GET.get("next", "")
    except (SuspiciousOperation, BadRequest, OSError):
        return ()
