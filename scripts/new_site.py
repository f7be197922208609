"""Write the skeleton of a site: extension/src/sites/<id>.json and its line in the registry.

    python3 scripts/new_site.py tumblr tumblr.com --title Tumblr

Then open the site's compose box, fill in what the file asks for, and run the tests of extension/src/sites.
"""

from __future__ import annotations

import argparse
import datetime
import json
import re
import sys
from pathlib import Path
from typing import Any

SITES = Path(__file__).resolve().parents[1] / "extension" / "src" / "sites"
_IMPORT = re.compile(r'^import (\w+) from "\./([a-z0-9-]+)\.json";$', re.MULTILINE)
_LIST = re.compile(r"(export const SITES: readonly Site\[\] = \[).*?(\] as unknown as Site\[\];)", re.DOTALL)


def skeleton(site: str, title: str, hosts: list[str], today: str) -> dict[str, Any]:
    """A site that follows the schema and finds its composer by structure until it is described better."""
    told = {"seen": today, "confidence": "C"}
    publish = {"en": ["Post", "Publish", "Reply", "Schedule"], "id": ["Posting", "Terbitkan", "Balas", "Jadwalkan"]}
    reply = {"en": ["Reply"], "id": ["Balas"]}
    return {
        "id": site, "title": title, "hosts": hosts, "recognise": [], "shadow": [],
        "scope": [{"selector": '[role="dialog"]', **told}],
        "editors": [{"selector": 'textarea, [contenteditable="true"]', **told}],
        "fields": [],
        "buttons": [{"selector": 'button, [role="button"]', "labels": publish, "reach": "composer", **told}],
        "keys": [{"key": "ctrl-enter", **told}],
        "media": {
            "inputs": [{"selector": 'input[type="file"]', **told}],
            "previews": [{"selector": 'img[src^="blob:"], img[src^="data:"], video[src^="blob:"]', **told}],
            "alts": [{"where": "preview", "selector": "img", "attribute": "alt", **told}],
            "libraries": ["giphy.com", "tenor.com"],
        },
        "kinds": [{"kind": "reply", "labels": reply, **told}],
        "requests": [],
    }


def register(index: str, site: str) -> str:
    """The registry's source with ``site`` among its imports and in its list, both in alphabetical order."""
    sites = sorted({name for _, name in _IMPORT.findall(index)} | {site})
    imports = "\n".join(f'import {_variable(name)} from "./{name}.json";' for name in sites)
    first, last = _span(index)
    listed = _LIST.sub(lambda found: found[1] + ", ".join(map(_variable, sites)) + found[2], index[last:])
    return index[:first] + imports + listed


def main(arguments: list[str] | None = None) -> int:
    """Run the command line. Returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("id", help="lower case; the file's name and the site's name everywhere else")
    parser.add_argument("hosts", nargs="+", metavar="HOST", help="host or host/path-prefix, without https://")
    parser.add_argument("--title", help="what people call it (default: the id)")
    options = parser.parse_args(arguments)
    file = SITES / f"{options.id}.json"
    if not re.fullmatch(r"[a-z][a-z0-9-]*", options.id):
        print(f"{options.id!r} is no id: use lower-case letters, digits and hyphens.", file=sys.stderr)
        return 1
    if file.exists():
        print(f"{file} is there already.", file=sys.stderr)
        return 1
    site = skeleton(options.id, options.title or options.id, options.hosts, datetime.date.today().isoformat())
    file.write_text(json.dumps(site, indent=2, ensure_ascii=False) + "\n", "utf-8")
    index = SITES / "index.ts"
    index.write_text(register(index.read_text("utf-8"), options.id), "utf-8")
    print(f"Wrote {file}\nNext: describe the site in it (docs/sites.md), then: npx vitest run tests/extension/sites")
    return 0


def _variable(site: str) -> str:
    head, *rest = site.split("-")
    return head + "".join(part.capitalize() for part in rest)


def _span(index: str) -> tuple[int, int]:
    found = list(_IMPORT.finditer(index))
    return found[0].start(), found[-1].end()


if __name__ == "__main__":
    sys.exit(main())
