"""Reads a Keras-layers TensorFlow.js model out of the nsfwjs npm package: layers, and weights as they were packed."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

#: `npm pack nsfwjs@4.4.0` gives this very file.
PACKAGE = "nsfwjs-4.4.0.tgz"
SHA256 = "585cd178f3b994337c4d10a87b080d342fc52f8b9bf0085c4d1f345a3a1c5382"

#: The class of each output, as dist/esm/nsfw_classes.js of the package has them.
CLASSES = ("Drawing", "Hentai", "Neutral", "Porn", "Sexy")

_TOKEN = re.compile(
    r'"(?:[^"\\]|\\.)*"|!0|!1|-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|[A-Za-z_]\w*|[{}\[\],:]')
_BASE64 = re.compile(r'exports="([A-Za-z0-9+/=]+)"')


@dataclass(frozen=True, slots=True)
class Weight:
    """One array. Its value is ``packed * scale + least`` where it is quantised (uint8), else ``packed`` itself."""

    packed: NDArray[Any]
    scale: float = 1.0
    least: float = 0.0

    def value(self) -> NDArray[np.float64]:
        """The numbers that the weight stands for."""
        return self.packed.astype(np.float64) * self.scale + self.least


@dataclass(frozen=True, slots=True)
class Source:
    """``layers`` as Keras describes them, in order; ``weights`` by name (``<layer>/<part>``)."""

    layers: list[dict[str, Any]]
    weights: dict[str, Weight]


def read_source(tarball: Path, model: str, sha256: str = SHA256) -> Source:
    """The model of that folder below ``package/dist/models``. Raises ``ValueError`` if the package is another one."""
    data = tarball.read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise ValueError(f"{tarball.name} is not the pinned package")
    folder = f"package/dist/models/{model}/"
    with tarfile.open(tarball) as archive:
        def text(name: str) -> str:
            member = archive.extractfile(folder + name)
            assert member is not None
            return member.read().decode()

        description = read_literal(text("model.min.js"), "a.exports=")
        packed = b"".join(
            base64.b64decode(_BASE64.search(text(f"{path}.min.js"))[1])  # type: ignore[index]
            for group in description["weightsManifest"] for path in group["paths"])
    layers = description["modelTopology"]["model_config"]["config"]["layers"]
    return Source(layers, _weights(description["weightsManifest"], packed))


def read_literal(script: str, start: str) -> Any:
    """The value of the minified JavaScript literal that stands behind ``start``; it is read, never run."""
    at, depth, parts = script.index(start) + len(start), 0, []
    while not parts or depth:
        match = _TOKEN.match(script, at)
        if match is None:
            raise ValueError("not a literal")
        token, at = match[0], match.end()
        depth += (token in "{[") - (token in "}]")
        parts.append(_as_json(token))
    return json.loads("".join(parts))


def _as_json(token: str) -> str:
    if token in ("!0", "!1"):
        return "true" if token == "!0" else "false"
    if token[0].isalpha() or token[0] == "_":
        return token if token == "null" else f'"{token}"'
    return re.sub(r"^(-?)\.", r"\g<1>0.", token)


def _weights(manifest: list[dict[str, Any]], data: bytes) -> dict[str, Weight]:
    found, at = {}, 0
    for row in (row for group in manifest for row in group["weights"]):
        quantised = row.get("quantization")
        kind = np.dtype(quantised["dtype"] if quantised else row["dtype"]).newbyteorder("<")
        count = int(np.prod(row["shape"]))
        packed = np.frombuffer(data, kind, count, at).reshape(row["shape"])
        at += packed.nbytes
        found[row["name"]] = Weight(packed, quantised["scale"], quantised["min"]) if quantised else Weight(packed)
    if at != len(data):
        raise ValueError("the weights do not add up")
    return found
