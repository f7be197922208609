"""The models' manifest: where each file lies, what it must hash to, what its outputs mean. Loads no model library."""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, model_validator

from saring.domain import DIMENSIONS, OPTIONAL_CHECKS, Rating
from saring.vision.faults import Refused
from saring.vision.options import MANIFEST, own_models

#: The list in a folder of added models.
LIST = "manifest.yaml"

Three = tuple[float, float, float]


class Meaning(BaseModel):
    """What a class is to a policy: category, and dimension and rating where it has one."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    category: str
    dimension: str = ""
    rating: str = ""

    @model_validator(mode="after")
    def _rated_in_a_dimension(self) -> Meaning:
        if bool(self.dimension) != bool(self.rating):
            raise ValueError("give both dimension and rating, or neither")
        if self.dimension and self.dimension not in DIMENSIONS:
            raise ValueError(f"{self.dimension!r} is not a dimension; use one of {', '.join(DIMENSIONS)}")
        if self.rating:
            Rating.parse(self.rating)
        return self


class Classify(BaseModel):
    """How a classifier takes a picture and what it gives.

    Its input is RGB bytes times ``scale``, minus ``mean``, divided by ``deviation`` (each by channel, red first), then
    put in the order of ``channels`` and ``layout``. ``outputs`` says what is done to get scores in 0..1. ``meanings``
    has every label that a rule may name.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    fit: Literal["squash", "crop", "pad"] = "squash"
    scale: float = Field(default=1 / 255, gt=0)
    mean: Three = (0.0, 0.0, 0.0)
    deviation: Three = (1.0, 1.0, 1.0)
    channels: Literal["rgb", "bgr"] = "rgb"
    layout: Literal["chw", "hwc"] = "chw"
    outputs: Literal["scores", "softmax", "sigmoid"] = "scores"
    covers: tuple[Literal["graphic"], ...] = ()
    meanings: dict[str, Meaning]


class Model(BaseModel):
    """One model file. ``card`` is its page in models/; ``check`` the check of an ImageReport that needs it.

    ``labels`` are in the order of the model's outputs; ``classify`` is what a classifier has besides.
    ``package_version`` is empty for what Saring itself brings. A model that an admin added has no package: its file
    lies beside the list that names it, and came from ``url``. ``sees`` and ``blind_to`` are sentences for an admin.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    check: str = Field(pattern="^(nudity|text|classes)$")
    title: str
    package: str = ""
    package_version: str = ""
    file: str = Field(pattern=r"^(\w[\w.\-]*/)*\w[\w.\-]*\.onnx$")
    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    licence: str
    origin: str
    card: str = Field(default="", pattern=r"^(models/[a-z0-9_\-]+\.md)?$")
    url: str = Field(default="", pattern=r"^(https://\S+)?$")
    sizes: tuple[int, ...] = ()
    labels: tuple[str, ...] = ()
    classify: Classify | None = None
    sees: str
    blind_to: str
    _folder: Path | None = PrivateAttr(default=None)

    @model_validator(mode="after")
    def _is_whole(self) -> Model:
        if (self.check == "classes") != (self.classify is not None):
            raise ValueError("`classify` belongs to the check `classes`")
        if self.classify is not None and (len(self.sizes) != 1 or not set(self.classify.meanings) <= set(self.labels)):
            raise ValueError("a classifier needs one size, and meanings of its own labels alone")
        return self

    @property
    def origin_package(self) -> str:
        """The package that brings the file, with its version where it is not Saring itself."""
        return f"{self.package}=={self.package_version}" if self.package_version else self.package

    def within(self, folder: Path) -> Model:
        """This model, its file to be looked for in ``folder`` if no package brings it."""
        found = self.model_copy()
        found._folder = folder
        return found

    def path(self) -> Path:
        """Where the file should lie: in its package, or beside its list. Raises :class:`Refused` if there is none."""
        if not self.package and self._folder is not None:
            return self._folder / self.file
        spec = find_spec(self.package) if self.package else None
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

    def classifiers(self) -> tuple[Model, ...]:
        """The models that sort whole pictures."""
        return tuple(model for model in self.models if model.classify is not None)

    def absent(self) -> list[str]:
        """The optional checks that no model here makes."""
        covered = {check for model in self.models if model.classify for check in model.classify.covers}
        return [check for check in OPTIONAL_CHECKS if check not in covered]

    def version(self) -> str:
        """Twelve hex digits that change with any model's contents: results of one version stay comparable."""
        return hashlib.sha256("".join(model.sha256 for model in self.models).encode()).hexdigest()[:12]


def load_manifest(path: Path) -> Manifest:
    """Read a manifest. Raises ``OSError`` or ``ValueError`` (pydantic's, with every problem) if it is not one."""
    return Manifest.model_validate(yaml.safe_load(path.read_text("utf-8")))


def read_models(path: Path, own: Path) -> Manifest:
    """The models of a manifest and those that an admin added to the folder ``own`` (docs/pictures.md).

    Raises ``OSError`` or ``ValueError`` if either list is none, or if an added model is no classifier of a new name.
    """
    shipped = load_manifest(path)
    if not (own / LIST).exists():
        return shipped
    added = [model.within(own) for model in load_manifest(own / LIST).models]
    names = [model.name for model in (*shipped.models, *added)]
    if len(set(names)) < len(names) or any(model.classify is None or model.package for model in added):
        raise ValueError("an added model is a classifier with a name of its own, its file beside the list")
    return Manifest(models=(*shipped.models, *added))


def installed_classes(
    path: Path = MANIFEST, own: Path | None = None,
) -> dict[str, dict[str, tuple[str, str, Rating | None]]]:
    """What rules can name: classifier -> label -> (category, dimension, rating). Empty if the list cannot be read."""
    try:
        models = read_models(path, own or own_models()).classifiers()
    except (OSError, ValueError):
        return {}
    return {model.name: {
        label: (meaning.category, meaning.dimension, Rating.parse(meaning.rating) if meaning.rating else None)
        for label, meaning in model.classify.meanings.items()} for model in models if model.classify is not None}


def problems(path: Path, own: Path | None = None) -> list[str]:
    """What is wrong with the installed models, one sentence each; an empty list if all is well. For `saring doctor`."""
    try:
        models = read_models(path, own or own_models()).models
    except (OSError, ValueError):
        return ["The list of picture models cannot be read."]
    found = []
    for model in models:
        try:
            model.verified()
        except Refused:
            found.append(f"The model {model.name} ({model.origin_package}) is missing or altered.")
    return found
