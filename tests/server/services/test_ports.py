"""Who has a port is said by name where that may be known."""

from __future__ import annotations

import os
import socket

from saring.services.ports import port_taken


def test_the_holder_is_named() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        port = held.getsockname()[1]
        said = port_taken(port)
    assert f"Port {port} is taken by " in said and f"(process {os.getpid()})" in said and "--port" in said


def test_an_unknown_holder_is_left_out() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert port_taken(port).startswith(f"Port {port} is taken. End that program")
