"""The manifest names files that are installed and unaltered, and every model has a card that says what it is."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError

from saring.vision.faults import Refused
from saring.vision.models import Manifest, Model, load_manifest, problems
from saring.vision.options import MANIFEST

ROOT = Path(__file__).resolve().parents[3]
MODELS = load_manifest(MANIFEST).models


def altered(tmp_path: Path, **change: object) -> Path:
    """A copy of the manifest with the first model changed."""
    content = yaml.safe_load(MANIFEST.read_text("utf-8"))
    content["models"][0].update(change)
    path = tmp_path / "manifest.yaml"
    path.write_text(yaml.safe_dump(content), "utf-8")
    return path


def test_the_installed_models_are_the_ones_of_the_manifest() -> None:
    assert problems(MANIFEST) == []


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.name)
def test_every_model_has_a_card_that_names_it(model: Model) -> None:
    card = (ROOT / model.card).read_text("utf-8")
    for fact in (model.file, model.sha256, model.package, model.origin, "cannot see", "Licence", "Known errors"):
        assert fact in card, f"{model.card} does not say {fact}"


def test_every_card_belongs_to_a_model() -> None:
    cards = {path.relative_to(ROOT).as_posix() for path in (ROOT / "models").glob("*.md")} - {"models/README.md"}
    assert cards == {model.card for model in MODELS}


@pytest.mark.parametrize("change", [
    {"sha256": "0" * 64}, {"file": "other.onnx"}, {"package": "no_such_package_here"},
])
def test_a_model_that_is_not_the_one_is_refused_and_reported(tmp_path: Path, change: dict[str, object]) -> None:
    path = altered(tmp_path, **change)
    with pytest.raises(Refused) as refused:
        load_manifest(path).models[0].verified()
    assert refused.value.reason == "model_missing"
    (problem,) = problems(path)
    assert problem.startswith("The model nudity (")


@pytest.mark.parametrize("change", [
    {"sha256": "abc"}, {"file": "../../etc/passwd"}, {"file": "/etc/a.onnx"}, {"file": "a/../b.onnx"},
    {"check": "smell"}, {"surprise": 1}, {"card": "elsewhere.md"}, {"check": "classes"}, {"url": "http://a.example"},
    {"classify": {"meanings": {}}}, {"check": "classes", "sizes": [1], "classify": {"meanings": {"no such label": {}}}},
    {"check": "classes", "sizes": [1], "classify": {"meanings": {"FACE_MALE": {"category": "a", "rating": "R"}}}},
])
def test_a_manifest_is_strict(tmp_path: Path, change: dict[str, object]) -> None:
    path = altered(tmp_path, **change)
    with pytest.raises(ValidationError):
        load_manifest(path)
    assert problems(path) == ["The list of picture models cannot be read."]


def test_the_version_changes_with_any_model(tmp_path: Path) -> None:
    version = load_manifest(MANIFEST).version()
    assert len(version) == 12
    assert load_manifest(altered(tmp_path, sha256="0" * 64)).version() != version


def test_a_name_that_is_not_there_is_refused() -> None:
    with pytest.raises(Refused):
        Manifest(models=()).named("nudity")
