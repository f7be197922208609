"""Frames are chosen by how much they differ, in one pass, within a limit."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saring.vision.sampling import ALIKE, Sampler


def choose(levels: list[int], limit: int) -> list[int]:
    sampler: Sampler[int] = Sampler(limit)
    for frame, level in enumerate(levels):
        if sampler.wants(np.full((2, 2, 4), level, np.int16), must=frame == len(levels) - 1):
            sampler.keep(frame, level)
    return [frame for frame, _value in sampler.kept()]


@pytest.mark.parametrize(("levels", "limit", "expected"), [
    ([10], 4, [0]),
    ([10, 10, 10], 4, [0]),
    ([10, 10 + ALIKE, 10], 4, [0]),
    ([10, 11 + ALIKE, 10], 4, [0, 1]),
    ([0, 0, 200, 0, 0], 2, [0, 2]),
    ([0, 50, 100, 150, 200, 250], 6, [0, 1, 2, 3, 4, 5]),
    ([0, 20, 40, 250, 0, 120], 3, [0, 3, 5]),
])
def test_frames_that_differ_are_kept(levels: list[int], limit: int, expected: list[int]) -> None:
    assert choose(levels, limit) == expected


@given(st.lists(st.integers(0, 255), min_size=1, max_size=60), st.integers(2, 9))
def test_never_more_than_the_limit_always_the_first_and_whatever_stands_out(levels: list[int], limit: int) -> None:
    kept = choose(levels, limit)
    assert kept[0] == 0 and len(kept) <= limit and kept == sorted(set(kept))
    nearest_last = min(abs(levels[frame] - levels[-1]) for frame in kept)
    assert nearest_last <= ALIKE
