"""A model is listed only once its file is whole and right; a download that was cut off goes on where it stopped."""

from __future__ import annotations

import io
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from fetch_models import Problem, add
from saring.vision.models import installed_classes, problems
from saring.vision.options import MANIFEST
from tests.fixtures import classifiers

DATA = classifiers.colours()
URL = "https://models.example/colours.onnx"


class Answer(io.BytesIO):
    """What a server sends."""

    def __init__(self, data: bytes, status: int = 200, url: str = URL) -> None:
        super().__init__(data)
        self.status, self.url = status, url


def serving(
    data: bytes = DATA, url: str = URL, ranges: bool = True, seen: list[str] | None = None,
) -> Callable[..., Any]:
    def opener(request: urllib.request.Request, timeout: float) -> Answer:
        start = request.get_header("Range", "")
        if seen is not None:
            seen.append(start)
        at = int(start[len("bytes="):-1]) if start and ranges else 0
        return Answer(data[at:], 206 if at else 200, url)
    return opener


def entry(**change: Any) -> dict[str, Any]:
    return classifiers.description(DATA, url=URL, **change)


def test_a_model_is_fetched_listed_and_known_to_policies(tmp_path: Path) -> None:
    folder = tmp_path / "models"
    path = add(entry(), folder, serving())
    assert path.read_bytes() == DATA and sorted(p.name for p in folder.iterdir()) == ["colours.onnx", "manifest.yaml"]
    assert problems(MANIFEST, folder) == []
    assert installed_classes(MANIFEST, folder)["colours"]["red"][:2] == ("gore", "violence")
    add(entry(title="New"), folder, serving(b""))  # the file is there: nothing is fetched, the entry is renewed
    (row,) = yaml.safe_load((folder / "manifest.yaml").read_text("utf-8"))["models"]
    assert row["title"] == "New"


@pytest.mark.parametrize("ranges", [True, False])
def test_a_download_that_was_cut_off_goes_on(tmp_path: Path, ranges: bool) -> None:
    (tmp_path / "colours.onnx.part").write_bytes(DATA[:50])
    seen: list[str] = []
    assert add(entry(), tmp_path, serving(ranges=ranges, seen=seen)).read_bytes() == DATA
    assert seen == ["bytes=50-"]


def test_what_fails_on_the_way_keeps_what_came(tmp_path: Path) -> None:
    def opener(request: urllib.request.Request, timeout: float) -> Answer:
        raise TimeoutError

    (tmp_path / "colours.onnx.part").write_bytes(DATA[:50])
    with pytest.raises(Problem, match="TimeoutError"):
        add(entry(), tmp_path, opener)
    assert (tmp_path / "colours.onnx.part").read_bytes() == DATA[:50]


@pytest.mark.parametrize(("opener", "message"), [
    (serving(DATA + b"!"), "another SHA-256"), (serving(url="http://elsewhere.example/m"), "not https"),
])
def test_what_is_not_the_file_is_not_listed(tmp_path: Path, opener: Any, message: str) -> None:
    with pytest.raises(Problem, match=message):
        add(entry(), tmp_path, opener)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("change", [
    {"url": "http://models.example/m"}, {"url": ""}, {"sha256": "1"}, {"file": "a/b.onnx"}, {"surprise": 1},
    {"classify": {"meanings": {"violet": {"category": "x"}}}},
])
def test_an_entry_that_is_none_is_refused_before_anything_is_fetched(tmp_path: Path, change: dict[str, Any]) -> None:
    with pytest.raises(Problem):
        add(entry() | change, tmp_path, serving())
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_is_taken_is_refused_and_the_list_stays(tmp_path: Path) -> None:
    add(entry(), tmp_path, serving())
    before = yaml.safe_load((tmp_path / "manifest.yaml").read_text("utf-8"))
    with pytest.raises(Problem, match="a name of its own"):
        add(entry() | {"name": "nudity", "file": "nudity.onnx"}, tmp_path, serving())
    assert yaml.safe_load((tmp_path / "manifest.yaml").read_text("utf-8")) == before
