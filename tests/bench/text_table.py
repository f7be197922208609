"""How well and how fast texts are read: our table beside better-profanity's, on labelled lines.

Run: ``python tests/bench/text_table.py FOLDER [--terms 100000] [--skip-peer] [--misses FILE]``. FOLDER holds JSON
lines files of ``{"id", "text", "label", "meta"}``; without it nothing runs. "Flagged" means rated PG13 or stricter.
"""

from __future__ import annotations

import argparse
import collections
import json
import random
import string
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from saring.domain import Rating
from saring.text.matcher import Matcher, Term
from saring.text.prepare import prepare
from saring.text.reader import Reader

Row = dict[str, Any]


def counts(rows: list[Row], flags: list[bool]) -> tuple[int, int, int, int]:
    """True and false positives, false and true negatives."""
    table = collections.Counter(zip((bool(row["label"]) for row in rows), flags, strict=True))
    return table[True, True], table[False, True], table[True, False], table[False, False]


def figures(rows: list[Row], flags: list[bool]) -> str:
    """Precision, recall, F1 in percent, and how many innocents were flagged."""
    hit, wrong, missed, quiet = counts(rows, flags)
    precision = 100 * hit / (hit + wrong) if hit + wrong else 0.0
    recall = 100 * hit / (hit + missed) if hit + missed else 0.0
    both = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    parts = []
    if hit + missed:
        parts.append(f"P {precision:5.1f} R {recall:5.1f} F1 {both:5.1f}")
    if wrong + quiet:
        parts.append(f"innocents {wrong}/{wrong + quiet} ({100 * wrong / (wrong + quiet):.2f} %)")
    return "; ".join(parts)


def by_disguise(rows: list[Row], flags: list[bool]) -> None:
    """Recall and control words flagged, one line a disguise, and the mean."""
    groups: dict[str, list[tuple[Row, bool]]] = collections.defaultdict(list)
    for row, flag in zip(rows, flags, strict=True):
        groups[row["meta"].get("t", "")].append((row, flag))
    recalls, controls = [], []
    for name, members in groups.items():
        hit, wrong, missed, quiet = counts([r for r, _ in members], [f for _, f in members])
        recalls.append(hit / max(1, hit + missed))
        controls.append(wrong / max(1, wrong + quiet))
        print(f"    {name:20s} recall {100 * recalls[-1]:5.1f}  controls {100 * controls[-1]:5.1f}")
    print(f"    {'mean':20s} recall {100 * sum(recalls) / len(recalls):5.1f}  "
          f"controls {100 * sum(controls) / len(controls):5.2f}")


def milliseconds(check: Callable[[str], object], text: str, batches: int = 15, budget: float = 0.1) -> float:
    """Milliseconds a call: the best of ``batches`` batches of about ``budget`` seconds, so that a busy machine's other
    work is not counted as ours (or theirs)."""
    check(text)
    best = float("inf")
    for _ in range(batches):
        runs, start = 0, time.perf_counter()
        while not runs or time.perf_counter() - start < budget:
            check(text)
            runs += 1
        best = min(best, (time.perf_counter() - start) / runs)
    return 1000 * best


#: An announcement such as brands post: 280 characters, no bad word.
ORDINARY = (
    "We are happy to announce that our new menu is out now, come and visit the garden this weekend with all your "
    "friends and family! Doors open at nine, tickets are $12.50 each and kids under 10 go free. See you at the store "
    "tomorrow, thank you for the photos from last Friday, team 2026."
)[:280].ljust(280, ".")


def drafts(rows: list[Row]) -> str:
    """An ordinary draft of exactly 280 characters, made of lines that are labelled innocent."""
    return " ".join(row["text"] for row in rows if not row["label"])[:280].ljust(280, ".")


def main(argv: list[str]) -> int:
    """Print the table. Exit status 2 without a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--terms", type=int, default=100_000)
    parser.add_argument("--skip-peer", action="store_true")
    parser.add_argument("--misses", type=Path)
    options = parser.parse_args(argv)
    if options.folder is None or not options.folder.is_dir():
        parser.print_usage()
        return 2
    start = time.perf_counter()
    reader = Reader()
    print(f"reader ready in {1000 * (time.perf_counter() - start):.0f} ms")
    peer = None
    if not options.skip_peer:
        from better_profanity import profanity  # noqa: PLC0415  takes a second to load

        profanity.load_censor_words()
        peer = profanity.contains_profanity
    misses = []
    corpora = {
        file.stem: [json.loads(line) for line in file.open(encoding="utf-8")]
        for file in sorted(options.folder.glob("*.jsonl"))
    }
    for name, rows in corpora.items():
        flags = []
        for row in rows:
            found = [m for m in reader.read(prepare(row["text"])) if m.entry.rating >= Rating.PG13]
            flags.append(bool(found))
            if flags[-1] != bool(row["label"]):
                spans = [[m.entry.term, m.disguise, row["text"][m.start:m.end]] for m in found]
                misses.append({**row, "corpus": name, "found": spans})
        print(f"{name}\n  saring           {figures(rows, flags)}")
        if peer is not None and len(rows) < 6000:
            print(f"  better-profanity {figures(rows, [bool(peer(row['text'])) for row in rows])}")
        if any("t" in row["meta"] for row in rows):
            by_disguise(rows, flags)
    if options.misses:
        options.misses.write_text("\n".join(json.dumps(m, ensure_ascii=False) for m in misses), encoding="utf-8")
    _speed(reader, peer, [row for rows in corpora.values() for row in rows if len(row["text"]) > 40], options.terms)
    return 0


def _speed(reader: Reader, peer: Callable[[str], object] | None, rows: list[Row], many: int) -> None:
    chance = random.Random(7)
    words = {"".join(chance.choices(string.ascii_lowercase, k=chance.randint(5, 12))) for _ in range(many)}
    matcher = Matcher(Term(word) for word in sorted(words))

    def both(text: str) -> None:
        prepared = prepare(text)
        reader.read(prepared)
        matcher.find(prepared)

    for name, draft in (("an announcement", ORDINARY), ("corpus lines", drafts(rows))):
        ours = milliseconds(lambda text: reader.read(prepare(text)), draft)
        print(f"ms per 280 characters, {name}: saring {ours:.4f}; "
              f"with {len(words)} terms added {milliseconds(both, draft):.4f}")
        if peer is not None:
            theirs = milliseconds(peer, draft)
            print(f"  better-profanity {theirs:.3f} ({theirs / ours:.0f} times ours)")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
