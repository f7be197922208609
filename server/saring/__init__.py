"""Saring, the companion: screens a draft on the author's own machine before it can be shared."""

__version__ = "0.1.0"

#: Version of the wire contract in docs/protocol.md; both sides refuse to talk across versions.
PROTOCOL = 1
