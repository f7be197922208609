"""The README says what is there: its tables come from the data, and what it names exists."""

import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")

sys.path.insert(0, str(ROOT / "scripts"))


def test_tables_are_those_of_the_data():
    import readme_tables

    assert readme_tables.renewed(README) == README, "run scripts/readme_tables.py"
    assert all(table.count("\n") > 3 for table in readme_tables.tables().values())


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(((?!http)[^)#]+)", README))))
def test_what_is_linked_exists(link):
    assert (ROOT / link).exists()


@pytest.mark.parametrize("name", sorted({
    name for folder in ("server", "scripts") for path in (ROOT / folder).rglob("*.py")
    for name in re.findall(r"[\"'](SARING_[A-Z]+)[\"']", path.read_text("utf-8"))
}))
def test_every_environment_variable_is_in_the_settings_table(name):
    assert f"`{name}`" in README


@pytest.mark.parametrize("command", ["serve", "screen", "policy", "approvals", "pair", "doctor", "version"])
def test_every_command_is_named(command):
    assert f"saring {command}" in README
    assert (ROOT / "server" / "saring" / "cli" / f"{command}.py").exists()
