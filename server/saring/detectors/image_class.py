"""Finds what a classifier said of a whole picture, alone or where the nudity model saw something of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from saring.detectors.prepared import PreparedDraft
from saring.domain import Finding, ImageReport, Place, Region, RuleSpec

ID = "image_class"
KINDS = ("image.class",)


class CompiledClasses:
    """Each rule's model, classes and threshold."""

    def __init__(self, rules: Sequence[RuleSpec]) -> None:
        self.rules = tuple(rules)

    def detect(self, draft: PreparedDraft) -> list[Finding]:
        """One finding a rule and picture: of its frames the one that the model is surest of."""
        return [finding for place, report in draft.images for rule in self.rules
                for finding in _surest(place, report, rule)]


def _surest(place: Place, report: ImageReport, rule: RuleSpec) -> list[Finding]:
    return sorted(_look(place, report, rule), key=lambda finding: -finding.score)[:1]


def _look(place: Place, report: ImageReport, rule: RuleSpec) -> Iterator[Finding]:
    """A frame counts by the sum of the rule's classes: a model spreads what it sees over them."""
    params = rule.params
    wanted = {f"{params['model']}.{label}": label for label in params["labels"]}
    for frame, regions in groupby(sorted(report.regions, key=lambda region: region.frame), lambda region: region.frame):
        seen = list(regions)
        classes = [region for region in seen if region.label in wanted]
        score = min(1.0, sum(region.score for region in classes))
        witness = _witness(seen, params["agrees"])
        if not classes or score < params["min_score"] or (params["agrees"] and witness is None):
            continue
        surest = max(classes, key=lambda region: region.score)
        label = wanted[surest.label]
        category, dimension, rating = params["labels"][label]
        values = {"label": label, "percent": str(round(score * 100))}
        box = surest.box
        if witness is not None:
            values |= {"other": witness.label, "sure": str(round(witness.score * 100))}
            box = witness.box
        yield Finding(ID, Place(place.part, "image", place.media, box=box, frame=frame), rule.id, category,
                      dimension if rating is not None else "", rating, label, score,
                      why="both" if witness else "class", values=values)


def _witness(regions: Sequence[Region], agrees: tuple[tuple[str, ...], float] | None) -> Region | None:
    """The surest region of the nudity model that a rule takes for agreement."""
    if agrees is None:
        return None
    labels, least = agrees
    seen = [region for region in regions if region.label in labels and region.score >= least]
    return max(seen, key=lambda region: region.score, default=None)


def compile(rules: Sequence[RuleSpec]) -> CompiledClasses:
    """See :class:`saring.detectors.base.Detector`."""
    return CompiledClasses(rules)
