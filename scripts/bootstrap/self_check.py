"""Screen one clean and one obscene draft over HTTP. Runs inside the environment; a pairing comes on standard input.

The obscene draft is a word taken from the lexicons at run time, so that none is written here.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import sys
import time
import urllib.request
from typing import Any

from saring.domain import Draft, Part, Rating
from saring.text.lexicon import load_lexicons


def main() -> int:
    """Print one line on what came of it; exit status 1 when a verdict is not what it should be."""
    pairing = json.load(sys.stdin)
    clean, took = screen(pairing, "Good morning, Jakarta! Our new menu is out today.")
    obscene, _ = screen(pairing, f"Good morning, {_obscene_word()}!")
    if not clean["opens"] or obscene["action"] != "block":
        print(f"The clean draft got '{clean['action']}', the obscene one '{obscene['action']}'. Is another policy set? "
              "`saring doctor` tells.", file=sys.stderr)
        return 1
    print(f"the clean one may be posted, the obscene one is held (a verdict takes {took:.0f} ms)")
    return 0


def screen(pairing: dict[str, Any], text: str) -> tuple[dict[str, Any], float]:
    """Ask the companion for a verdict as docs/protocol.md says; returns it with the milliseconds it took."""
    draft = Draft(parts=(Part(text),), site="practice")
    body = json.dumps({
        "protocol": 1, "revision": 1, "locale": "en", "digest": draft.digest,
        "draft": {"site": draft.site, "account": "", "kind": "post", "parts": [{"text": text, "media": []}]},
    }).encode()
    started = time.perf_counter()
    request = urllib.request.Request(f"{pairing['url']}/v1/screenings", body, _headers(pairing, body))
    with urllib.request.urlopen(request, timeout=30) as reply:
        verdict = json.load(reply)
    return verdict, (time.perf_counter() - started) * 1000


def _headers(pairing: dict[str, Any], body: bytes) -> dict[str, str]:
    moment, nonce = str(int(time.time() * 1000)), secrets.token_hex(16)
    signed = "\n".join(["saring-request-v1", "POST", "/v1/screenings", pairing["client"], moment, nonce,
                        hashlib.sha256(body).hexdigest()])
    mac = hmac.new(bytes.fromhex(pairing["secret"]), signed.encode(), "sha256").hexdigest()
    return {"Content-Type": "application/json", "Saring-Protocol": "1", "Saring-Client": pairing["client"],
            "Saring-Time": moment, "Saring-Nonce": nonce, "Saring-MAC": mac}


def _obscene_word() -> str:
    entries = (entry for lexicon in load_lexicons() for entry in lexicon.entries)
    return next(entry.term for entry in entries if entry.rating >= Rating.R and entry.term.isalpha())


if __name__ == "__main__":
    sys.exit(main())
