"""`saring pair`: by hand-over, by code, listed and forgotten."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from saring.services import signing
from saring.services.link import Link, NoCompanionError
from saring.services.pairing_math import agree
from tests.server.cli.running import environment, handed_over, saring, serving

ORIGIN = "chrome-extension://" + "c" * 32


def test_a_hand_over_needs_no_companion_and_works_with_one(tmp_path: Path) -> None:
    home = tmp_path / "s"
    made = json.loads(saring(home, "pair", "--json", "--name", "Firefox").stdout)
    assert set(made) == {"url", "client", "secret", "protocol"}
    assert (made["url"], made["protocol"], len(made["secret"])) == ("http://127.0.0.1:7274", 1, 64)
    assert json.loads(saring(home, "pair", "--json", "--port", "7300").stdout)["url"] == "http://127.0.0.1:7300"
    with serving(home) as companion:
        link = Link(companion.url, made["client"], bytes.fromhex(made["secret"]))
        assert link.ask("GET", "/v1/health")["saring"] == "companion"
        assert handed_over(home).ask("GET", "/v1/health")["saring"] == "companion"
        assert saring(home, "pair", "--forget", made["client"]).returncode == 0
        with pytest.raises(NoCompanionError):
            link.ask("GET", "/v1/health")


def test_list_and_forget(tmp_path: Path) -> None:
    home = tmp_path / "s"
    assert "Nothing is paired" in saring(home, "pair", "--list").stdout
    made = json.loads(saring(home, "pair", "--json", "--name", "Firefox").stdout)
    listed = saring(home, "pair", "--list").stdout
    assert made["client"] in listed and "Firefox" in listed and made["secret"] not in listed
    assert made["secret"] not in saring(home, "pair", "--list", "--json").stdout
    for unknown in ("0" * 16, "../x", ""):
        assert saring(home, "pair", "--forget", unknown).returncode == 1
    assert saring(home, "pair", "--forget", made["client"]).returncode == 0
    assert "Nothing is paired" in saring(home, "pair", "--list").stdout


def test_without_a_companion_it_says_what_to_do(tmp_path: Path) -> None:
    found = saring(tmp_path / "s", "pair")
    assert found.returncode == 1 and "saring serve" in found.stderr


def _post(url: str, body: dict[str, Any], headers: dict[str, str] | None = None) -> dict[str, Any]:
    data = json.dumps(body).encode()
    all_headers = {"Content-Type": "application/json", "Origin": ORIGIN} | (headers or {})
    request = urllib.request.Request(url, data, all_headers)
    with urllib.request.urlopen(request, timeout=10) as reply:
        found = json.load(reply)
    assert isinstance(found, dict)
    return found


def _exchange(url: str, read_code: Any) -> Link:
    """The extension's side over real HTTP, with the code as a person reads it off the terminal."""
    key, nonce = ec.generate_private_key(ec.SECP256R1()), os.urandom(32)
    raw = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    offer = _post(f"{url}/v1/pairings", {"protocol": 1, "commitment": hashlib.sha256(raw + nonce).hexdigest(),
                                         "name": "Chromium"})
    target = f"/v1/pairings/{offer['pairing']}"
    revealed = {"public_key": base64.b64encode(raw).decode(), "nonce": nonce.hex()}
    client = _post(f"{url}{target}/reveal", revealed)["client"]
    theirs = base64.b64decode(offer["public_key"])
    shared = key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs))
    agreed = agree(shared, (theirs, bytes.fromhex(offer["nonce"])), (raw, nonce))
    typed = read_code()
    assert typed.replace("-", "") == agreed.code
    body = {"code": typed}
    at, once = str(time.time_ns() // 1_000_000), os.urandom(16).hex()
    data = json.dumps(body).encode()
    mac = signing.request_mac(agreed.secret, "POST", f"{target}/confirm", client, at, once, data)
    _post(f"{url}{target}/confirm", body, {
        "Saring-Protocol": "1", "Saring-Client": client, "Saring-Time": at, "Saring-Nonce": once, "Saring-MAC": mac})
    return Link(url, client, agreed.secret)


def _code(terminal: subprocess.Popen[str]) -> str:
    for line in terminal.stderr or ():
        if found := re.search(r"([0-9A-Z] {3}){4}- {3}[0-9A-Z]( {3}[0-9A-Z]){3}", line):
            return found[0].replace(" ", "")
    raise AssertionError("no code was shown")


@pytest.mark.parametrize("answer,kept", [("y", True), ("n", False)])
def test_by_code_with_the_persons_last_word(tmp_path: Path, answer: str, kept: bool) -> None:
    home = tmp_path / "s"
    with serving(home) as companion:
        terminal = subprocess.Popen([sys.executable, "-m", "saring", "pair"], env=environment(home), text=True,
                                    stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        try:
            assert terminal.stderr is not None
            assert terminal.stderr.readline().startswith("Open Saring's options")
            link = _exchange(companion.url, lambda: _code(terminal))
            out, err = terminal.communicate(answer + "\n", timeout=20)
        finally:
            if terminal.poll() is None:
                terminal.kill()
                terminal.communicate()
        assert "Does Saring in Chromium say that it is paired?" in out
        assert terminal.returncode == (0 if kept else 1), err
        listed = saring(home, "pair", "--list").stdout
        assert (link.client in listed, ORIGIN in listed) == (kept, kept)
        if kept:
            assert link.ask("GET", "/v1/health")["saring"] == "companion"
        else:
            with pytest.raises(NoCompanionError):
                link.ask("GET", "/v1/health")
