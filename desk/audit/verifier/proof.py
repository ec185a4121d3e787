"""Checks a proof that the desk gave out, with nothing but the key to trust."""

from typing import Any

from desk.audit.verifier.growth import follows, leads_to
from desk.audit.verifier.signed import NotSigned, Trusted


def holds(proof: Any, trusted: Trusted) -> bool:
    """Say whether a proof, as read from JSON, proves what it claims: an event in a head, or a head in a newer one."""
    try:
        head = trusted.read(proof["head"])
        path = [bytes.fromhex(step) for step in proof["path"]]
        if "old" in proof:
            old = trusted.read(proof["old"])
            return follows(old.size, head.size, (old.root, head.root), path)
        return leads_to(bytes.fromhex(proof["digest"]), int(proof["place"]), head.size, path) == head.root
    except (NotSigned, AttributeError, KeyError, OverflowError, TypeError, ValueError):
        return False
