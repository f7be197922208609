"""Finds how a post is written: shouting, emoji, hashtags, mentions, length, repeated punctuation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence

from saring.detectors.base import MAX_FINDINGS
from saring.detectors.prepared import DraftText, PreparedDraft
from saring.domain import Finding, RuleSpec

ID = "style"
KINDS = ("style",)

#: Where, what was counted, what is allowed.
_Excess = tuple[int, int, float, float]

#: What is shown as a picture without more (Emoji_Presentation of Unicode's emoji-data.txt; beyond the basic plane the
#: whole blocks, which sites show as pictures), and what a following U+FE0F makes one.
_PICTURE = (
    "\u231a\u231b\u23e9-\u23ec\u23f0\u23f3\u25fd\u25fe\u2614\u2615\u2648-\u2653\u267f\u2693\u26a1\u26aa\u26ab\u26bd"
    "\u26be\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u2705\u270a\u270b\u2728\u274c\u274e"
    "\u2753-\u2755\u2757\u2795-\u2797\u27b0\u27bf\u2b1b\u2b1c\u2b50\u2b55\U0001f004\U0001f0cf\U0001f18e"
    "\U0001f191-\U0001f19a\U0001f201\U0001f21a\U0001f22f\U0001f232-\U0001f236\U0001f238-\U0001f23a\U0001f250"
    "\U0001f251\U0001f300-\U0001f64f\U0001f680-\U0001f6ff\U0001f7e0-\U0001f7eb\U0001f7f0\U0001f90c-\U0001f9ff"
    "\U0001fa70-\U0001faff"
)
_SYMBOL = "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u27bf\u2934\u2935\u2b05-\u2b07\u3030\u303d\u3297\u3299"
_AFTER = "[\U0001f3fb-\U0001f3ff]?\ufe0f?\u20e3?[\U000e0020-\U000e007f]*"
#: One emoji as its reader sees it: a flag, a keycap, or pictures joined by U+200D with their skin tones.
EMOJI = re.compile(
    f"[\U0001f1e6-\U0001f1ff]{{2}}|[0-9#*]\ufe0f?\u20e3|(?:[{_PICTURE}](?!\ufe0e)|[{_SYMBOL}]\ufe0f){_AFTER}"
    f"(?:\u200d[\u2190-\u2bff\U0001f000-\U0001faff]{_AFTER})*")
_TAG = re.compile(r"(?<![\w&/#＃])[#＃](?=[\w]*[^\W\d_])")
_MENTION = re.compile(r"(?<![\w@＠/.])[@＠](?=[^\W_])")
_TOKEN = re.compile(r"\S+")


def shouting(text: str, rule: RuleSpec) -> Iterator[_Excess]:
    """The share of capitals among all letters, once there are enough; tags, handles and links do not count.

    Letters of scripts without capitals count as letters, so that a foreign abbreviation shouts in none of them.
    """
    limit, letters, capitals = rule.params["max_capitals"], 0, 0
    spans: list[tuple[int, int]] = []
    for token in _TOKEN.finditer(text):
        word = token.group()
        if word[0] in "#@＃＠" or "://" in word:
            continue
        upper = sum(char.isupper() for char in word)
        letters += sum(char.isalpha() for char in word)
        capitals += upper
        if upper > 1:
            spans.append(token.span())
    if spans and letters >= rule.params["min_letters"] and capitals / letters > limit:
        yield spans[0][0], spans[-1][1], round(100 * capitals / letters), round(100 * limit)


def emoji(text: str, rule: RuleSpec) -> Iterator[_Excess]:
    """More emoji than allowed; the place is that of those too many."""
    yield from _too_many([found.span() for found in EMOJI.finditer(text)], rule.params["max_emoji"])


def hashtags(text: str, rule: RuleSpec) -> Iterator[_Excess]:
    """More hashtags than allowed. A number (#1) is none."""
    yield from _too_many(_names(_TAG, text), rule.params["max_hashtags"])


def mentions(text: str, rule: RuleSpec) -> Iterator[_Excess]:
    """More mentions than allowed. An e-mail address is none."""
    yield from _too_many(_names(_MENTION, text), rule.params["max_mentions"])


def length(text: str, rule: RuleSpec) -> Iterator[_Excess]:
    """More code points than allowed; the place is what goes beyond."""
    if len(text) > rule.params["max_length"]:
        yield rule.params["max_length"], len(text), len(text), rule.params["max_length"]


def repeats(text: str, rule: RuleSpec) -> Iterator[_Excess]:
    """Longer runs of exclamation and question marks (in any mix), or of points, or of commas, than allowed."""
    limit = rule.params["max_repeats"]
    least = f"{{{limit + 1},}}"
    for run in re.finditer(rf"[!?！？¡¿؟‼⁉]{least}|[.。]{least}|[,，]{least}|…{least}", text):
        yield run.start(), run.end(), run.end() - run.start(), limit


#: What looks at each limit; the sentence that explains it has the looker's name.
LOOKERS: Mapping[str, Callable[[str, RuleSpec], Iterator[_Excess]]] = {
    "max_capitals": shouting, "max_emoji": emoji, "max_hashtags": hashtags, "max_mentions": mentions,
    "max_length": length, "max_repeats": repeats,
}


def _too_many(spans: Sequence[tuple[int, int]], limit: int) -> Iterator[_Excess]:
    if len(spans) > limit:
        yield spans[limit][0], spans[-1][1], len(spans), limit


def _names(sign: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    """Where names after a sign stand. Vowel signs and tones belong to a name, as in Thai and Hindi."""
    spans = []
    for found in sign.finditer(text):
        end = found.end()
        while end < len(text) and _in_name(text[end]):
            end += 1
        spans.append((found.start(), end))
    return spans


def _in_name(char: str) -> bool:
    return char.isalnum() or char == "_" or unicodedata.category(char).startswith("M")


class CompiledStyle:
    """Each rule's limits."""

    def __init__(self, rules: Sequence[RuleSpec]) -> None:
        self.rules = tuple(rules)

    def detect(self, draft: PreparedDraft) -> list[Finding]:
        """Findings text by text, limit by limit."""
        return [finding for text in draft.texts for rule in self.rules if text.place.field in rule.params["fields"]
                for finding in _look(text, rule)]


def _look(text: DraftText, rule: RuleSpec) -> Iterator[Finding]:
    for name, look in LOOKERS.items():
        if name not in rule.params:
            continue
        for number, (start, end, count, limit) in enumerate(look(text.prepared.original, rule)):
            if number < MAX_FINDINGS:
                yield Finding(ID, text.at(start, end), rule.id, category="style", label=name, why=look.__name__,
                              values={"count": str(count), "limit": str(limit)})


def compile(rules: Sequence[RuleSpec]) -> CompiledStyle:
    """See :class:`saring.detectors.base.Detector`."""
    return CompiledStyle(rules)
