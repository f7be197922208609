"""Detectors are found by their file, and a test says what a new one lacks."""

from pathlib import Path

import pytest

import saring.detectors
from saring.detectors.registry import NOT_DETECTORS, compile_plan, detector_modules
from saring.domain import Action, RuleSpec
from saring.policy.schema import RULE_MODELS

FOLDER = Path(saring.detectors.__file__).parent


@pytest.mark.parametrize("module", detector_modules(), ids=lambda module: module.ID)
def test_a_detector_is_whole(module):
    name = module.__name__.rpartition(".")[2]
    assert module.ID == name, "a detector's ID is the name of its file"
    assert module.KINDS, "KINDS names the kinds of rule that the detector serves"
    assert set(module.KINDS) <= set(RULE_MODELS), "a kind is a model in policy/kinds.py first"
    assert (Path(__file__).parent / f"test_{name}.py").is_file(), f"write tests/server/detectors/test_{name}.py"
    assert callable(getattr(module.compile([]), "detect", None)), "compile([]) gives something with detect(draft)"


def test_every_file_is_a_detector_or_said_to_be_none():
    files = {path.stem for path in FOLDER.glob("*.py")} - {"__init__"}
    assert files == {module.ID for module in detector_modules()} | set(NOT_DETECTORS)


def test_every_kind_of_rule_is_served():
    assert {kind for module in detector_modules() for kind in module.KINDS} == set(RULE_MODELS)


def test_a_kind_that_nobody_serves_is_refused():
    with pytest.raises(ValueError, match="no detector serves smell"):
        compile_plan([RuleSpec("r", "smell", Action.BLOCK)])
