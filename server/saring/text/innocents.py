"""Everyday words in which no disguise is looked for."""

from __future__ import annotations

from functools import cache

from saring.text.data import load_lines

#: Word beginnings that people glue on for emphasis.
BOOSTERS = frozenset(
    "x xx xxx mega super ultra giga hyper uber big huge lil little mr mrs miss the my your ur our his her their fat "
    "dumb stupid dirty real total such team club king queen lord daddy i u you me lol now please hot wet sexy very so "
    "free best crazy daily day night friday monday weekend fan fans life world land city boy girl man men guy".split()
)


@cache
def innocents() -> frozenset[str]:
    """Every word of the ``data/innocents_*.txt`` files."""
    return load_lines("innocents_en.txt") | load_lines("innocents_id.txt")
