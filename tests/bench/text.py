"""A 280-character draft in process, beside better-profanity in the same run."""

from __future__ import annotations

import random
import statistics
import string

from bench.row import Row, milliseconds, row

#: 280 characters of the kind people post; both programs read the same.
CLEAN = (
    "Selamat pagi Jakarta! Our new branch in Bandung opens this Saturday at 9:30, and the first 100 guests get a "
    "free kopi susu. Parking is behind the building, the kids' corner is on level 2. Sampai jumpa di sana, we "
    "can't wait to see you all! #grandopening #kopi @sarah.w see you soon, ya"
)[:280].ljust(280, ".")


def measure() -> list[Row]:
    """Normalise, match and decide with the default policy, against ``contains_profanity``."""
    from better_profanity import Profanity

    from saring.domain import Draft, Part
    from saring.policy.load import load_policy
    from saring.services.screen import Screener

    draft = Draft(parts=(Part(CLEAN),), site="x")
    screener = Screener(load_policy("default"))
    peer = Profanity()
    theirs = milliseconds(lambda: peer.contains_profanity(CLEAN), rounds=5)
    ours = milliseconds(lambda: screener.screen(draft, {}), rounds=30, inner=20)
    ratio = statistics.median(theirs) / statistics.median(ours)
    return [
        row("text", "better-profanity 0.7.0, contains_profanity", theirs),
        row("text", "Saring, the whole verdict", ours, beside=f"{ratio:.0f} times as fast", aim="at least 200 times"),
        *_lists(ours),
    ]


def _lists(plain: list[float]) -> list[Row]:
    """The matcher alone with a blocklist of 100 and of 100,000 made-up terms."""
    from saring.text.matcher import Matcher, Term
    from saring.text.prepare import prepare

    rows = []
    chance = random.Random(7)
    terms = ["".join(chance.choices(string.ascii_lowercase, k=chance.randint(6, 12))) for _ in range(100_000)]
    medians = []
    for size in (100, 100_000):
        matcher = Matcher([Term(term) for term in terms[:size]])
        times = milliseconds(lambda: matcher.find(prepare(CLEAN)), rounds=30, inner=20)
        medians.append(statistics.median(times))
        beside = f"{medians[-1] / medians[0]:.2f} times the short list" if size > 100 else ""
        rows.append(row("text", f"Saring, reading for a blocklist of {size:,} terms", times, beside=beside))
    return rows
