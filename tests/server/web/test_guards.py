"""Every route against every kind of stranger: the documented refusal, and nothing done."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from saring.services.media import MediaStore
from saring.web.app import RESOURCES
from saring.web.wiring import Services
from tests.server.web.asking import HOST, ORIGIN, Asker, code, draft, screening

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
PAGES = ("/practice", "/practice/<asset>")
STRANGE_TYPES = ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b", "",
                 "application/json5", "text/json", "application/jsonx", "image/png")
STRANGE_HOSTS = (
    "", "evil.example", "127.0.0.1.evil.example", "127.0.0.1.", "localhost.", "LOCALHOST", "Localhost:7274",
    "user@127.0.0.1", "127.0.0.1:7274@evil.example", "[::1", "::1", "[::ffff:127.0.0.1]", "2130706433", "0x7f000001",
    "127.1", "0.0.0.0", "127.0.0.2", "127.0.0.1:", "127.0.0.1:123456", "127.0.0.1:7274:80", "127.0.0.1, evil.example",
    " 127.0.0.1", "127.0.0.1/", "localhost#", "[::1]evil.example", "[0:0:0:0:0:0:0:1]",
    "１２７.0.0.1".encode().decode("latin-1"),
)
STRANGE_ORIGINS = (
    "null", "https://x.com", "http://127.0.0.1:7274", "http://localhost:7274", ORIGIN + ".evil.example", ORIGIN + "/",
    ORIGIN + ":80", ORIGIN.upper(), "Chrome-Extension://" + "a" * 32, "chrome-extension://" + "A" * 32,
    "chrome-extension://" + "a" * 31, "chrome-extension://" + "a" * 33, "chrome-extension://" + "q" * 32,
    "chrome-extension://*", "*", "chrome-extension://", " " + ORIGIN, ORIGIN + " " + ORIGIN, ORIGIN + ", " + ORIGIN,
    "https://" + "a" * 32, "moz-extension://" + "a" * 32, "moz-extension://00000000-0000-0000-0000-00000000000Z",
    "chrome-extension://" + "b" * 32, "file://", "chrome-extension://" + "a" * 32 + "\x00",
)


def routes(app: Flask) -> Iterator[tuple[str, set[str]]]:
    """Each rule of the app with its methods, from the app itself and not from a list that could be forgotten."""
    for rule in app.url_map.iter_rules():
        yield str(rule), set(rule.methods or ()) - {"HEAD", "OPTIONS"}


def filled(rule: str) -> str:
    """A rule's path with something in its gaps."""
    return rule.replace("<sha256>", "0" * 64).replace("<asset>", "main.js").replace("<pairing>", "0" * 32) \
               .replace("<key>", "00000000")


def untouched(services: Services) -> dict[str, Any]:
    """All that a request could have changed."""
    assert isinstance(services.media, MediaStore)
    return {
        "pairings": services.pairings.all(), "window": services.desk.state(), "media": services.media.size,
        "requests": services.approvals.waiting(), "problems": services.health.problems(),
        "noted": len(services.recorder._noted), "records": services.recorder._repository.latest(5),
    }


def assert_plain(response: TestResponse) -> None:
    """What every reply must have, and what none may."""
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert "Set-Cookie" not in response.headers
    assert response.headers.get("Access-Control-Allow-Origin", "") != "*"
    assert "Access-Control-Allow-Private-Network" not in response.headers


def test_every_route_is_known(app: Flask) -> None:
    paths = {rule for rule, _ in routes(app)}
    assert set(PAGES) < paths and len(paths) == 16
    assert {name.split(".")[0] for name in app.view_functions} == set(RESOURCES)


@pytest.mark.parametrize("auth", ["none", "wrong secret", "unknown client", "stale", "future", "replayed", "no mac",
                                  "short nonce", "upper nonce", "odd time", "control without the key"])
def test_no_route_answers_a_stranger(app: Flask, services: Services, asker: Asker, auth: str) -> None:
    """A table over app.url_map × methods × ways of not being who one claims to be."""
    before = untouched(services)
    for rule, methods in routes(app):
        if rule in PAGES:
            continue
        for method in METHODS:
            response = _as(asker, auth, method, filled(rule))
            status = response.status_code
            if method == "OPTIONS":
                assert (status, code(response)) == (403, "forbidden_origin")
            elif auth == "none" and rule == "/v1/health" and method == "GET":
                assert (status, response.get_json()) == (200, {"saring": "companion"})
            elif method not in methods and auth == "none":
                assert status == 405, (rule, method)
            elif rule in ("/v1/pairings", "/v1/pairings/<pairing>/reveal") and auth == "none":
                assert code(response) == "forbidden_origin"
            else:
                assert status == 401, (rule, method, auth, status)
                expected = "clock_skew" if auth in ("stale", "future") else "not_authenticated"
                assert method == "HEAD" or code(response) == expected
            assert_plain(response)
    assert untouched(services) == before


def _as(asker: Asker, auth: str, method: str, path: str) -> TestResponse:
    asker = asker.but(origin="")
    match auth:
        case "none":
            return asker.app.test_client().open(path, method=method, headers={"Host": HOST}, data=b"{}",
                                                content_type="application/json")
        case "wrong secret":
            asker = asker.but(secret=bytes(32))
        case "unknown client":
            asker = asker.but(client="ffffffffffffffff")
        case "control without the key":
            asker = asker.but(client="control")
        case "stale":
            asker = asker.but(skew=-301_000)
        case "future":
            asker = asker.but(skew=301_000)
        case "replayed":
            asker = asker.but(nonce="ab" * 16)
            asker.ask("GET", "/v1/health")
        case "no mac":
            return asker.ask(method, path, {}, Saring_MAC="")
        case "short nonce":
            asker = asker.but(nonce="ab")
        case "upper nonce":
            asker = asker.but(nonce="AB" * 16)
        case "odd time":
            return asker.ask(method, path, {}, Saring_Time="1e12")
    return asker.ask(method, path, {})


@pytest.mark.parametrize("host", STRANGE_HOSTS)
def test_only_this_machines_names_are_hosts(app: Flask, services: Services, asker: Asker, host: str) -> None:
    before = untouched(services)
    for rule, methods in routes(app):
        for method in sorted(methods):
            response = asker.ask(method, filled(rule), {}, Host=host or " ")
            assert (response.status_code, code(response)) == (400, "bad_host"), rule
            assert_plain(response)
    assert untouched(services) == before


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "127.0.0.1:7274", "localhost:1", "[::1]:65535"])
def test_this_machines_names_are_hosts(asker: Asker, host: str) -> None:
    assert asker.but(host=host).screen(draft()).status_code == 200


@pytest.mark.parametrize("origin", STRANGE_ORIGINS)
def test_no_strange_origin_is_answered_even_with_a_right_signature(
    app: Flask, services: Services, asker: Asker, origin: str
) -> None:
    before = untouched(services)
    for rule, methods in routes(app):
        if rule in PAGES or (rule.startswith("/v1/pairings") and origin == "chrome-extension://" + "b" * 32):
            continue
        for method in (*sorted(methods), "OPTIONS"):
            response = asker.but(origin="").ask(method, filled(rule), {}, Origin=origin)
            assert (response.status_code, code(response)) == (403, "forbidden_origin"), rule
            assert not [name for name in response.headers.keys() if name.startswith("Access-Control")]
    assert untouched(services) == before


@pytest.mark.parametrize("kind", STRANGE_TYPES)
def test_only_the_one_content_type_is_read(app: Flask, services: Services, asker: Asker, kind: str) -> None:
    before = untouched(services)
    for rule, methods in routes(app):
        for method in sorted(methods - {"GET"}):
            client = asker.but(client="control", secret=services.control, origin="") if "control" in rule else asker
            if "confirm" in rule:
                continue
            response = client.ask(method, filled(rule), b"a=1", kind)
            assert (response.status_code, code(response)) == (415, "wrong_content_type"), rule
    assert untouched(services) == before


def test_a_page_cannot_use_the_companions_own_origin(asker: Asker) -> None:
    """The practice page is served from the same port, yet its requests are a page's."""
    response = asker.ask("POST", "/v1/screenings", screening(draft()), Origin=f"http://{HOST}")
    assert code(response) == "forbidden_origin"


def test_only_the_paired_origin_gets_cors(asker: Asker) -> None:
    answer = asker.screen(draft())
    assert answer.headers["Access-Control-Allow-Origin"] == ORIGIN
    assert "Access-Control-Allow-Credentials" not in answer.headers
    asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "saring-mac,x-other",
             "Access-Control-Request-Private-Network": "true"}
    client = asker.app.test_client()
    preflight = client.options("/v1/screenings", headers={"Host": HOST, "Origin": ORIGIN} | asked)
    assert preflight.status_code == 204
    assert preflight.headers["Access-Control-Allow-Origin"] == ORIGIN
    assert preflight.headers["Access-Control-Allow-Headers"] == "saring-mac"
    assert preflight.headers.get("Access-Control-Allow-Private-Network") != "true"
    other = client.options("/v1/screenings", headers={"Host": HOST, "Origin": "chrome-extension://" + "b" * 32} | asked)
    assert other.status_code == 403


def test_a_reply_is_signed_for_its_request_alone(asker: Asker) -> None:
    from saring.services import signing

    asked = (("/v1/health", 200), ("/v1/approvals/00000000", 404), ("/v1/nothing", 404))
    for number, (target, status) in enumerate(asked):
        nonce = f"{number:032x}"
        response = asker.but(nonce=nonce).ask("GET", target)
        assert response.status_code == status
        mac = response.headers["Saring-MAC"]
        assert mac == signing.reply_mac(asker.secret, nonce, status, response.get_data())
        assert mac != signing.reply_mac(asker.secret, "ff" * 16, status, response.get_data())


def test_refusals_to_the_unproven_are_not_signed(asker: Asker) -> None:
    assert "Saring-MAC" not in asker.but(secret=bytes(32)).screen(draft()).headers
    assert "Saring-MAC" not in asker.but(client="f" * 16).screen(draft()).headers
    assert "Saring-MAC" in asker.but(skew=-400_000).screen(draft()).headers


def test_another_protocol_is_told_so(asker: Asker) -> None:
    for protocol in ("2", "0", "", "1.0", "one"):
        response = asker.but(protocol=protocol).screen(draft())
        assert (response.status_code, code(response)) == (426, "version_mismatch")


def test_what_was_signed_is_what_counts(asker: Asker) -> None:
    """A signature for one method, path or body is none for another."""
    body = json.dumps(screening(draft())).encode()
    headers = asker.headers("POST", "/v1/screenings", body)
    client = asker.app.test_client()

    def send(method: str, target: str, data: bytes) -> int:
        kind = "application/json"
        return client.open(target, method=method, data=data, headers=headers, content_type=kind).status_code

    assert send("POST", "/v1/screenings", body + b" ") == 401
    assert send("POST", "/v1/screenings?a=1", body) == 401
    assert send("POST", "/v1/acknowledgements", body) == 401
    assert send("PUT", "/v1/screenings", body) == 401
    assert send("POST", "/v1/screenings", body) == 200
    assert send("POST", "/v1/screenings", body) == 401


@pytest.mark.parametrize("skew,status", [(299_000, 200), (-299_000, 200), (301_000, 401), (-301_000, 401)])
def test_five_minutes_are_borne(asker: Asker, skew: int, status: int) -> None:
    assert asker.but(skew=skew).screen(draft()).status_code == status


def test_a_second_spelling_of_a_path_is_not_found(asker: Asker) -> None:
    for target in ("/v1/%68ealth", "/v1/health/", "/v1/./health", "/V1/health"):
        assert asker.ask("GET", target).status_code == 404, target


def test_an_absolute_target_is_refused(asker: Asker) -> None:
    response = asker.app.test_client().get("/v1/health", headers={"Host": HOST},
                                           environ_overrides={"REQUEST_URI": "http://evil.example/v1/health"})
    assert code(response) == "bad_host"


def test_a_handed_over_pairing_is_bound_to_its_first_origin(app: Flask, services: Services, asker: Asker) -> None:
    from saring.storage.pairings import Pairing

    services.pairings.add(Pairing("beefbeefbeefbeef", b"\7" * 32, "Firefox", way="handover"))
    first, second = ("moz-extension://12345678-1234-1234-1234-123456789ab" + last for last in "cd")
    client = asker.but(client="beefbeefbeefbeef", secret=b"\7" * 32, origin=first)
    assert client.ask("GET", "/v1/health").status_code == 200
    assert code(client.but(secret=bytes(32)).screen(draft())) == "forbidden_origin"
    assert client.screen(draft()).status_code == 200
    found = services.pairings.get("beefbeefbeefbeef")
    assert found is not None and found.origin == first
    assert code(client.but(origin=second).screen(draft())) == "forbidden_origin"
    assert client.screen(draft()).status_code == 200


def test_the_command_lines_client_has_no_origin(app: Flask, services: Services, asker: Asker) -> None:
    control = asker.but(client="control", secret=services.control, origin="")
    assert control.ask("POST", "/v1/control/pairing/state", {}).status_code == 200
    assert code(control.but(origin=ORIGIN).ask("POST", "/v1/control/pairing/state", {})) == "forbidden_origin"
    assert control.screen(draft()).status_code == 401
    assert asker.ask("POST", "/v1/control/pairing/state", {}).status_code == 401


def test_a_forgotten_pairing_ends_at_once(services: Services, asker: Asker) -> None:
    assert asker.screen(draft()).status_code == 200
    services.pairings.forget(asker.client)
    assert asker.but(origin="").screen(draft()).status_code == 401
