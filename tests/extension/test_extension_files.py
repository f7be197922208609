"""The build's files: hosts to match patterns, the manifest, the handover, and a zip of the same bytes."""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

import extension_files  # noqa: E402
from bootstrap import Trouble  # noqa: E402


@pytest.mark.parametrize(("host", "expected"), [
    ("x.com", ["https://*.x.com/*"]),
    ("Example.org/feed", ["https://*.example.org/*"]),
    ("example.org:8443", ["https://*.example.org/*"]),
    ("127.0.0.1/practice", ["http://127.0.0.1/*"]),
    ("localhost:3000", ["http://localhost/*"]),
    ("10.1.2.3", ["https://10.1.2.3/*"]),
])
def test_patterns_name_no_port_and_no_path(host: str, expected: list[str]) -> None:
    assert extension_files.patterns(host) == expected


@pytest.mark.parametrize("host", ["https://x.com", "a b", "<all_urls>", "", "x.com?y", "*"])
def test_what_is_no_host_is_refused(host: str) -> None:
    with pytest.raises(Trouble):
        extension_files.patterns(host)
    with pytest.raises(Trouble):
        extension_files.read_host(host)


def test_host_option_names_a_site_or_is_generic() -> None:
    assert extension_files.read_host("Social.example=mastodon") == ("social.example", "mastodon")
    assert extension_files.read_host("social.example/team") == ("social.example/team", "generic")


def test_manifest_covers_every_site_and_the_given_hosts() -> None:
    built = extension_files.manifest(ROOT / "extension", {"forum.example": "generic"})
    matches = built["content_scripts"][0]["matches"]
    for file in (ROOT / "extension" / "src" / "sites").glob("*.json"):
        for host in json.loads(file.read_text("utf-8"))["hosts"]:
            assert set(extension_files.patterns(host)) <= set(matches)
    assert "https://*.forum.example/*" in matches
    assert matches == sorted(set(matches))
    assert set(matches) <= set(built["host_permissions"])


def test_key_gives_the_documented_id() -> None:
    import base64

    source = json.loads((ROOT / "extension" / "manifest.json").read_text("utf-8"))
    digest = hashlib.sha256(base64.b64decode(source["key"])).hexdigest()[:32]
    made = "".join(chr(ord("a") + int(digit, 16)) for digit in digest)
    assert made in (ROOT / "docs" / "extension.md").read_text("utf-8")


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("keep me")
    with pytest.raises(Trouble):
        extension_files.lay_out(ROOT / "extension", tmp_path, {}, None)
    assert (tmp_path / "letters.txt").read_text() == "keep me"


def test_zip_is_the_same_bytes_and_holds_no_handover(tmp_path: Path) -> None:
    secret = json.dumps({"client": "c", "secret": "s" * 64}).encode()
    packed = []
    for name in ("one", "two"):
        extension_files.lay_out(ROOT / "extension", tmp_path / name, {}, secret)
        packed.append(extension_files.zip_folder(tmp_path / name, tmp_path / f"{name}.zip").read_bytes())
    assert (tmp_path / "one" / "handover.json").read_bytes() == secret
    assert packed[0] == packed[1]
    import zipfile

    assert zipfile.ZipFile(tmp_path / "one.zip").read("handover.json") == b"{}\n"


@pytest.mark.parametrize("content", [b"not json", b"[]", b'{"secret": "s", "extra": 1}'])
def test_a_handover_that_is_none_is_refused_without_quoting_it(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "handover.json"
    file.write_bytes(content)
    with pytest.raises(Trouble) as caught:
        extension_files.read_handover(file)
    assert content.decode() not in str(caught.value)
