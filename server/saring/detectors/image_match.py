"""Finds pictures that an admin listed, and near-copies of them, by the distance between PDQ hashes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from saring.detectors.prepared import PreparedDraft
from saring.domain import Finding, ImageReport, Place, RuleSpec

ID = "image_match"
KINDS = ("image.match",)

_PREFIX = "pdq."


class CompiledMatches:
    """Each rule's hashes as numbers. 100,000 of them are compared in some 15 ms, so no index is kept."""

    def __init__(self, rules: Sequence[RuleSpec]) -> None:
        self.rules = [(rule, tuple(int(digits, 16) for digits in rule.params["hashes"])) for rule in rules]

    def detect(self, draft: PreparedDraft) -> list[Finding]:
        """One finding a rule and picture: of its frames the nearest."""
        return [finding for place, report in draft.images for rule, known in self.rules
                for finding in _nearest(place, report, rule, known)]


def _nearest(place: Place, report: ImageReport, rule: RuleSpec, known: tuple[int, ...]) -> Iterator[Finding]:
    best: Finding | None = None
    for region in report.regions:
        if not region.label.startswith(_PREFIX) or region.score < rule.params["min_quality"]:
            continue
        seen = int(region.label.removeprefix(_PREFIX), 16)
        distance = min((seen ^ other).bit_count() for other in known)
        score = 1 - distance / 256
        if distance <= rule.params["distance"] and (best is None or score > best.score):
            best = Finding(ID, Place(place.part, "image", place.media, box=region.box, frame=region.frame), rule.id,
                           category="known_picture", label="pdq", score=score, why="match",
                           values={"distance": str(distance)})
    if best is not None:
        yield best


def compile(rules: Sequence[RuleSpec]) -> CompiledMatches:
    """See :class:`saring.detectors.base.Detector`."""
    return CompiledMatches(rules)
