"""Secrets of other services, encrypted at rest: AES-256-GCM, bound to the very place where they are kept."""

import base64
import binascii
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32  # AES-256
NONCE_BYTES = 12  # 96 bits, as GCM wants it; random, which is safe for 2**32 secrets under one key


class SecretError(Exception):
    """One sentence about a key that is missing, or a secret that is not what was put there."""


@dataclass(frozen=True, slots=True)
class Keyring:
    """Keys by id: the first one encrypts, the others only decrypt what was encrypted before."""

    keys: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    @classmethod
    def parse(cls, text: str) -> "Keyring":
        """Read `id:base64,id2:base64`; lines do as well as commas. SecretError names no key."""
        keys: dict[str, bytes] = {}
        for number, part in enumerate(text.replace("\n", ",").split(","), start=1):
            if not part.strip():
                continue
            key_id, _, encoded = (each.strip() for each in part.partition(":"))
            try:
                key = base64.b64decode(encoded, validate=True)
            except binascii.Error:
                key = b""
            if not key_id or len(key) != KEY_BYTES or key_id in keys:
                raise SecretError(
                    f"key {number} should be a new id, a colon and {KEY_BYTES} bytes in base64, "
                    "for example from: openssl rand -base64 32"
                )
            keys[key_id] = key
        return cls(keys)

    @property
    def current(self) -> str:
        """The id of the key that encrypts."""
        for key_id in self.keys:
            return key_id
        raise SecretError("there is no key to encrypt with; set SETPOINT_KEYS")

    def seal(self, plain: str, *place: object) -> bytes:
        """Encrypt under the current key, for this place only."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + AESGCM(self.keys[self.current]).encrypt(nonce, plain.encode(), _bound_to(place))

    def unseal(self, key_id: str, sealed: bytes, *place: object) -> str:
        """Decrypt what was encrypted for this place; anything else is refused."""
        key = self.keys.get(key_id)
        if key is None:
            raise SecretError(
                f"the key “{key_id}” is missing; add it to SETPOINT_KEYS behind the current one"
            )
        try:
            return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], _bound_to(place)).decode()
        except (InvalidTag, ValueError):
            raise SecretError("a secret is not what was put there: it was changed, or moved") from None


def _bound_to(place: tuple[object, ...]) -> bytes:
    """The place as associated data, so written that no two places read alike."""
    return json.dumps(place).encode()
