"""Migrations run up and down, and the tables are those of the migrations."""

from __future__ import annotations

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect

from saring.storage.database import HEAD
from saring.storage.migrate import config, downgrade, upgrade
from saring.storage.tables import metadata


def test_every_step_runs_both_ways(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'a.db'}")
    steps = [script.revision for script in ScriptDirectory.from_config(config()).walk_revisions()][::-1]
    for step in steps:
        upgrade(engine, step)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    for step in [*steps[:-1][::-1], "base"]:
        downgrade(engine, step)
    assert set(inspect(engine).get_table_names()) == {"alembic_version"}
    upgrade(engine)
    assert set(metadata.tables) < set(inspect(engine).get_table_names())
    engine.dispose()


def test_the_program_knows_the_newest_one() -> None:
    assert ScriptDirectory.from_config(config()).get_heads() == [HEAD]


def test_no_column_is_for_a_draft() -> None:
    """A new column has to be thought about: this list is the whole of what is stored."""
    assert {name: {column.name for column in table.columns} for name, table in metadata.tables.items()} == {
        "records": {"id", "at", "site", "action", "rules", "unchecked", "outcome", "digest", "policy_version"},
        "approvals": {"id", "digest", "policy_version", "site", "account", "note", "rules", "state", "by", "asked_by",
                      "asked_at", "expires_at"},
        "approvers": {"id", "name", "salt", "secret", "failures", "locked_until"},
    }
