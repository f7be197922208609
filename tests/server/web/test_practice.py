"""The practice page: open to be looked at, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from saring.web import practice
from tests.server.web.asking import HOST


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A built practice page."""
    monkeypatch.setattr(practice, "FOLDER", tmp_path / "practice")
    practice.FOLDER.mkdir()
    for name, text in {"index.html": "<!doctype html>", "main.js": "1", "secret.py": "x", ".hidden.js": "1"}.items():
        (practice.FOLDER / name).write_text(text)
    (tmp_path / "outside.js").write_text("outside")
    return practice.FOLDER


@pytest.mark.parametrize("path,kind", [
    ("/practice", "text/html; charset=utf-8"), ("/practice/main.js", "text/javascript; charset=utf-8"),
])
def test_it_is_served_with_a_strict_policy(app: Flask, folder: Path, path: str, kind: str) -> None:
    response = app.test_client().get(path, headers={"Host": HOST})
    assert (response.status_code, response.headers["Content-Type"]) == (200, kind)
    policy = response.headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy and "frame-ancestors 'none'" in policy
    assert "unsafe-inline" not in policy.split("style-src")[0] and "unsafe-eval" not in policy
    assert not [name for name in response.headers.keys() if name.startswith("Access-Control")]


@pytest.mark.parametrize("path", [
    "/practice/", "/practice/secret.py", "/practice/../outside.js", "/practice/..%2foutside.js", "/practice/nothing.js",
    "/practice/main.js/", "/practice/./main.js", "/practice/MAIN.js", "/practice/main.js%00", "/outside.js",
])
def test_nothing_else_is(app: Flask, folder: Path, path: str) -> None:
    assert app.test_client().get(path, headers={"Host": HOST}).status_code == 404


def test_before_it_is_built_it_says_how(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(practice, "FOLDER", tmp_path / "none")
    response = app.test_client().get("/practice", headers={"Host": HOST})
    assert response.status_code == 200 and "scripts/build_extension.py" in response.get_data(as_text=True)
    assert app.test_client().get("/practice/main.js", headers={"Host": HOST}).status_code == 404


def test_a_foreign_host_gets_nothing(app: Flask, folder: Path) -> None:
    assert app.test_client().get("/practice", headers={"Host": "evil.example"}).status_code == 400
