"""onnxruntime sessions that share the machine. Runs in the worker only."""

from __future__ import annotations

import saring.vision.quiet  # noqa: F401  (before onnxruntime is loaded)

import onnxruntime  # type: ignore[import-untyped]  # isort: skip


def session_options(threads: int) -> onnxruntime.SessionOptions:
    """Few threads, none of them spinning while it waits, memory given back after each run, nothing logged.

    Spinning threads made reading ten times slower on a machine whose cores were busy.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 4
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return options


def open_session(path: str, threads: int) -> onnxruntime.InferenceSession:
    """The model of that file, on the processor."""
    return onnxruntime.InferenceSession(path, session_options(threads), providers=["CPUExecutionProvider"])
