"""The models' manifest: where each file lies, what it must hash to, what its outputs mean. Loads no model library."""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field

from saring.vision.faults import Refused


class Model(BaseModel):
    """One model file. ``card`` is its page in models/; ``check`` the check of an ImageReport that needs it.

    ``labels`` are in the order of the model's outputs. ``sees`` and ``blind_to`` are sentences for an admin.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    check: str = Field(pattern="^(nudity|text)$")
    title: str
    package: str
    package_version: str
    file: str = Field(pattern=r"^(\w[\w.\-]*/)*\w[\w.\-]*\.onnx$")
    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    licence: str
    origin: str
    card: str = Field(pattern=r"^models/[a-z0-9_\-]+\.md$")
    sizes: tuple[int, ...] = ()
    labels: tuple[str, ...] = ()
    sees: str
    blind_to: str

    def path(self) -> Path:
        """Where the file should lie: inside the installed package. Raises :class:`Refused` if the package is absent."""
        spec = find_spec(self.package)
        if spec is None or spec.origin is None:
            raise Refused("model")
        return Path(spec.origin).parent / self.file

    def verified(self) -> Path:
        """The file, known to be the very one of the manifest. Raises :class:`Refused` (``model``) otherwise."""
        path = self.path()
        try:
            with path.open("rb") as stream:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError:
            raise Refused("model") from None
        if digest != self.sha256:
            raise Refused("model")
        return path


class Manifest(BaseModel):
    """All models of an installation."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    models: tuple[Model, ...]

    def named(self, name: str) -> Model:
        """The model of that name. Raises :class:`Refused` (``model``) if there is none."""
        for model in self.models:
            if model.name == name:
                return model
        raise Refused("model")

    def version(self) -> str:
        """Twelve hex digits that change with any model's contents: results of one version stay comparable."""
        return hashlib.sha256("".join(model.sha256 for model in self.models).encode()).hexdigest()[:12]


def load_manifest(path: Path) -> Manifest:
    """Read a manifest. Raises ``OSError`` or ``ValueError`` (pydantic's, with every problem) if it is not one."""
    return Manifest.model_validate(yaml.safe_load(path.read_text("utf-8")))


def problems(path: Path) -> list[str]:
    """What is wrong with the installed models, one sentence each; an empty list if all is well. For `saring doctor`."""
    try:
        models = load_manifest(path).models
    except (OSError, ValueError):
        return ["The list of picture models cannot be read."]
    found = []
    for model in models:
        try:
            model.verified()
        except Refused:
            found.append(f"The model {model.name} ({model.package} {model.package_version}) is missing or altered.")
    return found
