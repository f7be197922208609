"""The database: SQLite in the state folder, or SARING_DATABASE. Opened, with SQLAlchemy loaded, on first use."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from saring.storage.problems import OS_CODES, StorageProblem, code_of

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

#: The newest migration; a test holds it to storage/migrations.
HEAD = "0001"


class Database:
    """One engine, made and migrated when it is first needed, so that an idle companion doesn't carry it."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._engine: Engine | None = None
        self._lock = threading.Lock()
        #: The broken file that was replaced by a new one in this run, if any.
        self.set_aside: Path | None = None

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection for reading. Raises ``StorageProblem``."""
        with self._translate(), self._ready().connect() as connection:
            yield connection.execution_options(saring_reads=True)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that commits at the end of the block. Raises ``StorageProblem``."""
        with self._translate(), self._ready().begin() as connection:
            yield connection

    def check(self) -> None:
        """See that it opens and takes a write. Raises ``StorageProblem``."""
        with self.write() as connection:
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql("PRAGMA user_version=1")

    def close(self) -> None:
        """Let go of the connections; the next use opens it anew."""
        with self._lock:
            if self._engine is not None:
                self._engine.dispose()
                self._engine = None

    def _ready(self) -> Engine:
        from saring.storage import engine

        with self._lock:
            if self._engine is None:
                self._engine, aside = engine.open_engine(self._url, HEAD)
                self.set_aside = aside or self.set_aside
            return self._engine

    @contextmanager
    def _translate(self) -> Iterator[None]:
        from sqlalchemy.exc import SQLAlchemyError

        try:
            yield
        except OSError as error:
            raise StorageProblem(OS_CODES.get(error.errno or 0, "unavailable")) from None
        except SQLAlchemyError as error:
            code = code_of(error)
            if code == "corrupt":
                # The next use opens it anew, finds it broken and sets it aside.
                self.close()
            raise StorageProblem(code) from None


def database_url(file: Path) -> str:
    """SARING_DATABASE, or SQLite in ``file``."""
    return os.environ.get("SARING_DATABASE") or f"sqlite:///{file}"
