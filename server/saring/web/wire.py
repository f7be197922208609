"""The messages of protocol 1 as the companion reads them (docs/protocol.md)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from saring.domain import Draft, Media, Part
from saring.web.body import Message

Sha256 = Annotated[str, StringConstraints(pattern=r"\A[0-9a-f]{64}\z")]
Short = Annotated[str, StringConstraints(max_length=200)]
Word = Annotated[str, StringConstraints(pattern=r"\A[a-z]{1,20}\z")]


class MediaMessage(Message):
    """One medium of a part: bytes named by their hash, or the reason why there are none."""

    sha256: Annotated[str, StringConstraints(pattern=r"\A([0-9a-f]{64})?\z")]
    name: Annotated[str, StringConstraints(max_length=1000)] = ""
    type: Short = ""
    alt: str = ""
    unreadable: Short = ""

    @model_validator(mode="after")
    def _one_of_both(self) -> MediaMessage:
        if bool(self.sha256) == bool(self.unreadable):
            raise ValueError("either a hash or a reason")
        return self


class PartMessage(Message):
    """One box of a thread."""

    text: str
    media: Annotated[list[MediaMessage], Field(max_length=20)] = []


class DraftMessage(Message):
    """Everything that would be published together."""

    site: Short
    account: Short = ""
    kind: Literal["post", "reply", "quote", "edit", "comment", "message"] = "post"
    parts: Annotated[list[PartMessage], Field(min_length=1, max_length=50)]

    def draft(self) -> Draft:
        """The same as the domain has it."""
        parts = tuple(
            Part(part.text, tuple(Media(m.sha256, m.name, m.type, m.alt, m.unreadable) for m in part.media))
            for part in self.parts
        )
        return Draft(parts, self.site, self.account, self.kind)


class ScreeningMessage(Message):
    """`POST /v1/screenings`."""

    protocol: Annotated[int, Field(ge=1, le=1)]
    revision: Annotated[int, Field(ge=0, lt=1 << 53)]
    locale: Literal["en", "id"] = "en"
    digest: Sha256
    draft: DraftMessage


class AcknowledgementMessage(Message):
    """`POST /v1/acknowledgements`."""

    digest: Sha256
    policy_version: Short
    action: Literal["allow", "log", "warn", "review", "block"]
    outcome: Literal["posted", "abandoned", "edited", "blocked", "confirmed"]
    site: Short


class ApprovalMessage(Message):
    """`POST /v1/approvals`."""

    digest: Sha256
    policy_version: Short
    site: Short
    account: Short = ""
    note: Annotated[str, StringConstraints(max_length=500)] = ""


class PairingMessage(Message):
    """`POST /v1/pairings`, step 1."""

    protocol: int
    commitment: Sha256
    name: Annotated[str, StringConstraints(max_length=60)] = ""


class RevealMessage(Message):
    """`POST /v1/pairings/<id>/reveal`, step 2: base64 of 65 and hex of 32 bytes."""

    public_key: Annotated[str, StringConstraints(max_length=100)]
    nonce: Sha256


class ConfirmMessage(Message):
    """`POST /v1/pairings/<id>/confirm`, step 3."""

    code: Annotated[str, StringConstraints(max_length=20)]
