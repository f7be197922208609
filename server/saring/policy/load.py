"""Finds a policy by file, folder or pack name, with everything it extends."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

import platformdirs

from saring.policy.compile import compile_policy
from saring.policy.faults import did_you_mean
from saring.policy.layer import Layer, read_layer
from saring.policy.model import Policy
from saring.policy.problems import PolicyError, Problem
from saring.policy.schema import MAX_LAYERS
from saring.policy.source import MAX_BYTES

PACKS = Path(__file__).parent / "packs"
#: How a policy's file is called inside a folder.
FILE_NAME = "policy.yaml"


def pack_names() -> list[str]:
    """The policies that come with Saring."""
    return sorted(path.stem for path in PACKS.glob("*.yaml"))


def default_source() -> str:
    """Where the policy comes from when nobody says: ``$SARING_POLICY``, the user's policy folder, the default pack."""
    named = os.environ.get("SARING_POLICY", "")
    if named:
        return named
    own = Path(platformdirs.user_config_dir("saring", appauthor=False)) / FILE_NAME
    return str(own) if own.is_file() else "default"


def load_policy(source: str | Path | None = None) -> Policy:
    """Load a policy: a file, a folder with a ``policy.yaml``, or a pack's name. Raises :class:`PolicyError`."""
    return compile_policy(_Finder().layers(_locate(source if source is not None else default_source())))


def load_policy_text(data: bytes, file: str = "policy.yaml", folder: Path | None = None) -> Policy:
    """Load a policy from its bytes. ``folder`` is where the files it names are looked for."""
    finder = _Finder()
    finder.add(read_layer(data, file, folder), (file,))
    return compile_policy(finder.found)


def _locate(source: str | Path) -> Path:
    path = Path(source)
    if path.is_dir():
        path = path / FILE_NAME
    if path.is_file():
        return path
    if str(source) in pack_names():
        return PACKS / f"{source}.yaml"
    looks_like_path = path.suffix in (".yaml", ".yml") or len(path.parts) > 1
    fix = "Check the path." if looks_like_path else did_you_mean(str(source), pack_names())
    raise PolicyError([Problem(str(path), 0, "", "there is no such policy.", fix)])


@dataclass(slots=True)
class _Finder:
    """Walks ``extends`` depth first, so that what is more general comes first; each layer counts once."""

    found: list[Layer] = field(default_factory=list)
    done: set[str] = field(default_factory=set)

    def layers(self, path: Path) -> list[Layer]:
        self.add(_read(path), (str(path.resolve()),))
        return self.found

    def add(self, layer: Layer, trail: tuple[str, ...]) -> None:
        for index, name in enumerate(layer.model.extends):
            self._extend(layer, index, name, trail)
        self.found.append(layer)

    def _extend(self, layer: Layer, index: int, name: str, trail: tuple[str, ...]) -> None:
        place = ("extends", index)
        path = _base(name, layer.folder)
        if path is None:
            raise PolicyError([layer.source.problem(place, f"there is no policy {name!r} to extend.",
                                                    "Name a pack, or a file beside this one (such as base.yaml). "
                                                    + did_you_mean(name, pack_names()))])
        key = str(path.resolve())
        if key in trail:
            raise PolicyError([layer.source.problem(place, f"{name!r} extends this policy in turn.",
                                                    "Break the circle.")])
        if len(trail) >= MAX_LAYERS:
            raise PolicyError([layer.source.problem(place, f"more than {MAX_LAYERS} layers.", "Merge some of them.")])
        if key not in self.done:
            self.done.add(key)
            self.add(_read(path), (*trail, key))


def _base(name: str, folder: Path | None) -> Path | None:
    if name in pack_names():
        return PACKS / f"{name}.yaml"
    path = folder / name if folder else None
    return path if path and path.is_file() else None


def _read(path: Path) -> Layer:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise PolicyError([Problem(str(path), 0, "", f"cannot be read: {error.strerror}.",
                                   "Check its permissions.")]) from None
    shown = f"{path.stem} (pack)" if path.parent == PACKS else str(path)
    return read_layer(data, shown, path.parent)
