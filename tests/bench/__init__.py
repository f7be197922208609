"""Measurements; run by scripts/bench.py. Nothing here asserts a time."""
