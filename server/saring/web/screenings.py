"""`POST /v1/screenings`: one draft in, one verdict out."""

from __future__ import annotations

import threading
from dataclasses import asdict
from typing import Any

from flask import Blueprint

from saring.domain import Draft
from saring.services.render import wire
from saring.web.body import read
from saring.web.errors import ApiError
from saring.web.guards import access
from saring.web.wire import ScreeningMessage
from saring.web.wiring import services

routes = Blueprint("screenings", __name__)

#: Screenings at a time. The rest are told to ask again: the extension only ever wants its newest draft's answer.
AT_ONCE = 3

_slots = threading.BoundedSemaphore(AT_ONCE)


@routes.post("/v1/screenings")
@access("extension", "application/json")
def create() -> dict[str, Any]:
    """Screen the draft. Its media must be here already."""
    message = read(ScreeningMessage)
    draft = message.draft.draft()
    if draft.digest != message.digest:
        raise ApiError("digest_mismatch", where="/digest")
    if not _slots.acquire(blocking=False):
        raise ApiError("busy", retry_after=1)
    try:
        return _screen(draft, message.revision, message.locale)
    finally:
        _slots.release()


def _screen(draft: Draft, revision: int, locale: str) -> dict[str, Any]:
    ours = services()
    screener = ours.screener
    if screener is None:
        raise ApiError("policy_missing")
    named = list(dict.fromkeys(m.sha256 for part in draft.parts for m in part.media if m.sha256))
    images = {sha256: data for sha256 in named if (data := ours.media.get(sha256)) is not None}
    missing = [sha256 for sha256 in named if sha256 not in images]
    if missing:
        ours.expect_picture()
        raise ApiError("media_missing", where=" ".join(missing))
    verdict, approval = ours.approvals.apply(screener.screen(draft, images, locale))
    ours.recorder.note(verdict)
    asked = asdict(approval) if approval is not None else None
    return wire(verdict, draft, screener.policy, locale, revision, asked)
