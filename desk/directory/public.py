"""What the directory makes public: naming an organisation, its number or a municipality points to nobody."""

from desk import guard
from desk.directory.models import Municipality, Organisation


def of_the_directory() -> guard.Public:
    """Return the guard's own lists with the organisations and municipalities of this desk; two queries."""
    rows = list(Organisation.objects.values_list("name", "phone", "email", "website"))
    return guard.public(
        names=[name for name, *_ in rows],
        places=Municipality.objects.values_list("name", flat=True),
        numbers=[phone for _, phone, *_ in rows if phone],
        addresses=[email for *_, email, _ in rows if email],
        sites=[website for *_, website in rows if website],
    )
