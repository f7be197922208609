"""Build the browser extension into one folder that Chromium and Firefox both load, and the practice page beside it.

Needs nothing but Python: Node comes from the machine or from PyPI, the packages from package-lock.json.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent))

from bootstrap import ROOT, Trouble, node  # noqa: E402
from bootstrap.console import step  # noqa: E402
from extension_files import copy_practice, lay_out, read_handover, read_host, zip_folder  # noqa: E402

DEFAULT_OUT = ROOT / "extension" / "dist"
PRACTICE = ROOT / "server" / "saring" / "web" / "practice"


def main(arguments: list[str] | None = None) -> int:
    """Run the command line. Returns the exit status."""
    options = _parse(arguments)
    try:
        hosts = dict(read_host(value) for value in options.host)
        handover = read_handover(options.handover) if options.handover else None
        build(options.out, hosts=hosts, handover=handover, watch=options.watch)
        if options.zip:
            print(f"packed: {zip_folder(options.out, options.out.with_suffix('.zip'))}")
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def build(out: Path = DEFAULT_OUT, *, hosts: dict[str, str] | None = None, handover: bytes | None = None,
          watch: bool = False) -> Path:
    """Build into ``out``, which afterwards holds the extension and nothing else.

    ``hosts`` (host or host/path to a site's id) are covered without asking; ``handover`` is the content of a
    ``handover.json``, a secret that whoever gets the folder can read. Raises ``Trouble``.
    """
    with step("Node") as current:
        nodes = node.folder(current)
        node.packages(nodes)
    with step("Extension") as current:
        practice = copy_practice(ROOT / "practice", PRACTICE)
        lay_out(ROOT / "extension", out, hosts or {}, handover)
        _bundle(nodes, out, PRACTICE if practice else None, hosts or {}, watch)
        current.note = str(out) + ("" if practice else "; left out: the practice page is not there")
    return out


def _bundle(nodes: Path, out: Path, practice: Path | None, hosts: dict[str, str], watch: bool) -> None:
    order = {"root": str(ROOT), "out": str(out.resolve()), "practice": str(practice or ""),
             "hosts": hosts, "watch": watch}
    program = nodes / ("node.exe" if os.name == "nt" else "node")
    command = [str(program), str(ROOT / "scripts" / "esbuild.mjs"), json.dumps(order)]
    if watch:
        print("Watching; Ctrl-C ends it. Reload the extension in the browser after a change.", flush=True)
        subprocess.run(command, cwd=ROOT)
        return
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if result.returncode:
        raise Trouble(f"The extension does not build. esbuild said:\n{result.stderr.strip()}")
    if result.stdout.strip():
        print(result.stdout.strip())


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--out", type=Path, default=DEFAULT_OUT, help="folder to build into (default: extension/dist)")
    parser.add_argument("--host", action="append", default=[], metavar="HOST[=SITE]",
                        help="cover this host too, as that site (default: generic); may be given several times")
    parser.add_argument("--handover", type=Path, metavar="FILE",
                        help="what `saring pair --json` printed, so that the extension is paired from its first start")
    parser.add_argument("--watch", action="store_true", help="build again whenever a file changes")
    parser.add_argument("--zip", action="store_true", help="also pack OUT.zip, the same bytes for the same sources")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
