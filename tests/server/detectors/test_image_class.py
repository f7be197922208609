"""What a classifier says of whole pictures, by a rule's classes, threshold and need of agreement."""

import pytest

from saring.detectors.image_class import compile
from saring.detectors.prepared import prepare_draft
from saring.domain import Action, Draft, ImageReport, Media, Part, Place, Rating, Region, RuleSpec

SHA = "1" * 64
WHOLE = (0, 0, 100, 80)


def rule(min_score=0.5, rating=Rating.X, agrees=None, model="opinion"):
    labels = {label: ("explicit", "sexual", rating) for label in ("Porn", "Hentai")}
    return RuleSpec("r", "image.class", Action.REVIEW, params={
        "model": model, "labels": labels, "min_score": min_score, "agrees": agrees})


def find(rule, *seen):
    regions = tuple(Region(label, score, (1, 2, 3, 4) if label.isupper() else WHOLE, frame)
                    for label, score, frame in seen)
    report = ImageReport(SHA, 100, 80, regions=regions)
    return compile([rule]).detect(prepare_draft(Draft((Part("a", (Media(SHA),)),)), {SHA: report}))


def test_a_finding_names_class_sum_and_frame_and_covers_the_picture():
    (found,) = find(rule(), ("opinion.Porn", 0.3, 4), ("opinion.Hentai", 0.45, 4), ("opinion.Neutral", 0.25, 4))
    assert found.place == Place(0, "image", 0, box=WHOLE, frame=4)
    assert (found.dimension, found.rating, found.label, found.why) == ("sexual", Rating.X, "Hentai", "class")
    assert found.values == {"label": "Hentai", "percent": "75"}


@pytest.mark.parametrize("seen, hit", [
    ([("opinion.Porn", 0.5, 0)], True), ([("opinion.Porn", 0.49, 0)], False), ([("opinion.Sexy", 0.9, 0)], False),
    ([("other.Porn", 0.9, 0)], False), ([("Porn", 0.9, 0)], False), ([], False),
    ([("opinion.Porn", 0.3, 0), ("opinion.Hentai", 0.3, 1)], False),  # two frames never add up
])
def test_threshold_and_labels(seen, hit):
    assert bool(find(rule(), *seen)) is hit


def test_of_several_frames_the_surest_is_told():
    (found,) = find(rule(), ("opinion.Porn", 0.6, 1), ("opinion.Porn", 0.9, 2), ("opinion.Porn", 0.7, 3))
    assert found.place.frame == 2


@pytest.mark.parametrize("region, hit", [
    (("ANUS_EXPOSED", 0.3, 0), True), (("ANUS_EXPOSED", 0.29, 0), False), (("FACE_MALE", 0.9, 0), False),
    (("ANUS_EXPOSED", 0.9, 1), False), (None, False),
])
def test_agreement_needs_the_other_model_in_the_same_frame(region, hit):
    seen = [("opinion.Porn", 0.6, 0), *([region] if region else [])]
    found = find(rule(agrees=(("ANUS_EXPOSED",), 0.3)), *seen)
    assert bool(found) is hit
    if found:
        assert found[0].place.box == (1, 2, 3, 4) and found[0].why == "both"
        assert found[0].values == {"label": "Porn", "percent": "60", "other": "ANUS_EXPOSED", "sure": "30"}


def test_a_rule_may_leave_what_it_sees_unrated():
    (found,) = find(rule(rating=None), ("opinion.Porn", 0.9, 0))
    assert (found.category, found.dimension, found.rating) == ("explicit", "", None)
