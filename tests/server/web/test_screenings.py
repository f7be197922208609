"""Screening over the wire: verdicts, and what is said when there can be none."""

from __future__ import annotations

import hashlib
import threading
from typing import Any

import pytest
from flask import Flask

from saring.domain import Draft, Media, Part
from saring.web import screenings
from saring.web.wiring import Services
from tests.server.web.asking import Asker, code, draft, screening

CANARY = "kenari-7f3a91"


def test_a_clean_draft_opens(asker: Asker) -> None:
    body = asker.screen(draft(), revision=12).get_json()
    assert (body["action"], body["opens"], body["needs"], body["revision"]) == ("allow", True, None, 12)
    assert body["digest"] == draft().digest


def test_a_review_waits_for_another_person_and_then_opens_that_draft_alone(asker: Asker, services: Services) -> None:
    asked = draft("Join our giveaway!")
    first = asker.screen(asked).get_json()
    assert (first["action"], first["opens"], first["needs"], first["approval"]) == ("review", False, "approval", None)
    wanted = {"digest": asked.digest, "policy_version": first["policy_version"], "site": "x", "note": "please"}
    request = asker.ask("POST", "/v1/approvals", wanted).get_json()
    assert request["state"] == "waiting"
    assert asker.ask("POST", "/v1/approvals", wanted).get_json() == request
    assert asker.screen(asked).get_json()["approval"] == {"id": request["id"], "state": "waiting", "by": ""}
    services.approvals.add_approver("Dewi", "a long passphrase")
    services.approvals.decide(request["id"], True, "Dewi", "a long passphrase")
    granted = {"id": request["id"], "state": "granted", "by": "Dewi"}
    assert asker.ask("GET", f"/v1/approvals/{request['id']}").get_json() == granted
    opened = asker.screen(asked).get_json()
    assert (opened["action"], opened["opens"], opened["needs"], opened["approval"]) == ("review", True, None, granted)
    assert asker.screen(draft("Join our giveaway!!")).get_json()["opens"] is False


def test_a_digest_of_another_draft_is_refused(asker: Asker) -> None:
    response = asker.screen(draft(), digest=draft("another").digest)
    assert (response.status_code, code(response)) == (409, "digest_mismatch")


def test_missing_media_are_named_once_and_then_taken(asker: Asker) -> None:
    data = b"not a picture"
    sha256 = hashlib.sha256(data).hexdigest()
    asked = draft("", Media(sha256, "a.png", "image/png"), Media(sha256, "b.png", "image/png"))
    response = asker.screen(asked)
    assert (response.status_code, code(response)) == (409, "media_missing")
    assert response.get_json()["error"]["where"] == sha256
    sent = asker.ask("PUT", f"/v1/media/{sha256}", data, "application/octet-stream")
    assert sent.get_json() == {"sha256": sha256, "size": len(data)}
    assert asker.screen(asked).status_code == 200


def test_bytes_must_have_the_hash_they_come_under(asker: Asker, services: Services) -> None:
    response = asker.ask("PUT", f"/v1/media/{'0' * 64}", b"bytes", "application/octet-stream")
    assert (response.status_code, code(response)) == (422, "media_mismatch")
    for name in ("0" * 63, "G" * 64, "0" * 65, "A" * 64):
        assert asker.ask("PUT", f"/v1/media/{name}", b"x", "application/octet-stream").status_code == 404
    assert services.media.size == 0


def test_media_that_could_not_be_read_are_unchecked_by_name(asker: Asker) -> None:
    body = asker.screen(draft("", Media(unreadable="cross_origin", name="a.png"))).get_json()
    assert [item["reason"] for item in body["unchecked"]] == ["cannot_check"]
    assert body["opens"] is False


def test_without_a_policy_nothing_opens(app: Flask, services: Services, asker: Asker) -> None:
    services.screener = None
    for response in (asker.screen(draft()), asker.ask("GET", "/v1/policy")):
        assert (response.status_code, code(response)) == (503, "policy_missing")


def test_the_policy_is_told_in_the_readers_language(asker: Asker) -> None:
    assert asker.ask("GET", "/v1/policy").get_json()["title"] == "Trial"
    said = asker.ask("GET", "/v1/policy", Accept_Language="id-ID,id;q=0.9,en;q=0.8").get_json()
    assert (said["title"], said["rules"][0]["title"]) == ("Percobaan", "Undian")
    assert "giveaway" not in str(said)


def test_more_at_once_than_there_are_places_is_busy(asker: Asker, services: Services,
                                                    monkeypatch: pytest.MonkeyPatch) -> None:
    inside, leave = threading.Semaphore(0), threading.Event()
    real = services.screener
    assert real is not None

    class Slow:
        policy = real.policy

        def screen(self, *arguments: Any) -> Any:
            inside.release()
            leave.wait(10)
            return real.screen(*arguments)

    monkeypatch.setattr(services, "screener", Slow())
    results: list[int] = []
    threads = [threading.Thread(target=lambda: results.append(asker.screen(draft()).status_code))
               for _ in range(screenings.AT_ONCE)]
    for thread in threads:
        thread.start()
    for _ in threads:
        assert inside.acquire(timeout=10)
    response = asker.screen(draft())
    assert (response.status_code, code(response), response.headers["Retry-After"]) == (503, "busy", "1")
    assert asker.ask("GET", "/v1/health").status_code == 200
    leave.set()
    for thread in threads:
        thread.join()
    assert results == [200] * screenings.AT_ONCE
    assert asker.screen(draft()).status_code == 200


def test_a_mistake_of_ours_says_nothing_of_the_draft(asker: Asker, services: Services, monkeypatch: pytest.MonkeyPatch,
                                                     capfd: pytest.CaptureFixture[str]) -> None:
    class Broken:
        policy = services.screener.policy if services.screener else None

        def screen(self, asked: Draft, *_: Any) -> Any:
            raise ValueError(f"could not read {asked.parts[0].text}")

    monkeypatch.setattr(services, "screener", Broken())
    response = asker.screen(draft(CANARY))
    assert (response.status_code, code(response)) == (500, "internal")
    logged = "".join(capfd.readouterr())
    assert CANARY not in response.get_data(as_text=True) + logged
    assert "ValueError" in logged and "test_screenings.py" in logged


def test_a_lone_surrogate_counts_as_one_letter(asker: Asker) -> None:
    clean = Draft((Part("a\ufffdb giveaway"),), "x")
    body = screening(clean)
    body["draft"]["parts"][0]["text"] = "a\ud83db giveaway"
    found = asker.ask("POST", "/v1/screenings", body).get_json()["findings"][0]
    assert (found["start"], found["end"]) == (4, 12)


def test_the_record_says_what_became_of_it(asker: Asker, services: Services) -> None:
    verdict = asker.screen(draft("Join our giveaway!")).get_json()
    body = {"digest": verdict["digest"], "policy_version": verdict["policy_version"], "action": "allow",
            "outcome": "abandoned", "site": "x"}
    assert asker.ask("POST", "/v1/acknowledgements", body).get_json() == {"recorded": True}
    record = services.recorder._repository.latest(1)[0]
    # The companion's own word for the verdict counts, not the extension's.
    assert (record.action, record.rules, record.outcome) == ("review", ("trial.review",), "abandoned")
    assert record.digest == services.recorder.keyed(verdict["digest"]) != verdict["digest"]
