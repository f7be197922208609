"""What is wrong with a policy: every fault at once, each with its file, line, path and a way out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault. ``line`` counts from 1 (0: the whole file); ``path`` is like ``rules[2].terms``.

    ``fix`` says what to do.
    """

    file: str
    line: int
    path: str
    message: str
    fix: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        where = f" {self.path}:" if self.path else ""
        way_out = f" {self.fix}" if self.fix else ""
        return f"{place}:{where} {self.message}{way_out}"


#: So many faults are told at once; who mends these sees the rest.
MAX_PROBLEMS = 100


class PolicyError(Exception):
    """A policy that cannot be used. ``problems`` holds the faults that were found, in the order of the file; beyond
    :data:`MAX_PROBLEMS` only their number is told."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        found = sorted(problems, key=lambda problem: (problem.file, problem.line))
        told = found[:MAX_PROBLEMS]
        if len(found) > len(told):
            told.append(Problem(told[-1].file, 0, "", f"{len(found) - len(told)} more faults.", "Mend these first."))
        self.problems = tuple(told)
        super().__init__("\n".join(str(problem) for problem in self.problems))
