"""The tree is that of RFC 6962: the same roots and proofs as its definition, and every false proof fails."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.audit.sealing.tree import EMPTY, Growing, consistency, inclusion
from desk.audit.verifier.growth import Roots, follows, leads_to
from tests.desk.audit.trees import grown, span_of

# The leaves and roots that certificate logs test themselves with (RFC 6962, the first eight of its reference log).
KNOWN = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
DIGESTS = st.lists(st.binary(min_size=4, max_size=32), min_size=1, max_size=70)


def defined(leaves: list[bytes]) -> bytes:
    """The root as the standard defines it, by halves."""
    if len(leaves) <= 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest() if leaves else hashlib.sha256(b"").digest()
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return hashlib.sha256(b"\x01" + defined(leaves[:half]) + defined(leaves[half:])).digest()


@pytest.mark.parametrize("size", range(1, 9))
def test_the_roots_are_those_of_the_standard(size):
    leaves = [bytes.fromhex(leaf) for leaf in KNOWN[:size]]
    roots = Roots()
    for leaf in leaves:
        roots.add(leaf)
    assert grown(leaves).root.hex() == roots.root().hex() == defined(leaves).hex() == ROOTS[size - 1]


def test_a_tree_without_leaves_has_a_root():
    assert Growing().root == EMPTY == Roots().root() == defined([])


@given(DIGESTS)
def test_writer_and_checker_agree_at_every_size(digests):
    tree, roots = Growing(), Roots()
    for size, digest in enumerate(digests, start=1):
        tree.add(digest)
        roots.add(digest)
        assert tree.root == roots.root() == defined(digests[:size])
        assert [peak.hex() for peak in tree.peaks] == roots.parts()


@given(DIGESTS, st.data())
def test_a_proof_leads_from_its_leaf_to_the_root_and_from_no_other(digests, data):
    at = data.draw(st.integers(0, len(digests) - 1))
    path = inclusion(at, len(digests), span_of(digests))
    root = defined(digests)
    assert leads_to(digests[at], at, len(digests), path) == root
    assert leads_to(digests[at] + b"x", at, len(digests), path) != root
    assert leads_to(digests[at], at, len(digests), [*path, b"\x00" * 32]) != root
    for cut in range(len(path)):
        forged = [*path[:cut], bytes(32), *path[cut + 1 :]]
        assert leads_to(digests[at], at, len(digests), forged) != root
        assert leads_to(digests[at], at, len(digests), path[:cut]) != root
    assert leads_to(digests[at], len(digests), len(digests), path) is None


@given(DIGESTS, st.data())
def test_an_older_tree_is_the_beginning_of_a_newer_one(digests, data):
    old = data.draw(st.integers(1, len(digests)))
    proof = consistency(old, len(digests), span_of(digests))
    assert follows(old, len(digests), (defined(digests[:old]), defined(digests)), proof)
    if proof:
        assert not follows(old, len(digests), (defined(digests[:old]), defined(digests)), proof[:-1])
        assert not follows(old, len(digests), (bytes(32), defined(digests)), proof)
        assert not follows(old, len(digests), (defined(digests[:old]), bytes(32)), proof)


def test_sizes_that_are_no_beginning_need_no_proof():
    root = span_of([b"a", b"b"])
    assert [consistency(old, new, root) for old, new in [(0, 2), (2, 2), (3, 2)]] == [[], [], []]
    assert not follows(0, 2, (EMPTY, EMPTY), [])
    assert not follows(3, 2, (EMPTY, EMPTY), [EMPTY])
