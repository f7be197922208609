"""The model builder: what it reads of a package is what the package says, and its layers compute what Keras' do."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import tarfile
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest

from build_model import Builder
from model_source import Source, Weight, read_literal, read_source

CHANCE = np.random.default_rng(7)


def layer(kind: str, name: str, *inputs: str, **config: Any) -> dict[str, Any]:
    nodes = [[[one, 0, 0, {}] for one in inputs]]
    return {"class_name": kind, "config": {"name": name} | config, "inbound_nodes": nodes}


def weight(*shape: int, least: float = -1.0) -> Weight:
    return Weight(CHANCE.integers(0, 256, shape, dtype=np.uint8), 2 / 255, least)


def convolved(picture: np.ndarray, kernel: np.ndarray, stride: int, deep: bool) -> np.ndarray:
    """Keras' own definition, (height, width, channels), without padding."""
    side = kernel.shape[0]
    rows, columns = ((size - side) // stride + 1 for size in picture.shape[:2])
    out = np.zeros((rows, columns, kernel.shape[2] if deep else kernel.shape[3]))
    for row in range(rows):
        for column in range(columns):
            patch = picture[row * stride:row * stride + side, column * stride:column * stride + side]
            out[row, column] = np.einsum("hwc,hwco->c" if deep else "hwc,hwco->o", patch, kernel)
    return out


def test_every_kind_of_layer_computes_what_keras_says() -> None:
    weights = {
        "first/kernel": weight(3, 3, 3, 4), "deep/depthwise_kernel": weight(3, 3, 4, 1),
        "norm/gamma": weight(4, least=0.3), "norm/beta": weight(4), "norm/moving_mean": weight(4),
        "norm/moving_variance": weight(4, least=0.5),
        "dense/kernel": weight(4, 6), "dense/bias": Weight(CHANCE.normal(size=6).astype(np.float32)),
        "last/kernel": weight(6, 2), "last/bias": weight(2),
    }
    same = {"padding": "same", "strides": [1, 1], "kernel_size": [3, 3]}
    layers = [
        layer("InputLayer", "in", batch_input_shape=[None, 9, 9, 3]),
        layer("ZeroPadding2D", "pad", "in", padding=[[0, 1], [0, 1]]),
        layer("Conv2D", "first", "pad", padding="valid", strides=[2, 2], kernel_size=[3, 3]),
        layer("BatchNormalization", "norm", "first", epsilon=0.001),
        layer("ReLU", "relu", "norm", max_value=6),
        layer("DepthwiseConv2D", "deep", "relu", **same),
        layer("Add", "sum", "deep", "relu"),
        layer("AveragePooling2D", "pool", "sum", pool_size=[4, 4], strides=[4, 4], padding="valid"),
        layer("Flatten", "flat", "pool"), layer("Dropout", "drop", "flat", rate=0.5),
        layer("Dense", "dense", "drop", units=6, activation="relu"),
        layer("Dense", "last", "dense", units=2, activation="softmax"),
    ]
    picture = CHANCE.random((9, 9, 3), np.float32)
    value = {name: one.value() for name, one in weights.items()}
    seen = convolved(np.pad(picture, ((0, 1), (0, 1), (0, 0))), value["first/kernel"], 2, deep=False)
    seen = (seen - value["norm/moving_mean"]) / np.sqrt(value["norm/moving_variance"] + 0.001)
    seen = np.clip(seen * value["norm/gamma"] + value["norm/beta"], 0, 6)
    seen = seen + convolved(np.pad(seen, ((1, 1), (1, 1), (0, 0))), value["deep/depthwise_kernel"], 1, deep=True)
    row = np.maximum(seen.mean(axis=(0, 1)) @ value["dense/kernel"] + value["dense/bias"], 0)
    row = np.exp(row @ value["last/kernel"] + value["last/bias"])
    data = Builder(Source(layers, weights)).build(("a", "b"))
    session = onnxruntime.InferenceSession(data, providers=["CPUExecutionProvider"])
    assert session.run(None, {"pixels": picture.transpose(2, 0, 1)[None]})[0][0] == pytest.approx(
        row / row.sum(), abs=1e-5)
    assert Builder(Source(layers, weights)).build(("a", "b")) == data


def test_padding_that_would_be_uneven_is_an_error() -> None:
    layers = [{"class_name": "InputLayer", "config": {"name": "in", "batch_input_shape": [None, 9, 9, 3]}},
              layer("Conv2D", "c", "in", padding="same", strides=[2, 2], kernel_size=[3, 3])]
    with pytest.raises(ValueError, match="padding"):
        Builder(Source(layers, {"c/kernel": weight(3, 3, 3, 4)})).build(("a",))


@pytest.mark.parametrize(("script", "value"), [
    ("x.exports={a:1,b:!0,c:!1,d:[.5,-.25,1e-3,null],\"e:f\":\"g,{h\"}}),more",
     {"a": 1, "b": True, "c": False, "d": [0.5, -0.25, 0.001, None], "e:f": "g,{h"}),
    ("x.exports=[]", []),
])
def test_a_literal_is_read(script: str, value: object) -> None:
    assert read_literal(script, "x.exports=") == value


@pytest.mark.parametrize("script", ["x.exports={a:alert(1)}", "x.exports={a:1", "x.exports=[1+2]"])
def test_anything_but_a_literal_is_refused(script: str) -> None:
    with pytest.raises(ValueError):
        read_literal(script, "x.exports=")


def package(path: Path, weights: list[dict[str, Any]], data: bytes) -> str:
    """A package like the real one, with its SHA-256."""
    model = {"modelTopology": {"model_config": {"config": {"layers": [{"name": "only"}]}}},
             "weightsManifest": [{"paths": ["shard1", "shard2"], "weights": weights}]}
    files = {"model": "a.exports=" + json.dumps(model, separators=(",", ":")),
             "shard1": f'e.exports="{base64.b64encode(data[:3]).decode()}"',
             "shard2": f'e.exports="{base64.b64encode(data[3:]).decode()}"'}
    with tarfile.open(path, "w:gz") as archive:
        for name, text in files.items():
            entry = tarfile.TarInfo(f"package/dist/models/m/{name}.min.js")
            entry.size = len(text)
            archive.addfile(entry, io.BytesIO(text.encode()))
    return hashlib.sha256(path.read_bytes()).hexdigest()


WEIGHTS = [{"name": "a", "shape": [2, 2], "dtype": "float32",
            "quantization": {"dtype": "uint8", "scale": 0.5, "min": -1}},
           {"name": "b", "shape": [1], "dtype": "float32"}]


def test_a_package_is_read(tmp_path: Path) -> None:
    data = bytes([0, 1, 2, 255]) + np.float32(1.5).tobytes()
    digest = package(tmp_path / "p.tgz", WEIGHTS, data)
    source = read_source(tmp_path / "p.tgz", "m", digest)
    assert source.layers == [{"name": "only"}]
    assert source.weights["a"].value().tolist() == [[-1, -0.5], [0, 126.5]]
    assert source.weights["b"].value().tolist() == [1.5]


@pytest.mark.parametrize(("more", "digest"), [(b"", "0" * 64), (b"\0", "")])
def test_another_package_is_refused(tmp_path: Path, more: bytes, digest: str) -> None:
    found = package(tmp_path / "p.tgz", WEIGHTS, bytes(8) + more)
    with pytest.raises(ValueError, match="pinned|add up"):
        read_source(tmp_path / "p.tgz", "m", digest or found)
