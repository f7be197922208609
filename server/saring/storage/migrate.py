"""Migrations, run from the program itself: there is no alembic.ini to go missing."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine

FOLDER = Path(__file__).parent / "migrations"


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the schema up to ``revision`` in one transaction."""
    _run(engine, command.upgrade, revision)


def downgrade(engine: Engine, revision: str = "base") -> None:
    """Take the schema back to ``revision``."""
    _run(engine, command.downgrade, revision)


def config() -> Config:
    """Alembic's configuration, pointing at the package's own folder."""
    found = Config()
    # Alembic's configuration interpolates percent signs.
    found.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    return found


def _run(engine: Engine, step: object, revision: str) -> None:
    assert callable(step)
    settings = config()
    with engine.begin() as connection:
        settings.attributes["connection"] = connection
        step(settings, revision)
