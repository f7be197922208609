"""What both sides of a pairing compute: commitment, transcript, code and secret (docs/protocol.md)."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass

#: Crockford's base 32: no I, L, O or U, so that a code read aloud or off a screen can't be mistaken.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LETTERS = 8


@dataclass(frozen=True, slots=True)
class Agreement:
    """What an exchange leads to: the code the person compares, and the 32-byte secret."""

    code: str
    secret: bytes


def commitment(public_key: bytes, nonce: bytes) -> bytes:
    """What the extension sends before it has seen the companion's key, so that it can't choose its own by it."""
    return hashlib.sha256(public_key + nonce).digest()


def agree(shared: bytes, companion: tuple[bytes, bytes], extension: tuple[bytes, bytes]) -> Agreement:
    """Code and secret from the ECDH x-coordinate (32 bytes) and each side's (raw public key, nonce)."""
    transcript = hashlib.sha256(b"".join((b"saring-pairing-v1", *companion, *extension))).digest()
    code = hmac.new(shared, b"code" + transcript, hashlib.sha256).digest()
    secret = hmac.new(shared, b"secret" + transcript, hashlib.sha256).digest()
    return Agreement(crockford(int.from_bytes(code[:5], "big")), secret)


def crockford(number: int) -> str:
    """The low 40 bits of ``number`` as eight letters."""
    return "".join(ALPHABET[(number >> shift) & 31] for shift in range(35, -5, -5))


def read_code(typed: str) -> str:
    """A code as a person typed it: case, hyphens and spaces don't matter, O is 0, I and L are 1."""
    letters = typed.upper().replace("-", "").replace(" ", "")
    return letters.translate(str.maketrans("OIL", "011"))


def shown(code: str) -> str:
    """A code as it is shown: ``ABCD-EFGH``."""
    return f"{code[:4]}-{code[4:]}"
