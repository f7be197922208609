"""Migrations run up and down, and the tables are those of the migrations."""

from __future__ import annotations

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text

from saring.storage.database import HEAD, Database
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


def _schema(url: str) -> set[tuple[str, str]]:
    engine = create_engine(url)
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")).all()
    engine.dispose()
    return {(name, "".join(sql.split())) for name, sql in rows}


def test_a_new_database_is_what_the_migrations_would_have_made(tmp_path: Path) -> None:
    made, migrated = (f"sqlite:///{tmp_path / name}" for name in ("made.db", "migrated.db"))
    Database(made).check()
    engine = create_engine(migrated)
    upgrade(engine)
    engine.dispose()
    assert _schema(made) == _schema(migrated)
    engine = create_engine(made)
    upgrade(engine)
    downgrade(engine)
    engine.dispose()
    Database(made).check()
    assert _schema(made) == _schema(migrated)


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
