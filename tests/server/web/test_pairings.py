"""Pairing over the wire, as an extension does it, and as a thief would."""

from __future__ import annotations

import base64
import secrets
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from werkzeug.test import TestResponse

from saring.services.pairing_math import agree, commitment
from saring.web.wiring import Services
from tests.server.web.asking import HOST, Asker, code, draft

ORIGIN = "moz-extension://12345678-1234-1234-1234-123456789abc"
OTHER = "chrome-extension://" + "b" * 32


@dataclass
class Extension:
    """The extension's side of an exchange."""

    asker: Asker
    origin: str = ORIGIN
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    nonce: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    offer: dict[str, Any] = field(default_factory=dict)
    client: str = ""
    code: str = ""
    secret: bytes = b""

    @property
    def raw(self) -> bytes:
        return self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    def send(self, target: str, body: dict[str, Any]) -> TestResponse:
        headers = {"Host": HOST, "Origin": self.origin}
        return self.asker.app.test_client().post(target, json=body, headers=headers)

    def begin(self, **changes: Any) -> TestResponse:
        body = {"protocol": 1, "commitment": commitment(self.raw, self.nonce).hex(), "name": "Firefox"} | changes
        response = self.send("/v1/pairings", body)
        if response.status_code == 200:
            self.offer = response.get_json()
        return response

    def reveal(self, **changes: Any) -> TestResponse:
        body = {"public_key": base64.b64encode(self.raw).decode(), "nonce": self.nonce.hex()} | changes
        response = self.send(f"/v1/pairings/{self.offer['pairing']}/reveal", body)
        if response.status_code == 200:
            theirs = base64.b64decode(self.offer["public_key"])
            peer = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs)
            agreed = agree(self.key.exchange(ec.ECDH(), peer), (theirs, bytes.fromhex(self.offer["nonce"])),
                           (self.raw, self.nonce))
            self.client, self.code, self.secret = response.get_json()["client"], agreed.code, agreed.secret
        return response

    def paired(self) -> Asker:
        return self.asker.but(client=self.client, secret=self.secret, origin=self.origin)

    def confirm(self, typed: str | None = None) -> TestResponse:
        body = {"code": self.code if typed is None else typed}
        return self.paired().ask("POST", f"/v1/pairings/{self.offer['pairing']}/confirm", body)


def test_a_pairing_from_beginning_to_end(asker: Asker, services: Services) -> None:
    extension = Extension(asker)
    services.desk.open()
    assert extension.begin().status_code == 200
    assert extension.reveal().status_code == 200
    shown = services.desk.state()
    assert (shown.step, shown.code, shown.name) == ("code", extension.code, "Firefox")
    assert extension.paired().screen(draft()).status_code == 401
    assert extension.confirm(f"{extension.code[:4].lower()}-{extension.code[4:]}").get_json() == {
        "client": extension.client}
    # It works from memory, but nothing is stored before the person's yes.
    assert extension.paired().screen(draft()).status_code == 200
    assert services.pairings.get(extension.client) is None
    control = asker.but(client="control", secret=services.control, origin="")
    assert control.ask("POST", "/v1/control/pairing/keep", {}).get_json()["client"] == extension.client
    stored = services.pairings.get(extension.client)
    assert stored is not None and (stored.secret, stored.origin, stored.way) == (extension.secret, ORIGIN, "code")
    assert extension.paired().screen(draft()).status_code == 200
    assert code(extension.paired().but(origin=OTHER).screen(draft())) == "forbidden_origin"


def test_a_no_at_the_terminal_leaves_nothing(asker: Asker, services: Services) -> None:
    extension = Extension(asker)
    services.desk.open()
    extension.begin()
    extension.reveal()
    extension.confirm()
    control = asker.but(client="control", secret=services.control, origin="")
    assert control.ask("POST", "/v1/control/pairing/close", {}).get_json()["step"] == "closed"
    assert extension.paired().screen(draft()).status_code in (401, 403)
    assert services.pairings.get(extension.client) is None


def test_no_window_no_pairing(asker: Asker) -> None:
    response = Extension(asker).begin()
    assert (response.status_code, code(response)) == (403, "pairing_closed")


def test_a_second_extension_finds_it_busy(asker: Asker, services: Services) -> None:
    services.desk.open()
    Extension(asker).begin()
    response = Extension(asker, OTHER).begin()
    assert (response.status_code, code(response)) == (409, "pairing_busy")


def test_another_origin_cannot_go_on_with_an_exchange(asker: Asker, services: Services) -> None:
    extension = Extension(asker)
    services.desk.open()
    extension.begin()
    thief = Extension(asker, OTHER, extension.key, extension.nonce, extension.offer)
    assert thief.reveal().status_code == 404
    assert extension.reveal().status_code == 200
    thief.client, thief.secret, thief.code = extension.client, extension.secret, extension.code
    assert thief.confirm().status_code == 403
    assert extension.confirm().status_code == 200


def test_what_was_not_committed_to_is_refused(asker: Asker, services: Services) -> None:
    extension = Extension(asker)
    services.desk.open()
    extension.begin()
    response = extension.reveal(nonce="00" * 32)
    assert (response.status_code, code(response)) == (400, "bad_request")
    assert extension.reveal().status_code == 404


def test_a_point_off_the_curve_is_refused(asker: Asker, services: Services) -> None:
    for raw in (b"\x04" + b"\x01" * 64, b"\x00", b"", b"\x04" + bytes(64)):
        extension = Extension(asker)
        services.desk.open()
        extension.begin(commitment=commitment(raw, extension.nonce).hex())
        response = extension.reveal(public_key=base64.b64encode(raw).decode())
        assert (response.status_code, code(response)) == (400, "bad_request"), raw
    assert extension.reveal(public_key="not base64!").status_code == 400


def test_five_wrong_codes_end_it(asker: Asker, services: Services) -> None:
    extension = Extension(asker)
    services.desk.open()
    extension.begin()
    extension.reveal()
    wrong = "ZZZZZZZZ" if extension.code != "ZZZZZZZZ" else "00000000"
    assert [extension.confirm(wrong).status_code for _ in range(5)] == [400, 400, 400, 400, 429]
    assert extension.confirm().status_code in (401, 403)
    assert code(Extension(asker).begin()) == "too_many_tries"
    assert services.desk.state().code == ""


def test_a_confirmation_needs_the_new_secret(asker: Asker, services: Services) -> None:
    extension = Extension(asker)
    services.desk.open()
    extension.begin()
    extension.reveal()
    extension.secret, right = bytes(32), extension.secret
    assert extension.confirm().status_code == 401
    extension.secret = right
    assert services.desk.state().tries == 5
    assert extension.confirm().status_code == 200


def test_the_same_extension_may_begin_again_five_times(asker: Asker, services: Services) -> None:
    services.desk.open()
    assert [Extension(asker).begin().status_code for _ in range(6)] == [200, 200, 200, 200, 200, 429]


def test_a_name_cannot_steer_the_terminal(asker: Asker, services: Services) -> None:
    services.desk.open()
    Extension(asker).begin(name="Fire\x1b[2Jfox\u202e\r\n")
    assert services.desk.state().name == "Fire[2Jfox"


def test_another_protocol_is_told_so(asker: Asker, services: Services) -> None:
    services.desk.open()
    response = Extension(asker).begin(protocol=2)
    assert (response.status_code, code(response)) == (426, "version_mismatch")


def test_cors_for_a_stranger_only_while_the_window_is_open(asker: Asker, services: Services) -> None:
    client = asker.app.test_client()
    headers = {"Host": HOST, "Origin": ORIGIN, "Access-Control-Request-Method": "POST"}
    assert client.options("/v1/pairings", headers=headers).status_code == 403
    services.desk.open()
    assert client.options("/v1/pairings", headers=headers).headers["Access-Control-Allow-Origin"] == ORIGIN
    assert client.options("/v1/screenings", headers=headers).status_code == 403
    assert client.options("/v1/pairings", headers=headers | {"Origin": "https://x.com"}).status_code == 403
