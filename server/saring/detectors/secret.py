"""Finds keys, passwords and personal data by their form and their check digits."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from saring.detectors.base import MAX_FINDINGS
from saring.detectors.check_digits import CHECKS
from saring.detectors.link import links
from saring.detectors.pattern import Reading, readings
from saring.detectors.prepared import DraftText, PreparedDraft
from saring.domain import Finding, RuleSpec

ID = "secret"
KINDS = ("secret",)

#: A number that goes on, or stands in a longer code, is another number.
_BEFORE = r"(?<![\w/#@%+-])(?<![0-9A-Za-z][.,:])"
_AFTER = re.compile(r"[\w/@#%]|[.,:][0-9]|-\w")
#: Figures and points alone (01.312.166.0-091.000) may be an address of the network, and are not read as one here.
_LETTER = re.compile("[a-z]")
#: So many characters before and after are looked through for the words that a form needs beside it.
_NEAR_BEFORE, _NEAR_AFTER = 60, 30


class Form:
    """One form of a recogniser, compiled."""

    def __init__(self, form: Mapping[str, Any], tables: Mapping[str, Any]) -> None:
        self.check = CHECKS[form["check"]] if "check" in form else None
        self.number = bool(form.get("number"))
        self.pattern = re.compile(f"{_BEFORE if self.number else ''}(?:{form['pattern']})")
        self.tables = tables
        near = "|".join(re.escape(word) for word in form.get("near", ()))
        self.near = re.compile(rf"(?<!\w)(?:{near})(?!\w)", re.IGNORECASE) if near else None

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Half-open spans. A candidate that fails may hide another, so the search goes on at its second character."""
        position = 0
        while found := self.pattern.search(text, position):
            start = found.start()
            end = self._end(text, start, found.group())
            if end:
                yield start, end
            position = end or start + 1

    def _end(self, text: str, start: int, candidate: str) -> int:
        """Where the thing that begins here ends; 0 if it is none."""
        if not self.number and text[start - 1:start].isalnum():
            return 0
        length = self.check(candidate, self.tables) if self.check else len(candidate)
        end = start + length
        if not length or (self.number and _AFTER.match(text, end)):
            return 0
        beside = text[max(0, start - _NEAR_BEFORE):start] + "\n" + text[end:end + _NEAR_AFTER]
        return end if self.near is None or self.near.search(beside) else 0


class CompiledSecrets:
    """Every recogniser that a rule names, tried once a text."""

    def __init__(self, rules: Sequence[RuleSpec]) -> None:
        self.forms: dict[str, list[Form]] = {}
        self.rules: dict[str, list[RuleSpec]] = {}
        for rule in rules:
            for name, forms in rule.params["recognisers"].items():
                self.rules.setdefault(name, []).append(rule)
                if name not in self.forms:
                    self.forms[name] = [Form(form, rule.params["tables"]) for form in forms]

    def detect(self, draft: PreparedDraft) -> list[Finding]:
        """Findings text by text, recogniser by recogniser."""
        return [finding for text in draft.texts for finding in self._look(text)] if self.forms else []

    def _look(self, text: DraftText) -> Iterator[Finding]:
        ways = [(reading, _Links(reading.text)) for reading in readings(text.prepared.original)]
        for name, forms in self.forms.items():
            rules = [rule for rule in self.rules[name] if text.place.field in rule.params["fields"]]
            spans = {span for reading, inside in ways for form in forms for span in _spans(form, reading, inside)} \
                if rules else set()
            for start, end in sorted(spans)[:MAX_FINDINGS]:
                for rule in rules:
                    yield Finding(ID, text.at(start, end), rule.id, category="secret", label=name, why="secret",
                                  values={"label": name})


def _spans(form: Form, reading: Reading, inside: _Links) -> Iterator[tuple[int, int]]:
    for start, end in form.find(reading.text):
        if not (form.number and inside.hold(start)):
            yield reading.place(start, end)


class _Links:
    """The links of a text, looked for only when a number was found: in a link it is a page's number, not a person's."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans: list[tuple[int, int]] | None = None

    def hold(self, position: int) -> bool:
        """Whether this position lies in one."""
        if self.spans is None:
            self.spans = [(link.start, link.end) for link in links(self.text) if _LETTER.search(link.host)]
        index = bisect_right(self.spans, (position, len(self.text))) - 1
        return index >= 0 and self.spans[index][0] <= position < self.spans[index][1]


def compile(rules: Sequence[RuleSpec]) -> CompiledSecrets:
    """See :class:`saring.detectors.base.Detector`."""
    return CompiledSecrets(rules)
