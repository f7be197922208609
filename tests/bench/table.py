"""`python -m bench.table PART…`: measure the parts in turn and print one table."""

from __future__ import annotations

import importlib
import json
import sys
from dataclasses import asdict

from bench.row import Row


def main(arguments: list[str]) -> int:
    """Print a table on standard output, or JSON with ``--json``; what is being measured goes to standard error."""
    rows: list[Row] = []
    for part in (word for word in arguments if word != "--json"):
        print(f"measuring: {part} …", file=sys.stderr, flush=True)
        rows += importlib.import_module(f"bench.{part}").measure()
    if "--json" in arguments:
        json.dump([asdict(row) for row in rows], sys.stdout, indent=1)
        print()
        return 0
    print(f"{'part':10} {'what':58} {'median':>10} {'low':>9} {'high':>9} unit  beside, aim")
    for row in rows:
        notes = "; ".join(note for note in (row.beside, row.aim and f"aim: {row.aim}") if note)
        print(f"{row.part:10} {row.what:58} {row.median:10.3f} {row.low:9.3f} {row.high:9.3f} {row.unit:5} {notes}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
