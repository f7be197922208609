"""What a detector is: a file that turns rules into something that looks at prepared drafts. It decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from saring.detectors.prepared import PreparedDraft
from saring.domain import Finding, RuleSpec

#: One rule reports at most this many places in one text: a draft of one repeated word is one piece of news.
MAX_FINDINGS = 50


class Compiled(Protocol):
    """Rules, made ready once. ``detect`` is called from several threads and changes nothing."""

    def detect(self, draft: PreparedDraft) -> list[Finding]:
        """Everything these rules look for in this draft."""


class Detector(Protocol):
    """What a module in this folder defines."""

    #: The detector's name on the wire: the file's own.
    ID: str
    #: The kinds of rule that it serves.
    KINDS: tuple[str, ...]

    def compile(self, rules: Sequence[RuleSpec]) -> Compiled:
        """Make the rules of these kinds ready. Rules are valid; nothing here can fail but by a mistake of ours."""
