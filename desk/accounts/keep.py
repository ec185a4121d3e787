"""The fields of a form that could not be handled, to be sent again; they live in the page and nowhere else."""

from django.http import HttpRequest

_OURS = {"csrfmiddlewaretoken"}


def typed_again(request: HttpRequest) -> list[tuple[str, str]]:
    """Return (name, value) of each field that was sent, without our own token."""
    return [(name, str(value)) for name, values in request.POST.lists() if name not in _OURS for value in values]
