"""The paired extensions, one 0600 file each: docs/security.md says why not in the database."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from saring.storage.files import check_private, locked, read_private, write_private

_CLIENT = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Pairing:
    """An extension that may speak to this companion.

    ``origin`` is the extension's exact origin, empty until it is learned; ``created`` is Unix time in
    seconds; ``way`` is ``code`` or ``handover``.
    """

    client: str
    secret: bytes
    name: str = ""
    origin: str = ""
    created: int = 0
    way: str = "code"

    def __repr__(self) -> str:
        """Without the secret, which must not reach a log by way of a message."""
        return f"Pairing({self.client})"


class PairingStore:
    """Reads its folder anew each time: another process may add or forget a pairing while the companion runs."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, client: str) -> Pairing | None:
        """The pairing of that client id; None for an unknown or malformed id."""
        if not _CLIENT.fullmatch(client):
            return None
        try:
            return _decode(client, read_private(self._path(client)))
        except FileNotFoundError:
            return None

    def all(self) -> list[Pairing]:
        """Every pairing, oldest first. A file that can't be read as one is left out; :meth:`broken` names it."""
        found = (self.get(path.stem) for path in self._folder.glob("*.json"))
        return sorted((p for p in found if p is not None), key=lambda p: (p.created, p.client))

    def broken(self) -> list[Path]:
        """Files of the folder that hold no pairing."""
        return [path for path in sorted(self._folder.glob("*.json")) if self.get(path.stem) is None]

    def origins(self) -> frozenset[str]:
        """The exact origins of all paired extensions."""
        return frozenset(p.origin for p in self.all() if p.origin)

    def add(self, pairing: Pairing) -> None:
        """Keep a pairing. Raises ``OSError`` if it can't be written."""
        with locked(self._folder / ".lock"):
            self._write(pairing)

    def learn_origin(self, client: str, origin: str) -> Pairing | None:
        """Bind a client to the origin it was first heard from; later calls change nothing. None if it is unknown."""
        with locked(self._folder / ".lock"):
            pairing = self.get(client)
            if pairing is None or pairing.origin:
                return pairing
            pairing = replace(pairing, origin=origin)
            self._write(pairing)
            return pairing

    def forget(self, client: str) -> bool:
        """End a pairing. Whether there was one."""
        with locked(self._folder / ".lock"):
            if not _CLIENT.fullmatch(client) or not self._path(client).exists():
                return False
            self._path(client).unlink()
            return True

    def check(self) -> None:
        """Raise ``NotPrivateError`` if others could read one of the files."""
        for path in self._folder.glob("*.json"):
            check_private(path)

    def _path(self, client: str) -> Path:
        return self._folder / f"{client}.json"

    def _write(self, pairing: Pairing) -> None:
        if not _CLIENT.fullmatch(pairing.client):
            raise ValueError("a client id is 16 hex digits")
        data = asdict(pairing) | {"secret": pairing.secret.hex()}
        write_private(self._path(pairing.client), json.dumps(data, indent=1).encode())


def _decode(client: str, data: bytes) -> Pairing | None:
    try:
        fields = json.loads(data)
        pairing = Pairing(**(fields | {"secret": bytes.fromhex(fields["secret"])}))
    except (ValueError, KeyError, TypeError):
        return None
    return pairing if pairing.client == client and len(pairing.secret) == 32 else None
