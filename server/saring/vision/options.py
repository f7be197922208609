"""The limits of picture screening, all in one place."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

#: Where the list of models lies; models/ beside the source tree holds a card for each.
MANIFEST = Path(__file__).with_name("manifest.yaml")


def own_models() -> Path:
    """Where the models lie that an admin added: ``models`` in SARING_HOME, else in the user's state folder."""
    if home := os.environ.get("SARING_HOME"):
        return Path(home).expanduser().absolute() / "models"
    from platformdirs import user_state_path

    return user_state_path("saring", appauthor=False) / "models"


@dataclass(frozen=True, slots=True)
class VisionOptions:
    """How much of a picture is looked at, and what that may cost. Measured numbers are in docs/pictures.md.

    The budgets of a picture: ``max_bytes`` of file; ``max_pixels`` in one frame (the largest common phone camera
    makes 50.3 megapixels); ``max_run`` pixels decoded to walk through an animation; ``frames`` looked at.
    ``side`` is the longer side, in pixels, of the copy that the detectors share; ``reading_side`` the longer side
    at which text is searched for. ``floor`` is the lowest score that is reported (the package's own); what a score
    means is policy.

    ``own_models`` is the folder of the models that an admin added; it may be absent.

    The budgets of the worker: ``idle_seconds`` until it is let go; ``waiting`` callers beyond the one served;
    ``memory`` bytes beyond what the loaded models take; ``threads`` per model run; ``remembered`` reports.
    """

    manifest: Path = MANIFEST
    own_models: Path = field(default_factory=own_models)
    max_bytes: int = 32 * 1024 * 1024
    max_pixels: int = 64_000_000
    max_run: int = 300_000_000
    frames: int = 8
    side: int = 2000
    reading_side: int = 960
    floor: float = 0.25
    idle_seconds: float = 300.0
    waiting: int = 8
    memory: int = 1024 * 1024 * 1024
    threads: int = 2
    remembered: int = 256
