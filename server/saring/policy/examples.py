"""Turns a rule's example into a draft that can be screened like any other."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass

from saring.domain import Draft, ImageReport, Media, Part, Region, RuleSpec, Word
from saring.policy.model import ExampleCase
from saring.text.lexicon import load_lexicons

#: The size of the picture that an example speaks of, in pixels: any will do.
_WIDTH, _HEIGHT, _LINE = 600, 400, 20


@dataclass(frozen=True, slots=True)
class StatedPictures:
    """Stands where the picture models stand and answers what the example states instead of looking.

    An example of a rule about pictures thus tests the rule (labels, thresholds, words), not the model; no explicit
    picture has to exist for it.
    """

    report: ImageReport

    def inspect(self, sha256: str, data: bytes, deadline: float) -> ImageReport:
        """The stated report."""
        return self.report


def example_draft(case: ExampleCase, rule: RuleSpec) -> tuple[Draft, dict[str, bytes], StatedPictures | None]:
    """The draft of an example, the bytes it names, and what is stated of its picture.

    It is placed where the rule applies unless the example says otherwise. Raises ``LookupError`` if no lexicon has a
    word such as the example asks for.
    """
    text = case.text if case.lexicon is None else " ".join(filter(None, (case.text, lexicon_word(*case.lexicon))))
    data = f"{case.path} {case.alt} {case.words} {case.regions}".encode()
    sha256 = hashlib.sha256(data).hexdigest()
    has_picture = bool(case.words or case.regions or case.alt)
    media = (Media(sha256, "example", "image/png", case.alt),) if has_picture else ()
    scope = rule.scope
    draft = Draft((Part(text, media),), case.site or _first(scope.sites), case.account or _first(scope.accounts),
                  case.kind or _first(scope.kinds) or "post", scope.groups[:1])
    if not has_picture:
        return draft, {}, None
    return draft, {sha256: data}, StatedPictures(_report(sha256, case))


def lexicon_word(dimension: str, rating: int, language: str) -> str:
    """The first word of the lexicons that is so rated and stands in no other entry. Raises ``LookupError``.

    Words that are innocent in some company come last.
    """
    entries = [entry for lexicon in load_lexicons() for entry in lexicon.entries]
    count = Counter(form for entry in entries for form in entry.forms)
    wanted = [entry for entry in entries
              if (entry.dimension, entry.rating, entry.language) == (dimension, rating, language)]
    for entry in sorted(wanted, key=lambda entry: bool(entry.context)):
        for form in entry.forms:
            if count[form] == 1:
                return form
    raise LookupError(f"no lexicon in {language!r} has a word of that rating in {dimension!r}")


def _report(sha256: str, case: ExampleCase) -> ImageReport:
    regions = tuple(Region(label, score, (10, 10, 100, 100)) for label, score in case.regions)
    words = tuple(Word(line, 1.0, (10, 10 + _LINE * number, _WIDTH - 20, _LINE))
                  for number, line in enumerate(case.words.splitlines()) if line.strip())
    return ImageReport(sha256, _WIDTH, _HEIGHT, "PNG", 1, 1, regions, words)


def _first(names: tuple[str, ...]) -> str:
    return names[0] if names else ""
