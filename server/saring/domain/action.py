"""The verdict ladder: what may happen with a draft."""

from __future__ import annotations

from enum import IntEnum


class Action(IntEnum):
    """Ordered by strictness, so that ``max()`` of several actions is the verdict.

    ``warn`` opens after the author confirms, ``review`` opens with an approval, ``block`` never opens.
    """

    ALLOW = 0
    LOG = 1
    WARN = 2
    REVIEW = 3
    BLOCK = 4

    @property
    def word(self) -> str:
        """The lower-case word used in policy files and on the wire."""
        return self.name.lower()

    @classmethod
    def parse(cls, word: str) -> Action:
        """Read the word of a policy file. Raises ``ValueError`` for anything that is not on the ladder."""
        for action in cls:
            if action.word == word:
                return action
        raise ValueError(f"{word!r} is not an action; use one of {', '.join(a.word for a in cls)}")

    @property
    def opens(self) -> bool:
        """Whether the gate may open with nothing more than this verdict."""
        return self <= Action.LOG
