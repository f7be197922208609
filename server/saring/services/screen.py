"""Screens a draft: reads its texts and pictures, lets the detectors look, asks the policy."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from saring.detectors.prepared import prepare_draft
from saring.detectors.registry import compile_plan
from saring.domain import REASONS, Draft, ImageReport, Media, Part, Place, Unchecked, Verdict
from saring.policy.decide import decide
from saring.policy.model import Policy
from saring.vision.faults import sentence

#: Seconds that one screening may take when the caller does not say.
DEFAULT_SECONDS = 30.0
#: Seconds of those that the pictures must leave for the texts: what :data:`MAX_TEXT` takes, and room.
READING_SECONDS = 1.5
#: Code points of text in one draft, descriptions included. The longest of the sites' own limits, LinkedIn's article
#: apart, is 63,206 (Facebook); beyond this a verdict would come too late to be of use.
MAX_TEXT = 200_000

#: The vision worker's checks, as a verdict names them.
_CHECKS = {"decode": "media", "nudity": "nudity", "classes": "classes", "match": "match", "text": "image_text"}


def _now() -> datetime:
    """This instant, in the zone of this machine: a policy's last day ends at its midnight."""
    return datetime.now().astimezone()


class SeesPictures(Protocol):
    """What a screener needs of ``vision.client.Vision``."""

    def inspect(self, sha256: str, data: bytes, deadline: float) -> ImageReport:
        """All that is known of one picture by ``deadline`` (``time.monotonic``)."""


@dataclass(slots=True)
class _Session:
    """One screening under way."""

    images: Mapping[str, bytes]
    locale: str
    deadline: float
    reports: dict[str, ImageReport] = field(default_factory=dict)
    unchecked: list[Unchecked] = field(default_factory=list)

    def miss(self, reason: str, what: str, place: Place, detail: str = "") -> None:
        self.unchecked.append(Unchecked(reason, what, place, detail))

    @property
    def late(self) -> bool:
        return time.monotonic() >= self.deadline


class Screener:
    """One policy, ready. Thread-safe: a screening changes nothing here.

    ``seconds`` is the time for one screening whose caller names no deadline. Raises ``ValueError`` if the policy holds
    a kind of rule that no detector serves. A draft is judged by the instant at which
    its screening began; ``now`` tells it, with a time zone.
    """

    def __init__(self, policy: Policy, vision: SeesPictures | None = None, seconds: float = DEFAULT_SECONDS,
                 now: Callable[[], datetime] = _now) -> None:
        self.policy = policy
        self.vision = vision
        self.seconds = seconds
        self._now = now
        self._plan = compile_plan(policy.rules)
        self._matches = any(rule.kind == "image.match" for rule in policy.rules)

    def over(self, vision: SeesPictures | None) -> Screener:
        """This screener with other eyes; the compiled rules are shared."""
        other = copy(self)
        other.vision = vision
        return other

    def screen(self, draft: Draft, images: Mapping[str, bytes], locale: str = "en",
               deadline: float | None = None) -> Verdict:
        """The policy's verdict on a draft.

        ``images`` holds the bytes of its media by SHA-256; ``locale`` is the language of the details in
        ``unchecked``; ``deadline`` is a ``time.monotonic`` value. What could not be checked is in the verdict, by name.
        """
        at = self._now()
        limit = time.monotonic() + self.seconds if deadline is None else deadline
        session = _Session(images, locale, limit)
        if self.policy.expires is not None and at.date() > self.policy.expires:
            session.miss("policy_expired", "policy", Place())
        for place, media in _media(draft):
            self._look(session, place, media)
        if session.late:
            session.miss("timed_out", "text", Place())
            return decide(self.policy, draft, (), session.unchecked, at)
        readable = Draft(tuple(_readable(draft, session)), draft.site, draft.account, draft.kind, draft.groups)
        findings = self._plan.detect(prepare_draft(readable, session.reports))
        return decide(self.policy, draft, findings, session.unchecked, at)

    def _look(self, session: _Session, place: Place, media: Media) -> None:
        """Learn what there is to know of one medium, or note why that cannot be."""
        data = session.images.get(media.sha256) if media.sha256 else None
        if data is None:
            session.miss(media.unreadable if media.unreadable in REASONS else "cannot_check", "media", place)
        elif self.vision is None:
            session.miss("model_missing", "media", place)
        elif session.late:
            session.miss("timed_out", "media", place)
        else:
            self._inspect(session, self.vision, place, media.sha256, data)

    def _inspect(self, session: _Session, vision: SeesPictures, place: Place, sha256: str, data: bytes) -> None:
        report = session.reports.get(sha256)
        if report is None:
            try:
                report = vision.inspect(sha256, data, session.deadline - READING_SECONDS)
            except ValueError:  # the bytes are not the ones that the draft names
                session.miss("cannot_check", "media", place)
                return
            session.reports[sha256] = report
        # Where nobody listed a picture, it is no loss that none can be compared.
        lacking = [item for item in report.unchecked if self._matches or item[0] != "match"]
        for number, (check, reason) in enumerate(lacking):
            # The report names the fault of its first check alone.
            detail = (sentence(report.fault, session.locale) or report.detail) if number == 0 else ""
            session.miss(reason, _CHECKS.get(check, check), place, detail)
        for check in report.absent:
            session.miss("model_missing", check, place, sentence("absent", session.locale))


def _media(draft: Draft) -> Iterator[tuple[Place, Media]]:
    for number, part in enumerate(draft.parts):
        for index, media in enumerate(part.media):
            yield Place(number, "image", index), media


def _readable(draft: Draft, session: _Session) -> Iterator[Part]:
    """The draft's parts without the texts that go beyond the limit; those are noted."""
    room = MAX_TEXT

    def fits(text: str, place: Place) -> str:
        nonlocal room
        room -= len(text)
        if room >= 0 or not text:
            return text
        session.miss("too_large", place.field, place)
        return ""

    for number, part in enumerate(draft.parts):
        text = fits(part.text, Place(number, "text"))
        yield Part(text, tuple(replace(media, alt=fits(media.alt, Place(number, "alt", index)))
                               for index, media in enumerate(part.media)))
