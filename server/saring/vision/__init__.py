"""What is in a picture: decoded, looked at and read in a worker process. Importing this loads no picture library."""

from saring.vision.client import Vision
from saring.vision.options import VisionOptions

__all__ = ["Vision", "VisionOptions"]
