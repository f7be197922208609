"""Who has a port."""

from __future__ import annotations


def port_taken(port: int) -> str:
    """A sentence on who has the port, as far as this user may know, and what to do."""
    import psutil

    holder = ""
    try:
        for found in psutil.net_connections("tcp"):
            if found.status == psutil.CONN_LISTEN and found.laddr and found.laddr.port == port and found.pid:
                holder = f" by {psutil.Process(found.pid).name()} (process {found.pid})"
                break
    except psutil.Error:
        pass
    return (f"Port {port} is taken{holder}. End that program, or choose another port with --port and pair the browser "
            "again.")
