"""Trees over a list that is held whole, which the desk never does."""

from collections.abc import Iterable, Sequence

from desk.audit.sealing.tree import Growing, Span


def span_of(digests: Sequence[bytes]) -> Span:
    """Return a function that gives the root over the leaves from `first` up to `last`, `last` not included."""

    def root(first: int, last: int) -> bytes:
        part = Growing()
        for digest in digests[first:last]:
            part.add(digest)
        return part.root

    return root


def grown(digests: Iterable[bytes]) -> Growing:
    """Return the tree over these leaves."""
    tree = Growing()
    for digest in digests:
        tree.add(digest)
    return tree
