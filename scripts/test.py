"""Run everything that says whether Saring is whole: lint, types, import rules, tests, real browsers.

The quick checks come first. A failure in one group does not keep the others from running; the exit status is 1 if
anything failed. Needs Python 3.11 or newer and, the first time, a network.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

if sys.version_info < (3, 11):
    sys.exit("Saring needs Python 3.11 or newer; this is %s. Run it with a newer one." % sys.version.split()[0])

sys.path.insert(0, str(Path(__file__).resolve().parent))

from bootstrap import ROOT, Trouble, environment, node  # noqa: E402
from bootstrap.console import step  # noqa: E402
from bootstrap.debian import ensure_browsers  # noqa: E402

#: Name → command; ``py`` and ``node_bin`` are filled in. The order is that of the run: quick ones first.
QUICK = {
    "style of Python": ["py", "-m", "flake8", "server", "scripts", "tests"],
    "import rules": ["importlinter"],
    "types of Python": ["py", "-m", "mypy", "-p", "saring"],
    "types of TypeScript": ["npm", "run", "--silent", "types"],
    "style of TypeScript": ["npm", "run", "--silent", "lint"],
    "conventions and scripts": ["py", "-m", "pytest", "tests/conventions", "tests/scripts", "-m", "not browser"],
    "server": ["py", "-m", "pytest", "tests/server", "-m", "not vision"],
    "extension": ["npm", "run", "--silent", "test"],
    "pictures": ["py", "-m", "pytest", "tests/server", "-m", "vision"],
}
BROWSERS = {
    "run with a browser": ["py", "-m", "pytest", "tests/scripts", "-m", "browser"],
    "end to end, in Chromium and Firefox": ["py", "-m", "pytest", "tests/e2e", "--durations=10"],
}


def main() -> int:
    """Prepare what the tests need, run the groups, and print one line for each."""
    options = _arguments()
    try:
        with step("Preparing Python and the test tools") as current:
            environment.ensure(["test.txt"], current)
        with step("Preparing Node and its packages") as current:
            nodes = node.folder(current)
            node.packages(nodes)
        if not options.fast:
            with step("Looking for Chromium and Firefox") as current:
                current.note = ensure_browsers()
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    groups = QUICK if options.fast else QUICK | BROWSERS
    chosen = {name: command for name, command in groups.items() if not options.only or options.only in name}
    failed = [name for name, command in chosen.items() if not _run(name, command, nodes)]
    names = f" Failed: {'; '.join(failed)}." if failed else ""
    print(f"\n{len(chosen) - len(failed)} of {len(chosen)} groups passed.{names}")
    return 1 if failed or not chosen else 0


def _run(name: str, command: list[str], nodes: Path) -> bool:
    python = environment.python()
    if command[0] == "importlinter":
        command = [str(python.with_name("lint-imports" + python.suffix)), "--no-cache"]
    command = [str(python) if word == "py" else word for word in command]
    if command[0] == "npm":
        command[0] = str(nodes / ("npm.cmd" if os.name == "nt" else "npm"))
    print(f"\n== {name}", flush=True)
    started = time.monotonic()
    paths = os.pathsep.join([str(nodes), str(python.parent), os.environ.get("PATH", "")])
    surroundings = {**os.environ, "PATH": paths, "PYTHONDONTWRITEBYTECODE": "1"}
    code = subprocess.run(command, cwd=ROOT, env=surroundings).returncode
    print(f"== {name}: {'passed' if code == 0 else 'FAILED'} ({time.monotonic() - started:.0f} s)", flush=True)
    return code == 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fast", action="store_true", help="leave out the tests that drive real browsers")
    parser.add_argument("--only", metavar="WORDS", help="only the groups whose name contains these words")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
