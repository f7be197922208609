"""The scaffold for a site."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def new_site(tmp_path: Path) -> ModuleType:
    """The script, writing into a folder of its own."""
    spec = importlib.util.spec_from_file_location("new_site", ROOT / "scripts" / "new_site.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    index = (module.SITES / "index.ts").read_text("utf-8")
    (tmp_path / "index.ts").write_text(index, "utf-8")
    module.SITES = tmp_path
    return module


def test_a_site_is_one_file_and_its_place_in_the_registry(new_site: ModuleType, tmp_path: Path) -> None:
    before = (tmp_path / "index.ts").read_text("utf-8")
    assert new_site.main(["my-forum", "forum.example", "example.org/forum", "--title", "My Forum"]) == 0
    site = json.loads((tmp_path / "my-forum.json").read_text("utf-8"))
    assert (site["id"], site["title"]) == ("my-forum", "My Forum")
    assert site["hosts"] == ["forum.example", "example.org/forum"]
    after = (tmp_path / "index.ts").read_text("utf-8")
    added = 'import myForum from "./my-forum.json";\n'
    assert added in after
    assert after.replace(added, "").replace("myForum, ", "") == before


def test_registering_twice_changes_nothing(new_site: ModuleType) -> None:
    index = (new_site.SITES / "index.ts").read_text("utf-8")
    assert new_site.register(index, "x") == index


@pytest.mark.parametrize("name", ["X", "9gag", "my forum", "../x", ""])
def test_a_bad_id_is_refused(
    new_site: ModuleType, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new_site.main([name, "forum.example"]) == 1
    assert "is no id" in capsys.readouterr().err
    assert [file.name for file in tmp_path.iterdir()] == ["index.ts"]


def test_a_site_that_is_there_is_left_alone(new_site: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("{}", "utf-8")
    assert new_site.main(["x", "x.com"]) == 1
    assert (tmp_path / "x.json").read_text("utf-8") == "{}"
