"""Measure Saring beside something else in the same run, and print one table.

Every figure is a median with its spread, and speed is a ratio: text beside better-profanity 0.7.0, a picture beside a
bare run of the same model, the gate beside the page without Saring. Machines are noisy: quote the ratios, not single
times. `--only text` and the like measure one part; `--json` prints the figures as data.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

if sys.version_info < (3, 11):
    sys.exit("Saring needs Python 3.11 or newer; this is %s. Run it with a newer one." % sys.version.split()[0])

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "scripts"))

from bootstrap import Trouble, environment  # noqa: E402
from bootstrap.console import step  # noqa: E402

#: Part → what it measures; each is a module of tests/bench with a function ``measure() -> list[Row]``.
PARTS = {
    "text": "a 280-character draft in process, beside better-profanity; flat up to 100,000 terms",
    "companion": "time until ready, memory when idle, the HTTP round trip",
    "gate": "from keystroke to opened gate in Chromium",
    "pictures": "one picture, beside a bare run of the same model",
}


def main() -> int:
    """Measure the chosen parts inside the environment and print their rows."""
    options = _arguments()
    try:
        with step("Preparing Python and the test tools") as current:
            environment.ensure(["test.txt"], current)
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    command = [str(environment.python()), "-m", "bench.table", *(options.only or PARTS)]
    if options.json:
        command.append("--json")
    return subprocess.run(command, cwd=ROOT / "tests").returncode


def _arguments() -> argparse.Namespace:
    parts = "\n".join(f"  {name:10} {what}" for name, what in PARTS.items())
    parser = argparse.ArgumentParser(description=f"{__doc__}\nParts:\n{parts}",
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", action="append", choices=sorted(PARTS), metavar="PART",
                        help="measure this part alone; may be given more than once")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
