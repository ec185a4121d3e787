"""A passkey in software: makes and shows one as a browser would, so that the whole road is tried without a browser."""

import hashlib
import json
import struct
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_encode

ORIGIN = "http://testserver"
PRESENT, VERIFIED, ATTESTED = 1, 4, 64


class Device:
    """One key for one host."""

    def __init__(self, origin: str = ORIGIN, *, knows_its_owner: bool = True) -> None:
        self.origin = origin
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = hashlib.sha256(str(id(self)).encode()).digest()
        self.count = 0
        self.flags = PRESENT | (VERIFIED if knows_its_owner else 0)

    def makes(self, ask: dict[str, Any]) -> str:
        """The answer to navigator.credentials.create."""
        public = cbor.encode(ES256.from_cryptography_key(self.key.public_key()))
        attested = bytes(16) + struct.pack(">H", len(self.id)) + self.id + public
        data = self._data(ask["rp"]["id"], ATTESTED) + attested
        made = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        said = self._said("webauthn.create", ask["challenge"])
        return self._answer(clientDataJSON=said, attestationObject=made)

    def shows(self, ask: dict[str, Any]) -> str:
        """The answer to navigator.credentials.get."""
        self.count += 1
        data = self._data(ask["rpId"], 0)
        said = self._said("webauthn.get", ask["challenge"])
        signed = self.key.sign(data + hashlib.sha256(said).digest(), ec.ECDSA(SHA256()))
        return self._answer(clientDataJSON=said, authenticatorData=data, signature=signed)

    def _data(self, host: str, more: int) -> bytes:
        return hashlib.sha256(host.encode()).digest() + struct.pack(">BI", self.flags | more, self.count)

    def _said(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _answer(self, **response: bytes) -> str:
        told = {name: websafe_encode(value) for name, value in response.items()}
        key = websafe_encode(self.id)
        return json.dumps({"id": key, "rawId": key, "type": "public-key", "response": told})
