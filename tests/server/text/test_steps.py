"""Every step against its table: what it must undo, and what it must leave alone."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from saring.text.matcher import Matcher, Term
from saring.text.prepare import prepare

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "steps.yaml").read_text(encoding="utf-8"))
MATCHER = Matcher([Term("wonder", strong=True)])
HITS = [(step, text, disguise) for step, table in CASES.items() for text, disguise in table["hits"]]
MISSES = [(step, text) for step, table in CASES.items() for text in table["misses"]]


@pytest.mark.parametrize(("step", "text", "disguise"), HITS)
def test_undoes(step: str, text: str, disguise: str) -> None:
    found = MATCHER.find(prepare(f"say {text} now"))
    assert found, step
    assert disguise in {match.disguise for match in found}
    start, end = min(m.start for m in found), max(m.end for m in found)
    assert start >= 4 and end <= 4 + len(text), "the finding stays inside the disguised word"


@pytest.mark.parametrize(("step", "text"), MISSES)
def test_leaves_alone(step: str, text: str) -> None:
    assert MATCHER.find(prepare(f"say {text} now")) == [], step


def test_every_step_file_says_order_and_risk() -> None:
    import saring.text.steps as steps

    for file in Path(str(steps.__file__)).parent.glob("*.py"):
        if file.name in ("__init__.py", "fold.py"):
            continue
        text = file.read_text(encoding="utf-8")
        for word in ("Order:", "Undoes:", "May wrongly join:"):
            assert word in text, f"{file.name} lacks {word}"


@pytest.mark.parametrize("number", [
    "$12.50", "10pm", "7:30", "1st", "42nd", "XL 38", "B2B", "A4", "iPhone14", "gr12290397000", "+62 812 3456 7890",
    "5k", "3x", "2026-11-22", "R2D2", "142,460", "50%", "H2O", "Rp15rb", "100jt", "9am-5pm",
])
def test_numbers_are_never_letters(number: str) -> None:
    views = prepare(f"at {number} or so").views
    assert [view.name for view in views if view.name == "leet"] == []
