"""Write the README's tables from the data they are about: sites, detectors, rules. `--check` only says what lags."""

from __future__ import annotations

import argparse
import ast
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"


def tables() -> dict[str, str]:
    """Name of each table → its Markdown, without the marking comment."""
    return {
        "sites": _table(("site", "id", "hosts"), _sites()),
        "detectors": _table(("detector", "serves the rule kinds", "what it does"), _detectors()),
        "rules": _table(("rule of the default policy", "kind", "what happens", "what it is about"), _rules()),
    }


def renewed(text: str) -> str:
    """The README with every marked table replaced by what the data say today."""
    for name, table in tables().items():
        text = re.sub(rf"(<!-- table: {name} -->\n)(?:\|[^\n]*\n)*", lambda found: found.group(1) + table, text)
    return text


def _table(head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "".join("| " + " | ".join(cells) + " |\n" for cells in lines)


def _sites() -> Iterator[tuple[str, ...]]:
    for path in sorted((ROOT / "extension" / "src" / "sites").glob("*.json")):
        site = json.loads(path.read_text("utf-8"))
        if site["hosts"]:
            shown = ", ".join(site["hosts"][:4])
            more = f" and {len(site['hosts']) - 4} more" if len(site["hosts"]) > 4 else ""
            yield site["title"], f"`{site['id']}`", shown + more


def _detectors() -> Iterator[tuple[str, ...]]:
    for path in sorted((ROOT / "server" / "saring" / "detectors").glob("*.py")):
        module = ast.parse(path.read_text("utf-8"))
        values = {target.id: node.value for node in module.body if isinstance(node, (ast.Assign, ast.AnnAssign))
                  for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
                  if isinstance(target, ast.Name) and node.value is not None}
        if "ID" not in values:
            continue
        kinds = [node.value for node in ast.walk(values["KINDS"])
                 if isinstance(node, ast.Constant) and isinstance(node.value, str)]
        first = (ast.get_docstring(module) or "").split("\n")[0]
        yield f"`{ast.literal_eval(values['ID'])}`", ", ".join(f"`{kind}`" for kind in kinds), first


def _rules() -> Iterator[tuple[str, ...]]:
    import yaml

    pack = ROOT / "server" / "saring" / "policy" / "packs" / "default.yaml"
    for rule in yaml.safe_load(pack.read_text("utf-8"))["rules"]:
        title = rule.get("title", "")
        about = title.get("en", "") if isinstance(title, dict) else title
        yield f"`{rule['id']}`", f"`{rule['kind']}`", rule["action"], about


def main() -> int:
    """Exit status 1 with ``--check`` when the README lags behind the data."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing")
    options = parser.parse_args()
    old = README.read_text("utf-8")
    new = renewed(old)
    if options.check and new != old:
        print("README.md lags behind the data; run scripts/readme_tables.py", file=sys.stderr)
        return 1
    if not options.check:
        README.write_text(new, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
