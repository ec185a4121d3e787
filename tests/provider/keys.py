"""The keys of the provider: the one of now, the one that takes its place, one of another kind, and a stranger's."""

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from jwcrypto.jwk import JWK


def _rsa() -> JWK:
    made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return JWK.from_pem(made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))


KEYS = {
    "now": _rsa(),
    "next": _rsa(),
    "curve": JWK.generate(kty="EC", crv="P-256"),
    "stranger": _rsa(),
}
PEM = KEYS["now"].export_to_pem(private_key=True, password=None).decode()
