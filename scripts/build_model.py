"""Builds the second-opinion picture model: MobileNetV2 of nsfwjs as an ONNX file, its weights as they were packed.

    npm pack nsfwjs@4.4.0
    pip install onnx                      (needed here only, never at run time)
    python scripts/build_model.py nsfwjs-4.4.0.tgz

The same package gives the same file, byte for byte; its SHA-256 stands in the manifest of the models.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

sys.path.insert(0, str(Path(__file__).resolve().parent))
from model_source import CLASSES, Source, Weight, read_source  # noqa: E402

TARGET = Path(__file__).resolve().parents[1] / "server/saring/vision/weights/opinion.onnx"


class Builder:
    """Turns Keras layers into ONNX nodes, one after the other. Pictures run as (1, channels, height, width)."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.nodes: list[Any] = []
        self.stored: list[Any] = []
        self._names = {source.layers[0]["config"]["name"]: "pixels"}

    def build(self, classes: tuple[str, ...]) -> bytes:
        """The whole model as the bytes of an ONNX file. Raises ``KeyError`` for a layer it does not know."""
        height, width, channels = self._source.layers[0]["config"]["batch_input_shape"][1:]
        for layer in self._source.layers[1:]:
            inputs = [self._names[row[0]] for row in layer["inbound_nodes"][0]]
            self._names[layer["config"]["name"]] = _LAYERS[layer["class_name"]](self, layer["config"], inputs)
        graph = helper.make_graph(
            self.nodes, "opinion",
            [helper.make_tensor_value_info("pixels", TensorProto.FLOAT, [1, channels, height, width])],
            [helper.make_tensor_value_info(self.nodes[-1].output[0], TensorProto.FLOAT, [1, len(classes)])],
            self.stored)
        model = helper.make_model(graph, producer_name="saring", ir_version=8,
                                  opset_imports=[helper.make_opsetid("", 13)])
        onnx.checker.check_model(model, full_check=True)
        return bytes(model.SerializeToString(deterministic=True))

    def node(self, kind: str, inputs: list[str], name: str, **attributes: Any) -> str:
        """Add a node; its output has its name."""
        self.nodes.append(helper.make_node(kind, inputs, [name], name, **attributes))
        return name

    def weight(self, name: str, order: tuple[int, ...] | None = None) -> str:
        """A weight of the package, unpacked when the model is loaded; ``order`` moves its axes."""
        weight: Weight = self._source.weights[name]
        packed = weight.packed if order is None else np.ascontiguousarray(weight.packed.transpose(order))
        if packed.dtype != np.uint8:
            return self._store(packed.astype(np.float32), name)
        counted = self.node("Cast", [self._store(packed, f"{name}/packed")], f"{name}/counted", to=TensorProto.FLOAT)
        scale = self._store(np.float32(weight.scale), f"{name}/scale")
        least = self._store(np.float32(weight.least), f"{name}/least")
        return self.node("Add", [self.node("Mul", [counted, scale], f"{name}/scaled"), least], name)

    def _store(self, value: NDArray[Any], name: str) -> str:
        self.stored.append(numpy_helper.from_array(np.asarray(value), name))
        return name

    def conv(self, config: dict[str, Any], inputs: list[str]) -> str:
        """Conv2D; kernels are stored (height, width, in, out)."""
        return self._convolve(config, inputs, "kernel", (3, 2, 0, 1), 1)

    def depthwise(self, config: dict[str, Any], inputs: list[str]) -> str:
        """DepthwiseConv2D; kernels are stored (height, width, channels, 1)."""
        groups = self._source.weights[f"{config['name']}/depthwise_kernel"].packed.shape[2]
        return self._convolve(config, inputs, "depthwise_kernel", (2, 3, 0, 1), groups)

    def _convolve(
        self, config: dict[str, Any], inputs: list[str], part: str, order: tuple[int, ...], groups: int,
    ) -> str:
        across = config["kernel_size"]
        if config["padding"] == "same" and (config["strides"] != [1, 1] or any(side % 2 == 0 for side in across)):
            raise ValueError("padding that is not the same on all sides")
        pads = [side // 2 for side in across] * 2 if config["padding"] == "same" else [0, 0, 0, 0]
        return self.node("Conv", [*inputs, self.weight(f"{config['name']}/{part}", order)], config["name"],
                         kernel_shape=across, strides=config["strides"], pads=pads, group=groups)

    def norm(self, config: dict[str, Any], inputs: list[str]) -> str:
        """BatchNormalization with the stored means and variances."""
        names = ("gamma", "beta", "moving_mean", "moving_variance")
        parts = [self.weight(f"{config['name']}/{name}") for name in names]
        return self.node("BatchNormalization", [*inputs, *parts], config["name"], epsilon=config["epsilon"])

    def relu(self, config: dict[str, Any], inputs: list[str]) -> str:
        """ReLU with a ceiling (6 here)."""
        name = config["name"]
        bounds = [self._store(np.float32(bound), f"{name}/{bound}") for bound in (0, config["max_value"])]
        return self.node("Clip", [*inputs, *bounds], name)

    def pad(self, config: dict[str, Any], inputs: list[str]) -> str:
        """ZeroPadding2D."""
        (top, bottom), (left, right) = config["padding"]
        pads = self._store(np.array([0, 0, top, left, 0, 0, bottom, right], np.int64), f"{config['name']}/pads")
        return self.node("Pad", [*inputs, pads], config["name"])

    def pool(self, config: dict[str, Any], inputs: list[str]) -> str:
        """AveragePooling2D without padding."""
        return self.node("AveragePool", inputs, config["name"], kernel_shape=config["pool_size"],
                         strides=config["strides"])

    def dense(self, config: dict[str, Any], inputs: list[str]) -> str:
        """Dense, with its activation."""
        name = config["name"]
        kind = {"relu": "Relu", "softmax": "Softmax"}[config["activation"]]
        summed = self.node("Gemm", [*inputs, self.weight(f"{name}/kernel"), self.weight(f"{name}/bias")], f"{name}/sum")
        return self.node(kind, [summed], name)


_LAYERS: dict[str, Any] = {
    "Conv2D": Builder.conv, "DepthwiseConv2D": Builder.depthwise, "BatchNormalization": Builder.norm,
    "ReLU": Builder.relu, "ZeroPadding2D": Builder.pad, "AveragePooling2D": Builder.pool, "Dense": Builder.dense,
    "Add": lambda self, config, inputs: self.node("Add", inputs, config["name"]),
    # Every picture is reduced to one point before it is flattened, so the order of the axes does not matter.
    "Flatten": lambda self, config, inputs: self.node("Flatten", inputs, config["name"]),
    "Dropout": lambda self, config, inputs: inputs[0],
}


def main() -> None:
    """Write the model and say its SHA-256."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=Path, help="the file that `npm pack nsfwjs@4.4.0` gives")
    parser.add_argument("--out", type=Path, default=TARGET)
    chosen = parser.parse_args()
    data = Builder(read_source(chosen.package, "mobilenet_v2")).build(CLASSES)
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    chosen.out.write_bytes(data)
    print(f"{chosen.out}: {len(data)} bytes, SHA-256 {hashlib.sha256(data).hexdigest()}")


if __name__ == "__main__":
    main()
