"""Encrypt what must not be readable in a copy of the database: personal identity numbers, and the files that hold them.

AES-256-GCM. Each value is bound to where it belongs, so that it cannot be moved to another row unnoticed.
"""

import base64
import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from shared.secret_file import secret_in

KEY_BYTES = 32
NONCE_BYTES = 12  # random: after 2³² values under one key a repetition is no longer unlikely enough


@dataclass(frozen=True, repr=False)
class Cipher:
    """Encrypts and decrypts with one key."""

    key: bytes

    def hide(self, plain: bytes, place: str) -> bytes:
        """`plain` encrypted, to be found again only with the same `place`, such as `file <batch> paxml`."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + AESGCM(self.key).encrypt(nonce, plain, place.encode())

    def show(self, hidden: bytes, place: str) -> bytes:
        """What was hidden. Raises `cryptography.exceptions.InvalidTag` with another key, another place, or altered bytes."""
        return AESGCM(self.key).decrypt(hidden[:NONCE_BYTES], hidden[NONCE_BYTES:], place.encode())


def key_of(text: str) -> bytes:
    """A key from its base64 text. Raises ValueError when it is not 32 bytes."""
    key = base64.b64decode(text, validate=True)
    if len(key) != KEY_BYTES:
        raise ValueError(f"the key has {len(key)} bytes, not {KEY_BYTES}")
    return key


def key_in(file: Path) -> bytes:
    """The key kept in the file, which is made, readable to its owner alone, unless it is there."""
    made = secret_in(file, lambda: base64.b64encode(os.urandom(KEY_BYTES)))
    return key_of(made.decode().strip())
