"""What the nudity model saw, by a rule's labels and threshold."""

import pytest

from saring.detectors.image_nudity import MAX_REGIONS, compile
from saring.detectors.prepared import prepare_draft
from saring.domain import Action, Draft, ImageReport, Media, Part, Place, Rating, Region, RuleSpec

SHA = "1" * 64


def rule(labels, min_score=0.5, rule_id="r"):
    return RuleSpec(rule_id, "image.nudity", Action.BLOCK, params={
        "labels": {label: ("nudity", Rating.X) for label in labels}, "min_score": min_score})


def find(regions, *rules):
    report = ImageReport(SHA, 100, 100, regions=tuple(regions))
    draft = Draft((Part("a"), Part("b", (Media(unreadable="x"), Media(SHA)))))
    return compile(rules).detect(prepare_draft(draft, {SHA: report}))


def test_a_finding_has_label_score_box_and_frame():
    (found,) = find([Region("ANUS_EXPOSED", 0.734, (1, 2, 3, 4), 5)], rule(["ANUS_EXPOSED"]))
    assert found.place == Place(1, "image", 1, box=(1, 2, 3, 4), frame=5)
    assert (found.dimension, found.rating, found.label, found.score) == ("sexual", Rating.X, "ANUS_EXPOSED", 0.734)
    assert found.values == {"label": "ANUS_EXPOSED", "percent": "73"}


@pytest.mark.parametrize("label, score, seen", [
    ("ANUS_EXPOSED", 0.5, True), ("ANUS_EXPOSED", 0.499, False), ("FACE_MALE", 0.99, False),
])
def test_labels_and_threshold(label, score, seen):
    assert bool(find([Region(label, score, (0, 0, 1, 1))], rule(["ANUS_EXPOSED", "BUTTOCKS_EXPOSED"]))) is seen


def test_each_rule_has_its_own_threshold():
    regions = [Region("ANUS_EXPOSED", 0.4, (0, 0, 1, 1))]
    found = find(regions, rule(["ANUS_EXPOSED"], 0.5, "a"), rule(["ANUS_EXPOSED"], 0.3, "b"))
    assert [item.rule for item in found] == ["b"]


def test_a_rule_may_leave_what_it_sees_unrated():
    unrated = RuleSpec("r", "image.nudity", Action.REVIEW, params={
        "labels": {"ANUS_EXPOSED": ("nudity", None)}, "min_score": 0.2})
    (found,) = find([Region("ANUS_EXPOSED", 0.3, (0, 0, 1, 1))], unrated)
    assert (found.category, found.rating) == ("nudity", None)


def test_many_boxes_are_cut_to_the_surest():
    regions = [Region("ANUS_EXPOSED", 0.5 + number / 1000, (0, 0, 1, 1)) for number in range(MAX_REGIONS + 5)]
    found = find(regions, rule(["ANUS_EXPOSED"]))
    assert len(found) == MAX_REGIONS and found[0].score == regions[-1].score
