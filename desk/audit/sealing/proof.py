"""A proof that somebody outside the desk can check: this event is in the trail, or this head became that one."""

from typing import Any
from uuid import UUID

from desk.audit.models import Head, Leaf
from desk.audit.sealing.tree import Growing, consistency, inclusion


def of_event(event_id: UUID) -> dict[str, Any]:
    """Return the place of an event, the hashes that lead to the newest head, and that head. Raises DoesNotExist."""
    leaf, head = Leaf.objects.get(event_id=event_id), _newest()
    return {
        "place": leaf.position,
        "digest": leaf.digest,
        "path": [step.hex() for step in inclusion(leaf.position, head.size, _root)],
        "head": head.note,
    }


def of_head(number: int) -> dict[str, Any]:
    """Return the hashes that show that head `number` is the beginning of the newest, and both. Raises DoesNotExist."""
    old, head = Head.objects.get(number=number), _newest()
    path = consistency(old.size, head.size, _root)
    return {"path": [step.hex() for step in path], "old": old.note, "head": head.note}


def _newest() -> Head:
    return Head.objects.latest("number")


def _root(first: int, last: int) -> bytes:
    part = Growing()
    digests = Leaf.objects.filter(position__gte=first, position__lt=last).order_by("position")
    for digest in digests.values_list("digest", flat=True).iterator(chunk_size=5_000):
        part.add(bytes.fromhex(digest))
    return part.root
