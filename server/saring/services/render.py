"""Says a verdict: as the wire's JSON (docs/protocol.md), as the command line's, as a policy for people."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from saring.domain import Action, Draft, Unchecked, Verdict, Violation
from saring.policy.model import Policy
from saring.services.texts import pick, say, sentences

#: Milliseconds that a verdict is good for.
LIFETIME_MS = 120_000

#: What was found says nothing that the rule's own sentence and the marked place do not.
_TOLD_BY_RULE = ("term", "pattern")
_NEEDS = {Action.WARN: "confirmation", Action.REVIEW: "approval", Action.BLOCK: "change"}


def wire(verdict: Verdict, draft: Draft, policy: Policy, locale: str, revision: int,
         approval: Mapping[str, str] | None = None, now_ms: int | None = None) -> dict[str, Any]:
    """The reply to ``POST /v1/screenings``. ``approval`` is ``{"id", "state", "by"}`` where one was asked for."""
    now = time.time_ns() // 1_000_000 if now_ms is None else now_ms
    return {
        "action": verdict.action.word, "opens": verdict.opens, "needs": needs(verdict),
        "digest": verdict.digest, "revision": revision, "policy_version": verdict.policy_version,
        "policy": {"id": policy.id, "title": pick(policy.title, locale), "owner": policy.owner},
        "expires": _expires(verdict, now),
        "ratings": {dimension: rating.name for dimension, rating in verdict.ratings.items()},
        "approval": dict(approval) if approval is not None else None,
        "findings": [_finding(violation, locale) for violation in verdict.violations],
        "unchecked": [_unchecked(item, draft, locale) for item in verdict.unchecked],
    }


def line(verdict: Verdict, draft: Draft, locale: str = "en", draft_id: str | None = None) -> dict[str, Any]:
    """A verdict as the command line prints it."""
    head = {} if draft_id is None else {"id": draft_id}
    return head | {
        "action": verdict.action.word,
        "ratings": {dimension: rating.name for dimension, rating in verdict.ratings.items()},
        "findings": [_line_finding(violation, locale) for violation in verdict.violations],
        "unchecked": [_unchecked(item, draft, locale) for item in verdict.unchecked],
        "digest": verdict.digest, "policy_version": verdict.policy_version,
    }


def policy_wire(policy: Policy, locale: str) -> dict[str, Any]:
    """The reply to ``GET /v1/policy``."""
    return {
        "id": policy.id, "title": pick(policy.title, locale), "owner": policy.owner, "version": policy.policy_version,
        "rules": [{"id": rule.id, "kind": rule.kind, "action": rule.action.word, "owner": rule.owner,
                   "title": pick(rule.title, locale) or say(locale, "kind", rule.kind)} for rule in policy.rules],
        "unreachable": policy.unreachable,
    }


def _expires(verdict: Verdict, now_ms: int) -> int:
    """When the verdict ends, in Unix milliseconds: never beyond the instant at which another may be due."""
    end = now_ms + LIFETIME_MS
    return end if verdict.good_until is None else min(end, int(verdict.good_until.timestamp() * 1000))


def needs(verdict: Verdict) -> str | None:
    """What is asked of the author before the gate opens: ``confirmation``, ``approval``, ``change`` or nothing."""
    return None if verdict.opens else _NEEDS[verdict.action]


def explain(violation: Violation, locale: str) -> str:
    """The policy's sentence, then what was found, in what disguise and where: never the author's words."""
    finding = violation.finding
    values = dict(finding.values)
    values["category"] = say(locale, "category", finding.category)
    values["rating"] = finding.rating.name if finding.rating is not None else ""
    for name in ("label", "other"):
        if name in values:
            values[name] = say(locale, "label", values[name])
    message = pick(violation.rule.message, locale)
    found = "" if message and finding.why in _TOLD_BY_RULE else say(locale, "finding", finding.why, **values)
    parts = [message, found]
    if finding.disguise:
        parts.append(str(sentences(locale)["disguised"]))
    if finding.place.field in sentences(locale)["place"]:
        parts.append(say(locale, "place", finding.place.field))
    return " ".join(part for part in parts if part)


def _finding(violation: Violation, locale: str) -> dict[str, Any]:
    rule, finding = violation.rule, violation.finding
    return _facts(violation) | {
        "dimension": finding.dimension,
        "title": pick(rule.title, locale) or say(locale, "kind", rule.kind),
        "explanation": explain(violation, locale),
        "advice": pick(rule.advice, locale) or say(locale, "advice", violation.action.word),
        "owner": rule.owner,
    }


def _line_finding(violation: Violation, locale: str) -> dict[str, Any]:
    return _facts(violation) | {"explanation": explain(violation, locale)}


def _facts(violation: Violation) -> dict[str, Any]:
    finding, place = violation.finding, violation.finding.place
    return {
        "rule": violation.rule.id, "detector": finding.detector, "category": finding.category,
        "rating": finding.rating.name if finding.rating is not None else None, "action": violation.action.word,
        "part": place.part, "field": place.field, "media": place.media, "start": place.start, "end": place.end,
        "box": list(place.box) if place.box else None, "frame": place.frame,
    }


def _unchecked(item: Unchecked, draft: Draft, locale: str) -> dict[str, Any]:
    number = "" if item.place.media is None else str(item.place.media + 1)
    what = say(locale, "what", item.what, number=number)
    why = item.detail or _unreadable(item, draft, locale) or say(locale, "reason", item.reason)
    return {
        "reason": item.reason, "what": item.what, "part": item.place.part, "media": item.place.media,
        "explanation": f"{what} {why}".strip(),
        "action": item.action.word,
    }


def _unreadable(item: Unchecked, draft: Draft, locale: str) -> str:
    """Why the extension, or the command line, could not get at a picture's bytes; empty if it could."""
    if item.place.media is None or item.place.field != "image":
        return ""
    why = draft.parts[item.place.part].media[item.place.media].unreadable
    return str(sentences(locale)["unreadable"].get(why, ""))
