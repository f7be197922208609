"""A draft: what the person is about to publish."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

#: Half a character, as JSON can carry it; stands for U+FFFD, one for one, on both sides of the wire.
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")

#: What kinds of publication a draft can be.
KINDS = ("post", "reply", "quote", "edit", "comment", "message")


@dataclass(frozen=True, slots=True)
class Media:
    """One attached picture or clip, named by the SHA-256 (64 hex digits) of its bytes.

    ``sha256`` is empty when the extension could not get at the bytes; ``unreadable`` then says why, and the
    verdict lists it as unchecked.
    """

    sha256: str = ""
    name: str = ""
    type: str = ""
    alt: str = ""
    unreadable: str = ""

    @property
    def identity(self) -> str:
        """What stands for this medium in the digest."""
        return self.sha256 or f"unreadable:{self.unreadable}"


@dataclass(frozen=True, slots=True)
class Part:
    """One box of a thread: its text and what is attached to it."""

    text: str = ""
    media: tuple[Media, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything that would be published together."""

    parts: tuple[Part, ...] = (Part(),)
    site: str = ""
    account: str = ""
    kind: str = "post"
    groups: tuple[str, ...] = field(default=())

    @property
    def digest(self) -> str:
        """See :func:`draft_digest`."""
        return draft_digest(self)


def draft_digest(draft: Draft) -> str:
    """SHA-256 (hex) over site, account, kind and every part, in the netstring form of docs/protocol.md.

    The extension computes the same value; ``tests/contract/digest.json`` holds both sides to it. ``groups`` is
    the companion's own knowledge and is left out.
    """
    hashed = hashlib.sha256()
    for text in _digest_fields(draft):
        data = _LONE_SURROGATE.sub("\ufffd", text).encode()
        hashed.update(b"%d:" % len(data))
        hashed.update(data)
        hashed.update(b",")
    return hashed.hexdigest()


def _digest_fields(draft: Draft) -> Iterator[str]:
    yield from ("saring-draft-v1", draft.site, draft.account, draft.kind, str(len(draft.parts)))
    for part in draft.parts:
        yield from (part.text, str(len(part.media)))
        for media in part.media:
            yield from (media.identity, media.alt)
