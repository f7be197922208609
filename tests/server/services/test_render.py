"""A verdict as the wire and the command line say it; tests/contract/verdict.json holds both sides to the wire's."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from saring.domain import (
    DIMENSIONS, REASONS, Action, Draft, Finding, Media, Part, Place, Rating, RuleSpec, Unchecked, Verdict, Violation,
)
from saring.policy.load import load_policy
from saring.policy.model import Policy
from saring.services import render

CONTRACT = json.loads((Path(__file__).parents[2] / "contract" / "verdict.json").read_text("utf-8"))
NOW = 1_795_000_000_000
SHA = "ab" * 32
MEDIA = Media(SHA, "a.png", "image/png", "Foto kopi")

KEYS = {"action", "opens", "needs", "digest", "revision", "policy_version", "policy", "expires", "ratings", "approval",
        "findings", "unchecked"}
FINDING_KEYS = {"rule", "detector", "category", "dimension", "rating", "action", "part", "field", "media", "start",
                "end", "box", "frame", "title", "explanation", "advice", "owner"}
UNCHECKED_KEYS = {"reason", "what", "part", "media", "explanation", "action"}


def rule(rule_id, kind, action, message, advice=None, title=None):
    return RuleSpec(rule_id, kind, action, "Brand team", message, advice or {}, title=title or {})


RIVAL = rule("brand.rival", "terms", Action.WARN, {"en": "We do not name competitors.", "id": "Jangan sebut pesaing."},
             {"en": "Leave the name out.", "id": "Hilangkan namanya."}, {"en": "A competitor", "id": "Pesaing"})
CLEAN = rule("language.strong", "rating", Action.BLOCK, {"en": "Not under this account.", "id": "Tidak di akun ini."})
LINK = rule("links.banned", "link", Action.BLOCK, {"en": "We do not link there.", "id": "Kita tidak menautkannya."})
NUDITY = rule("nudity.explicit", "image.nudity", Action.BLOCK, {"en": "No naked people.", "id": "Tanpa ketelanjangan."})
POLICY = Policy("contract", "1", {"en": "Contract policy", "id": "Kebijakan kontrak"}, "Brand team",
                "contract-1:0123456789ab", (RIVAL, CLEAN, LINK, NUDITY))

NAMED = Violation(Finding("terms", Place(0, "text", start=2, end=10), "brand.rival", "term", why="term"), RIVAL,
                  Action.WARN)
STRONG = Violation(Finding("lexicon", Place(1, "text", start=0, end=4), "", "insult", "language", Rating.R,
                           disguise="leet", why="lexicon"), CLEAN, Action.BLOCK)
READ = Violation(Finding("lexicon", Place(0, "image_text", 0, 2, 6, (10, 20, 30, 12), 0), "", "slur", "hate", Rating.R,
                         why="lexicon"), CLEAN, Action.BLOCK)
LINKED = Violation(Finding("link", Place(0, "alt", 0, 0, 13), "links.banned", "link", label="rival.example", why="link",
                           values={"domain": "rival.example"}), LINK, Action.BLOCK)
SEEN = Violation(Finding("image_nudity", Place(0, "image", 0, box=(1, 2, 30, 40), frame=2), "nudity.explicit", "nudity",
                         "sexual", Rating.X, "ANUS_EXPOSED", 0.874, why="nudity",
                         values={"label": "ANUS_EXPOSED", "percent": "87"}), NUDITY, Action.BLOCK)
UNSEEN = Unchecked("cannot_check", "media", Place(0, "image", 0), "The file is empty.", Action.REVIEW)
LATE = Unchecked("timed_out", "text", Place(), action=Action.BLOCK)

PLAIN = Draft((Part("😀 Javanora!"),), "x", "kopi")
PICTURE = Draft((Part("Lihat", (MEDIA,)), Part("t3ks kedua")), "linkedin", kind="reply")


def verdict(draft, action, *violations, unchecked=(), approved_by="", **ratings):
    rated = dict.fromkeys(DIMENSIONS, Rating.G) | ratings
    return Verdict(action, draft.digest, POLICY.policy_version, rated, violations, unchecked, approved_by)


CASES = {
    "clear": (PLAIN, verdict(PLAIN, Action.ALLOW), "en", None),
    "a confirmation is asked": (PLAIN, verdict(PLAIN, Action.WARN, NAMED), "en", None),
    "an approval is asked": (PICTURE, verdict(PICTURE, Action.REVIEW, unchecked=(UNSEEN,)), "en", None),
    "an approval is waited for": (PICTURE, verdict(PICTURE, Action.REVIEW, unchecked=(UNSEEN,)), "id",
                                  {"id": "0a1b2c3d", "state": "waiting", "by": ""}),
    "an approval was granted": (PICTURE, verdict(PICTURE, Action.REVIEW, unchecked=(UNSEEN,), approved_by="dewi"), "en",
                                {"id": "0a1b2c3d", "state": "granted", "by": "dewi"}),
    "a change is asked": (
        PICTURE, verdict(PICTURE, Action.BLOCK, STRONG, READ, LINKED, SEEN, unchecked=(LATE,), language=Rating.R,
                         sexual=Rating.X, hate=Rating.R), "en", None),
    "a change is asked, in Indonesian": (
        PICTURE, verdict(PICTURE, Action.BLOCK, STRONG, READ, LINKED, SEEN, unchecked=(LATE,), language=Rating.R,
                         sexual=Rating.X, hate=Rating.R), "id", None),
}


def replies():
    """What stands in the contract, made anew."""
    return {name: render.wire(found, draft, POLICY, locale, 12, approval, NOW)
            for name, (draft, found, locale, approval) in CASES.items()}


def test_the_contract():
    assert {case["name"]: case["reply"] for case in CONTRACT["cases"]} == json.loads(json.dumps(replies()))


def test_the_contracts_drafts_are_the_ones_that_were_judged():
    for case in CONTRACT["cases"]:
        wire = case["draft"]
        draft = Draft(tuple(Part(part["text"], tuple(Media(**media) for media in part["media"]))
                            for part in wire["parts"]), wire["site"], wire["account"], wire["kind"])
        assert draft.digest == case["reply"]["digest"], case["name"]


def test_every_key_of_the_protocol_and_no_other():
    for name, reply in replies().items():
        assert set(reply) == KEYS, name
        assert all(set(finding) == FINDING_KEYS for finding in reply["findings"])
        assert all(set(item) == UNCHECKED_KEYS for item in reply["unchecked"])
        assert reply["expires"] == NOW + 120_000 and set(reply["ratings"]) == set(DIMENSIONS)


@pytest.mark.parametrize("name, opens, needs", [
    ("clear", True, None), ("a confirmation is asked", False, "confirmation"),
    ("an approval is asked", False, "approval"),
    ("an approval is waited for", False, "approval"), ("an approval was granted", True, None),
    ("a change is asked", False, "change"),
])
def test_what_is_asked_of_the_author(name, opens, needs):
    reply = replies()[name]
    assert (reply["opens"], reply["needs"]) == (opens, needs)


def test_a_blocked_author_is_told_what_where_why_and_what_next():
    strong, read, linked, seen = replies()["a change is asked"]["findings"]
    assert strong["explanation"] == ("Not under this account. Found: an insult, rated R. It is written so that a quick "
                                     "reader misses it.")
    assert read["explanation"].endswith("It stands in the picture.") and read["box"] == [10, 20, 30, 12]
    assert linked["explanation"] == ("We do not link there. Found: a link to rival.example. It stands in the picture's "
                                     "description.")
    assert seen["explanation"] == "No naked people. Seen: an uncovered anus (87 % sure)."
    assert strong["title"] == "Language above the limit" and strong["owner"] == "Brand team"
    assert strong["advice"] == "Change or remove it; then it is checked again."
    named = replies()["a confirmation is asked"]["findings"][0]
    assert (named["title"], named["advice"]) == ("A competitor", "Leave the name out.")


@pytest.mark.parametrize("seconds, expires", [(None, 120_000), (60, 60_000), (600, 120_000), (-1, -1_000)])
def test_a_verdict_ends_with_the_window_that_it_was_made_in(seconds, expires):
    edge = None if seconds is None else datetime.fromtimestamp(NOW / 1000 + seconds, UTC)
    draft = Draft()
    judged = Verdict(Action.ALLOW, draft.digest, POLICY.policy_version, good_until=edge)
    assert render.wire(judged, draft, POLICY, "en", 1, now_ms=NOW)["expires"] == NOW + expires


def test_what_was_not_checked_is_said():
    assert replies()["an approval is asked"]["unchecked"][0]["explanation"] == "Picture 1: The file is empty."
    assert replies()["a change is asked"]["unchecked"][0]["explanation"] == \
        "The text: The check took too long. Try again."


@pytest.mark.parametrize("why, sentence", [
    ("remote", "Picture 2: It lies on another site. Attach it from a file."),
    ("not_found", "Picture 2: The file could not be read."), ("no such word", "Picture 2: This cannot be checked."),
])
def test_why_the_bytes_of_a_picture_are_not_there(why, sentence):
    draft = Draft((Part("", (MEDIA, Media(unreadable=why))),))
    found = verdict(draft, Action.REVIEW, unchecked=(Unchecked("cannot_check", "media", Place(0, "image", 1)),))
    assert render.wire(found, draft, POLICY, "en", 1)["unchecked"][0]["explanation"] == sentence


@pytest.mark.parametrize("locale", ["en", "id"])
@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_has_a_sentence(reason, locale):
    found = verdict(PLAIN, Action.BLOCK, unchecked=(Unchecked(reason, "text", Place()),))
    (item,) = render.wire(found, PLAIN, POLICY, locale, 1)["unchecked"]
    assert item["explanation"].endswith(".") and reason not in item["explanation"]


def test_a_line_of_the_command_line():
    line = render.line(verdict(PLAIN, Action.WARN, NAMED), PLAIN, "en", "d-1")
    assert list(line) == ["id", "action", "ratings", "findings", "unchecked", "digest", "policy_version"]
    assert {"rule", "detector", "category", "rating", "action", "start", "end", "box", "frame", "explanation"} <= \
        set(line["findings"][0])
    assert "id" not in render.line(verdict(PLAIN, Action.ALLOW), PLAIN)


def test_a_policy_for_people_says_no_terms():
    wire = render.policy_wire(load_policy("brand-example"), "id")
    assert set(wire) == {"id", "title", "owner", "version", "rules", "unreachable"} and wire["unreachable"] == "locked"
    assert wire["title"] == "Contoh merek" and "Javanora" not in json.dumps(wire)
    assert all(set(rule) == {"id", "kind", "action", "owner", "title"} and rule["title"] for rule in wire["rules"])
