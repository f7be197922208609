"""Adds a picture classifier to this machine: fetches its file, checks its SHA-256, and lists it for the companion.

    python scripts/fetch_models.py gore.yaml

The file holds one entry of a list of models as docs/pictures.md describes it, with `url` (https) and `sha256`. A
download that was cut off goes on where it stopped. Nothing is listed before its hash is right.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
import urllib.request
from pathlib import Path
from typing import Any, Protocol

import yaml

from saring.vision.models import LIST, Model, read_models
from saring.vision.options import MANIFEST, own_models

#: No classifier of pictures that runs on an author's machine is larger, in bytes.
MOST = 1 << 30


class Problem(Exception):
    """What keeps the model from being added, in a sentence."""


class Answer(Protocol):
    """What an opener gives: as ``urllib.request.urlopen`` does."""

    status: int
    url: str

    def read(self, size: int) -> bytes: ...
    def __enter__(self) -> Answer: ...
    def __exit__(self, *problem: object) -> None: ...


def add(entry: dict[str, Any], folder: Path, opener: Any = urllib.request.urlopen) -> Path:
    """Fetch the entry's file into ``folder`` and list it there. Raises :class:`Problem`."""
    try:
        model = Model.model_validate(entry)
    except ValueError as error:
        raise Problem(f"This is no entry of a list of models.\n{error}") from None
    if model.classify is None or not model.url or "/" in model.file:
        raise Problem("An added model needs `check: classes`, `classify`, `url` and a plain file name.")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = fetch(model, folder, opener)
    rows = [row for row in _listed(folder) if row["name"] != model.name]
    _write(folder, [*rows, entry])
    return path


def fetch(model: Model, folder: Path, opener: Any = urllib.request.urlopen) -> Path:
    """The model's file, whole and right, in ``folder``; what was fetched before is kept and gone on from."""
    path, part = folder / model.file, folder / f"{model.file}.part"
    if path.exists() and _digest(path) == model.sha256:
        return path
    have = part.stat().st_size if part.exists() else 0
    request = urllib.request.Request(model.url, headers={"Range": f"bytes={have}-"} if have else {})
    try:
        with opener(request, timeout=60) as answer:
            if not answer.url.startswith("https://"):
                raise Problem("The address leads to one that is not https.")
            _save(answer, part, have if answer.status == 206 else 0)
    except OSError as error:
        raise Problem(f"It could not be fetched ({type(error).__name__}); what came so far is kept.") from None
    if _digest(part) != model.sha256:
        part.unlink()
        raise Problem("What came has another SHA-256; it was deleted.")
    os.replace(part, path)
    return path


def _save(answer: Answer, part: Path, have: int) -> None:
    with part.open("r+b" if have else "wb") as file:
        file.seek(have)
        while block := answer.read(1 << 20):
            have += len(block)
            if have > MOST:
                raise Problem("It is larger than any model may be.")
            file.write(block)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _listed(folder: Path) -> list[dict[str, Any]]:
    path = folder / LIST
    return list(yaml.safe_load(path.read_text("utf-8"))["models"]) if path.exists() else []


def _write(folder: Path, rows: list[dict[str, Any]]) -> None:
    """Write the list, and take it back if the companion could not use it."""
    path, before = folder / LIST, _listed(folder)
    fresh = folder / f"{LIST}.new"
    fresh.write_text(yaml.safe_dump({"models": rows}, sort_keys=False, allow_unicode=True), "utf-8")
    os.replace(fresh, path)
    try:
        read_models(MANIFEST, folder)
    except ValueError as error:
        path.unlink() if not before else path.write_text(yaml.safe_dump({"models": before}, sort_keys=False), "utf-8")
        raise Problem(f"The companion could not use it: {error}.") from None


def main() -> None:
    """Add the model of the file that is named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("entry", type=Path, help="a YAML file with one entry")
    parser.add_argument("--into", type=Path, default=own_models(), help="the folder; default: %(default)s")
    chosen = parser.parse_args()
    try:
        path = add(yaml.safe_load(chosen.entry.read_text("utf-8")), chosen.into)
    except (OSError, yaml.YAMLError, Problem) as error:
        sys.exit(str(error))
    print(f"{path}: there, with the right SHA-256. Start the companion again.")


if __name__ == "__main__":
    main()
