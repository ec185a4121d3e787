"""An address that no record can have is a page that is not there, on PostgreSQL as well: never a fault."""

import pytest
from django.urls import URLPattern, get_resolver

from tests.needles import addresses
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db
NUL = "M%00"
KNOWN = {
    **{key: [NUL] for key in ["number", "kind", "token", "slug:page", "slug:what", "naam", "nummer"]},
    **{key: ["1%00"] for key in ["int:pk", "int:version"]},
    **{key: ["00000000-0000-4000-8000-00000000000%00"] for key in ["uuid:pk", "uuid:key"]},
    "section": ["begin", NUL],
}


@pytest.mark.parametrize("who", ["noor", "joke", "samir", "ada", "eva", "nobody"])
def test_a_nul_in_an_address_is_not_found(request, client, north, who):
    if who != "nobody":
        client = signed_in(client, request.getfixturevalue(who))
    asked = [address for address in addresses(KNOWN) if "%00" in address]
    assert len(asked) > 50
    for address in asked:
        assert client.get(address).status_code == 404, address
        assert client.post(address, {}).status_code in (403, 404), address


def test_every_kind_of_part_of_an_address_was_tried():
    def parts(patterns, found):
        for one in patterns:
            found |= set(one.pattern.converters) if hasattr(one.pattern, "converters") else set()
            if not isinstance(one, URLPattern):
                parts(one.url_patterns, found)
        return found

    tried = {name.split(":")[-1] for name in KNOWN}
    assert parts(get_resolver().url_patterns, set()) <= tried
