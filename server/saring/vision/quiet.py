"""Imported before any model library: keeps onnxruntime from phoning home.

Its wheels for Linux, macOS and Windows (seen in 1.32) send usage events to their maker by default, and leave a device
id in the user's cache folder; Privacy.md in the wheel says so. This variable, read when the library is loaded, prevents
both. Besides, the worker has no network where the system allows that.
"""

import os

os.environ["ORT_DISABLE_TELEMETRY"] = "1"
