"""`saring serve` as a process: ready, found, refused, ended; and no draft left behind anywhere."""

from __future__ import annotations

import base64
import hashlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from saring.domain import Draft, Media, Part
from saring.services import signing
from saring.services.link import Link, NoCompanionError, RefusedError
from tests.server.cli.running import environment, handed_over, saring, serving

CANARY = "kenari-7f3a91-rahasia"


def screening(draft: Draft) -> dict[str, Any]:
    """The body of a request for a verdict."""
    parts = [{"text": part.text, "media": [{"sha256": m.sha256, "name": m.name, "alt": m.alt} for m in part.media]}
             for part in draft.parts]
    return {"protocol": 1, "revision": 1, "locale": "id", "digest": draft.digest,
            "draft": {"site": draft.site, "account": draft.account, "kind": draft.kind, "parts": parts}}


def put(link: Link, data: bytes) -> int:
    """Send a picture's bytes; the status of the answer."""
    target = f"/v1/media/{hashlib.sha256(data).hexdigest()}"
    at, nonce = str(time.time_ns() // 1_000_000), os.urandom(16).hex()
    mac = signing.request_mac(link.secret, "PUT", target, link.client, at, nonce, data)
    line = http.client.HTTPConnection(urlsplit(link.url).netloc, timeout=10)
    line.request("PUT", target, data, {
        "Content-Type": "application/octet-stream", "Saring-Protocol": "1", "Saring-Client": link.client,
        "Saring-Time": at, "Saring-Nonce": nonce, "Saring-MAC": mac,
    })
    status = line.getresponse().status
    line.close()
    return status


def test_it_says_when_it_is_ready_screens_and_ends_in_order(tmp_path: Path) -> None:
    with serving(tmp_path / "s") as companion:
        assert companion.ready["ready"] is True and companion.ready["problems"] == []
        assert companion.ready["pid"] == companion.process.pid
        link = handed_over(tmp_path / "s")
        assert link.url == companion.url
        draft = Draft((Part("Selamat pagi, Jakarta!"),), "x")
        assert link.ask("POST", "/v1/screenings", screening(draft))["opens"] is True
        assert companion.end()[0] == 0
    assert not (tmp_path / "s" / "running.json").exists()
    with pytest.raises(NoCompanionError):
        link.ask("GET", "/v1/health")


def test_ctrl_c_ends_it_as_well(tmp_path: Path) -> None:
    with serving(tmp_path / "s") as companion:
        status, _, err = companion.end(signal.SIGINT)
    assert (status, err) == (0, "")


def test_the_ready_line_goes_to_a_descriptor_too(tmp_path: Path) -> None:
    read, write = os.pipe()
    process = subprocess.Popen(
        [sys.executable, "-m", "saring", "serve", "--port", "0", "--ready-fd", str(write)], pass_fds=(write,),
        env=environment(tmp_path / "s"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )
    os.close(write)
    try:
        with os.fdopen(read) as ready:
            said = json.loads(ready.read())
        assert process.stdout is not None
        assert f"listens on {said['url']}" in process.stdout.readline()
    finally:
        process.kill()
        process.communicate(timeout=20)


def test_a_second_start_finds_the_first(tmp_path: Path) -> None:
    with serving(tmp_path / "s") as companion:
        second = saring(tmp_path / "s", "serve", "--port", "0")
        assert second.returncode == 0 and second.stdout == ""
        assert f"already running at {companion.url} (process {companion.process.pid})" in second.stderr
    with serving(tmp_path / "s") as again:
        assert again.ready["ready"]


def test_two_users_do_not_cross(tmp_path: Path) -> None:
    with serving(tmp_path / "a") as one, serving(tmp_path / "b"):
        stranger = handed_over(tmp_path / "b")
        with pytest.raises(NoCompanionError):
            Link(one.url, stranger.client, stranger.secret).ask("GET", "/v1/health")


def test_a_killed_companion_leaves_nothing_that_hinders_the_next(tmp_path: Path) -> None:
    with serving(tmp_path / "s") as companion:
        companion.end(signal.SIGKILL)
    assert (tmp_path / "s" / "running.json").exists()
    with serving(tmp_path / "s") as again:
        assert handed_over(tmp_path / "s").url == again.url


def test_a_taken_port_is_said_with_its_holder(tmp_path: Path) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        port = held.getsockname()[1]
        found = saring(tmp_path / "s", "serve", "--port", str(port))
    assert found.returncode == 1
    assert f"Port {port} is taken by " in found.stderr and f"(process {os.getpid()})" in found.stderr
    assert "Traceback" not in found.stderr


def test_a_folder_that_others_can_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "s").mkdir()
    (tmp_path / "s" / "file").write_text("x")
    (tmp_path / "s").chmod(0o755)
    found = saring(tmp_path / "s", "serve", "--port", "0")
    assert found.returncode == 1 and "chmod 700" in found.stderr


def test_without_a_valid_policy_it_runs_locked_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "policy.yaml").write_text("id: [")
    with serving(tmp_path / "s", "--policy", str(tmp_path / "policy.yaml")) as companion:
        link = handed_over(tmp_path / "s")
        health = link.ask("GET", "/v1/health")
        assert health["policy_version"] == "" and "no valid policy" in health["problems"][0]
        assert companion.ready["problems"] == health["problems"]
        with pytest.raises(RefusedError) as error:
            link.ask("POST", "/v1/screenings", screening(Draft((Part("a"),), "x")))
        assert error.value.code == "policy_missing"


#: Takes a socket, puts it where systemd would, and becomes the companion.
_ACTIVATE = """
import os, socket, sys
found = socket.socket(); found.bind((sys.argv[1], 0)); found.listen()
os.dup2(found.fileno(), 3)
os.set_inheritable(3, True)
os.environ["LISTEN_FDS"], os.environ["LISTEN_PID"] = "1", str(os.getpid())
os.execv(sys.executable, [sys.executable, "-m", "saring", "serve", "--json"])
"""


def test_it_takes_a_socket_from_systemd_if_only_this_machine_can_reach_it(tmp_path: Path) -> None:
    def start(host: str) -> subprocess.Popen[str]:
        return subprocess.Popen([sys.executable, "-c", _ACTIVATE, host], env=environment(tmp_path / "s"),
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    with start("127.0.0.1") as process:
        try:
            assert process.stdout is not None
            ready = json.loads(process.stdout.readline())
            assert ":7274" not in ready["url"]
            assert handed_over(tmp_path / "s").ask("GET", "/v1/health")["saring"] == "companion"
        finally:
            process.terminate()
    with start("0.0.0.0") as refused:
        out, err = refused.communicate(timeout=20)
    assert refused.returncode == 1 and "refuses to listen on 0.0.0.0" in err and out == ""


def _readable(path: Path) -> bytes:
    try:
        return path.read_bytes() if path.is_file() and not path.is_symlink() else b""
    except OSError:
        return b""


def test_no_draft_is_left_anywhere(tmp_path: Path) -> None:
    """A unique text and picture go through success and every kind of failure; then everything is searched for them."""
    home, temporary = tmp_path / "s", tmp_path / "tmp"
    temporary.mkdir()
    picture = b"\x89PNG\r\n\x1a\n" + os.urandom(200) + CANARY.encode() + os.urandom(700_000)
    sha256 = hashlib.sha256(picture).hexdigest()
    with serving(home, "--verbose", env={"TMPDIR": str(temporary)}) as companion:
        link = handed_over(home)
        media = Media(sha256, f"{CANARY}.png", "", CANARY)
        draft = Draft((Part(f"Halo {CANARY}", (media,)),), "x")
        with pytest.raises(RefusedError):
            link.ask("POST", "/v1/screenings", screening(draft))
        assert put(link, picture) == 200
        verdict = link.ask("POST", "/v1/screenings", screening(draft))
        assert verdict["unchecked"]
        for wrong in ({"digest": "0" * 64}, {"draft": CANARY}, {CANARY: CANARY}, {"revision": CANARY}):
            with pytest.raises(RefusedError):
                link.ask("POST", "/v1/screenings", screening(draft) | wrong)
        asked = {"digest": draft.digest, "policy_version": verdict["policy_version"], "site": "x"}
        link.ask("POST", "/v1/approvals", asked)
        link.ask("POST", "/v1/acknowledgements", asked | {"action": "review", "outcome": "abandoned"})
        _raw(link.url, b"POST /" + CANARY.encode() + b" HTTP/1.1\r\nbroken " + CANARY.encode() + b"\r\n\r\n")
        _raw(link.url, b"POST /v1/screenings HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                       b"Content-Length: 99999\r\n\r\n" + CANARY.encode())
        files = [path for folder in (home, temporary) for path in folder.rglob("*")]
        while_running = {path: _readable(path) for path in files}
        status, out, err = companion.end()
    assert status == 0 and "request.answered" in err
    needles = [CANARY.encode(), picture[208:260], base64.b64encode(CANARY.encode())[:20], draft.digest.encode()]
    after = {path: _readable(path) for folder in (home, temporary) for path in folder.rglob("*")}
    for needle in needles:
        assert needle not in out.encode() and needle not in err.encode()
        assert [path for found in (while_running, after) for path, data in found.items() if needle in data] == []
    assert list(temporary.iterdir()) == []


def _raw(url: str, data: bytes) -> None:
    host, port = urlsplit(url).netloc.split(":")
    with socket.create_connection((host, int(port)), 5) as line:
        line.sendall(data)
        line.shutdown(socket.SHUT_WR)
        while line.recv(4096):
            pass
