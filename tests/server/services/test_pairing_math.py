"""What a pairing computes, held to the vectors that the extension is held to."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saring.services.pairing_math import ALPHABET, agree, commitment, crockford, read_code, shown

VECTORS = json.loads((Path(__file__).parents[2] / "contract" / "auth.json").read_text("utf-8"))


@pytest.mark.parametrize("v", VECTORS["pairings"], ids=lambda v: v["name"])
def test_vectors(v: dict[str, Any]) -> None:
    from cryptography.hazmat.primitives.asymmetric import ec

    companion, extension = (
        (base64.b64decode(side["public_key"]), bytes.fromhex(side["nonce"]))
        for side in (v["companion"], v["extension"])
    )
    assert commitment(*extension).hex() == v["commitment"]
    key = ec.derive_private_key(int(v["companion"]["private"], 16), ec.SECP256R1())
    shared = key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), extension[0]))
    assert shared.hex() == v["shared"]
    agreed = agree(shared, companion, extension)
    assert (agreed.code, agreed.secret.hex(), shown(agreed.code)) == (v["code"], v["secret"], v["shown"])
    # The roles can't be exchanged.
    assert agree(shared, extension, companion).code != agreed.code


@given(st.integers(0, 2**40 - 1))
def test_a_code_is_its_forty_bits(number: int) -> None:
    code = crockford(number)
    assert len(code) == 8 and sum(ALPHABET.index(c) << 5 * (7 - i) for i, c in enumerate(code)) == number
    assert read_code(shown(code).lower()) == code


@pytest.mark.parametrize("typed,read", [
    ("abcd-efgh", "ABCDEFGH"), (" ABCD EFGH ", "ABCDEFGH"), ("oOiIlL00", "00111100"), ("", ""),
    ("ABCD–EFGH", "ABCD–EFGH"),
])
def test_codes_as_people_type_them(typed: str, read: str) -> None:
    assert read_code(typed) == read
