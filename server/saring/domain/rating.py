"""Film-style ratings, one per dimension."""

from __future__ import annotations

from enum import IntEnum

#: What is rated. Policy files, lexicons and the wire use these very words.
DIMENSIONS = ("language", "sexual", "violence", "drugs", "hate")


class Rating(IntEnum):
    """``G < PG < PG13 < R < X``; the default policy blocks R and X."""

    G = 0
    PG = 1
    PG13 = 2
    R = 3
    X = 4

    @classmethod
    def parse(cls, word: str) -> Rating:
        """Read a rating's name. Raises ``ValueError`` for an unknown one."""
        try:
            return cls[word]
        except KeyError:
            raise ValueError(f"{word!r} is not a rating; use one of {', '.join(r.name for r in cls)}") from None
