"""The screening as a whole: texts, pictures by what is seen in them, and everything that could not be checked."""

import hashlib
import threading
import time
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest

from saring.domain import Action, Draft, ImageReport, Media, Part, Place, Rating, Region, Word
from saring.policy.examples import lexicon_word
from saring.policy.load import load_policy, load_policy_text
from saring.services.screen import MAX_TEXT, READING_SECONDS, Screener

STRONG = lexicon_word("language", Rating.R, "en")
WIB = timezone(timedelta(hours=7))
BYTES = b"picture"
SHA = hashlib.sha256(BYTES).hexdigest()
PICTURE = Draft((Part("", (Media(SHA, "a.png"),)),))


class Eyes:
    """Answers as the picture worker would, without one."""

    def __init__(self, **report):
        self.report = report
        self.asked = []

    def inspect(self, sha256, data, deadline):
        self.asked.append((sha256, data, deadline))
        return ImageReport(sha256, 100, 100, "PNG", 1, 1, **self.report)


@pytest.fixture(scope="module")
def policy():
    return load_policy("default")


@pytest.fixture(scope="module")
def screener(policy):
    return Screener(policy)


def test_a_clean_draft_opens(screener, policy):
    draft = Draft((Part("Good morning!"), Part("Selamat pagi!")), "x")
    verdict = screener.screen(draft, {})
    assert verdict.action is Action.ALLOW and verdict.opens
    assert (verdict.digest, verdict.policy_version) == (draft.digest, policy.policy_version)


@pytest.mark.parametrize("draft, place", [
    (Draft((Part(STRONG),)), ("text", 0, None)),
    (Draft((Part("fine"), Part(f"and {STRONG}"))), ("text", 1, None)),
    (Draft((Part("fine", (Media(unreadable="gone"), Media(SHA, alt=STRONG))),)), ("alt", 0, 1)),
])
def test_a_strong_word_blocks_wherever_it_stands(screener, draft, place):
    verdict = screener.over(Eyes()).screen(draft, {SHA: BYTES})
    assert verdict.action is Action.BLOCK and verdict.ratings["language"] is Rating.R
    found = verdict.violations[0].finding.place
    assert (found.field, found.part, found.media) == place


def test_a_word_in_a_picture_blocks_with_its_box(screener):
    eyes = Eyes(words=(Word("oh", 0.9, (0, 0, 9, 9)), Word(STRONG, 0.9, (5, 20, 60, 12))))
    verdict = screener.over(eyes).screen(PICTURE, {SHA: BYTES})
    assert verdict.action is Action.BLOCK
    assert verdict.violations[0].finding.place == Place(0, "image_text", 0, 3, 3 + len(STRONG), (5, 20, 60, 12), 0)


def test_what_is_seen_in_a_picture_blocks(screener):
    eyes = Eyes(regions=(Region("MALE_GENITALIA_EXPOSED", 0.8, (1, 2, 3, 4)),))
    verdict = screener.over(eyes).screen(PICTURE, {SHA: BYTES})
    assert verdict.action is Action.BLOCK and verdict.ratings["sexual"] is Rating.X
    assert [v.rule.id for v in verdict.violations] == ["nudity.explicit"]


def test_what_the_model_is_unsure_of_is_for_a_second_person_and_rates_nothing(screener):
    eyes = Eyes(regions=(Region("MALE_GENITALIA_EXPOSED", 0.3, (1, 2, 3, 4)),))
    verdict = screener.over(eyes).screen(PICTURE, {SHA: BYTES})
    assert verdict.action is Action.REVIEW and verdict.ratings["sexual"] is Rating.G
    assert [v.rule.id for v in verdict.violations] == ["nudity.unsure"]


def test_a_picture_is_looked_at_once_a_draft_and_its_bytes_are_handed_on(screener):
    eyes = Eyes()
    draft = Draft((Part("1", (Media(SHA),)), Part("2", (Media(SHA),))))
    deadline = time.monotonic() + 5
    assert screener.over(eyes).screen(draft, {SHA: BYTES}, deadline=deadline).opens
    assert eyes.asked == [(SHA, BYTES, deadline - READING_SECONDS)]


def unchecked(verdict):
    return [(item.reason, item.what, item.place.part, item.place.media) for item in verdict.unchecked]


def test_no_eyes(screener):
    verdict = screener.screen(PICTURE, {SHA: BYTES})
    assert unchecked(verdict) == [("model_missing", "media", 0, 0)] and verdict.action is Action.REVIEW


@pytest.mark.parametrize("media, reason", [
    (Media(unreadable="cross_origin"), "cannot_check"), (Media(unreadable="too_large"), "too_large"),
    (Media("2" * 64), "cannot_check"),
])
def test_a_picture_whose_bytes_are_not_there(screener, media, reason):
    eyes = Eyes()
    verdict = screener.over(eyes).screen(Draft((Part("", (media,)),)), {SHA: BYTES})
    assert unchecked(verdict) == [(reason, "media", 0, 0)] and not verdict.opens and not eyes.asked


@pytest.mark.parametrize("check, what", [("decode", "media"), ("nudity", "nudity"), ("text", "image_text")])
def test_what_the_eyes_could_not_see_is_named(screener, check, what):
    eyes = Eyes(unchecked=((check, "model_missing"),), fault="model")
    verdict = screener.over(eyes).screen(PICTURE, {SHA: BYTES}, "id")
    assert unchecked(verdict) == [("model_missing", what, 0, 0)]
    assert "model gambar" in verdict.unchecked[0].detail


def test_a_partly_seen_picture_still_counts_for_what_was_seen(screener):
    eyes = Eyes(unchecked=(("text", "timed_out"),), regions=(Region("ANUS_EXPOSED", 0.9, (0, 0, 1, 1)),), fault="slow")
    verdict = screener.over(eyes).screen(PICTURE, {SHA: BYTES})
    assert verdict.action is Action.BLOCK and verdict.violations and unchecked(verdict)


def test_bytes_of_another_picture(screener):
    class Strict:
        def inspect(self, sha256, data, deadline):
            raise ValueError

    assert unchecked(screener.over(Strict()).screen(PICTURE, {SHA: BYTES})) == [("cannot_check", "media", 0, 0)]


def test_pictures_that_cannot_be_compared_count_where_some_are_listed(screener, tmp_path):
    eyes = Eyes(unchecked=(("match", "model_missing"),))
    assert unchecked(screener.over(eyes).screen(PICTURE, {SHA: BYTES})) == []
    listed = tmp_path / "listed.yaml"
    listed.write_text(f"""
id: listed
version: 1
extends: [default]
title: Listed
owner: Test
rules:
  - id: known
    kind: image.match
    action: block
    hashes: ["{'0f' * 32}"]
    message: No.
    examples:
      violates: [{{regions: [{{label: pdq.{'0f' * 32}, score: 0.9}}]}}]
      allows: [hello]
""", "utf-8")
    verdict = Screener(load_policy(str(listed)), eyes).screen(PICTURE, {SHA: BYTES})
    assert unchecked(verdict) == [("model_missing", "match", 0, 0)] and not verdict.opens


def test_too_late_says_so_and_opens_nothing(screener):
    eyes = Eyes()
    verdict = screener.over(eyes).screen(PICTURE, {SHA: BYTES}, deadline=time.monotonic())
    assert unchecked(verdict) == [("timed_out", "media", 0, 0), ("timed_out", "text", 0, None)]
    assert verdict.action is Action.BLOCK and not eyes.asked


def test_pictures_leave_time_for_the_texts(screener):
    class Slow:
        def inspect(self, sha256, data, deadline):
            threading.Event().wait(max(0.0, deadline - time.monotonic()))
            return ImageReport(sha256, unchecked=(("decode", "timed_out"),), fault="slow")

    draft = Draft((Part(STRONG, (Media(SHA),)),))
    verdict = screener.over(Slow()).screen(draft, {SHA: BYTES}, deadline=time.monotonic() + READING_SECONDS + 0.1)
    assert unchecked(verdict) == [("timed_out", "media", 0, 0)] and verdict.ratings["language"] is Rating.R


def test_a_text_without_end_is_too_large_and_the_rest_is_read(screener):
    draft = Draft((Part(STRONG), Part("a " * MAX_TEXT), Part("more", (Media(SHA, alt="b"),))))
    verdict = screener.over(Eyes()).screen(draft, {SHA: BYTES})
    assert unchecked(verdict) == [("too_large", "text", 1, None), ("too_large", "text", 2, None),
                                  ("too_large", "alt", 2, 0)]
    assert verdict.violations and verdict.digest == draft.digest


def test_a_description_without_end_is_too_large_and_the_text_before_it_is_read(screener):
    draft = Draft((Part(STRONG, (Media(SHA, alt="a " * MAX_TEXT),)),))
    verdict = screener.over(Eyes()).screen(draft, {SHA: BYTES})
    assert unchecked(verdict) == [("too_large", "alt", 0, 0)] and verdict.ratings["language"] is Rating.R


def test_an_expired_policy(policy):
    expiring = replace(policy, expires=date(2027, 1, 31))
    last_day = Screener(expiring, now=lambda: datetime(2027, 1, 31, 23, 59, tzinfo=WIB)).screen(Draft(), {})
    day_after = Screener(expiring, now=lambda: datetime(2027, 2, 1, tzinfo=WIB)).screen(Draft(), {})
    assert last_day.opens and last_day.good_until == datetime(2027, 2, 1, tzinfo=WIB)
    assert unchecked(day_after) == [("policy_expired", "policy", 0, None)] and day_after.action is Action.BLOCK


def test_the_policy_says_what_follows_from_unchecked():
    lax = load_policy_text(b"id: p\nversion: 1\ntitle: T\nextends: [default]\nunchecked: {cannot_check: log}\n")
    verdict = Screener(lax, Eyes()).screen(Draft((Part("", (Media(unreadable="x"),)),)), {})
    assert verdict.opens and unchecked(verdict) == [("cannot_check", "media", 0, 0)]


def test_scope_is_the_drafts(policy):
    brand = load_policy("brand-example")
    screener = Screener(brand)
    draft = Draft((Part("Javanora"),), "x")
    assert screener.screen(draft, {}).action is Action.REVIEW
    assert screener.screen(replace(draft, site="forum"), {}).action is Action.ALLOW


def test_half_a_character_costs_nothing(screener):
    assert screener.screen(Draft((Part("broken \ud83d here é"),)), {}).opens


def test_many_at_a_time_answer_as_one_at_a_time(screener):
    drafts = [Draft((Part(f"{STRONG if number % 3 == 0 else 'fine'} {number}"),)) for number in range(60)]
    answers = {}

    def work(mine):
        for draft in mine:
            answers[draft.digest] = screener.screen(draft, {}).action

    threads = [threading.Thread(target=work, args=(drafts[number::4],)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [answers[draft.digest] for draft in drafts] == [
        Action.BLOCK if number % 3 == 0 else Action.ALLOW for number in range(60)]
