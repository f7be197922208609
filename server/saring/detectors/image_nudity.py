"""Finds what the nudity model saw in a picture, as far as a rule names its label and the model is sure enough."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from saring.detectors.prepared import PreparedDraft
from saring.domain import Finding, ImageReport, Place, Region, RuleSpec

ID = "image_nudity"
KINDS = ("image.nudity",)

#: So many boxes of one rule in one picture say all there is to say.
MAX_REGIONS = 20


class CompiledNudity:
    """Each rule's labels with its threshold."""

    def __init__(self, rules: Sequence[RuleSpec]) -> None:
        self.rules = tuple(rules)

    def detect(self, draft: PreparedDraft) -> list[Finding]:
        """One finding a region and rule, the surest first."""
        return [finding for place, report in draft.images for rule in self.rules
                for finding in _look(place, report, rule)]


def _look(place: Place, report: ImageReport, rule: RuleSpec) -> Iterator[Finding]:
    labels, least = rule.params["labels"], rule.params["min_score"]
    seen = [region for region in report.regions if region.label in labels and region.score >= least]
    for region in sorted(seen, key=lambda region: -region.score)[:MAX_REGIONS]:
        category, rating = labels[region.label]
        yield Finding(ID, _place(place, region), rule.id, category, "sexual", rating, region.label, region.score,
                      why="nudity", values={"label": region.label, "percent": str(round(region.score * 100))})


def _place(place: Place, region: Region) -> Place:
    return Place(place.part, "image", place.media, box=region.box, frame=region.frame)


def compile(rules: Sequence[RuleSpec]) -> CompiledNudity:
    """See :class:`saring.detectors.base.Detector`."""
    return CompiledNudity(rules)
