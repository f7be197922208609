"""The tables. None of them has a column for an author's draft."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, MetaData, String, Table, UniqueConstraint

metadata = MetaData(naming_convention={
    "pk": "pk_%(table_name)s", "uq": "uq_%(table_name)s_%(column_0_name)s", "ix": "ix_%(table_name)s_%(column_0_name)s",
})

#: What became of a verdict. ``digest`` is keyed: a short draft can't be guessed from it without this machine's key.
records = Table(
    "records", metadata,
    Column("id", Integer, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("site", String(200), nullable=False),
    Column("action", String(20), nullable=False),
    Column("rules", String(4000), nullable=False),
    Column("unchecked", String(500), nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("policy_version", String(200), nullable=False),
    Index("ix_records_at", "at"),
)

#: Requests for another person's yes. Times are Unix seconds; ``note`` is the author's word to the approver.
approvals = Table(
    "approvals", metadata,
    Column("id", String(16), primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("policy_version", String(200), nullable=False),
    Column("site", String(200), nullable=False),
    Column("account", String(200), nullable=False),
    Column("note", String(500), nullable=False),
    Column("rules", String(4000), nullable=False),
    Column("state", String(10), nullable=False),
    Column("by", String(100), nullable=False),
    Column("asked_by", String(100), nullable=False),
    Column("asked_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Index("ix_approvals_digest", "digest"),
)

#: Who may approve. ``secret`` is the scrypt hash of a passphrase with ``salt``.
approvers = Table(
    "approvers", metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(100), nullable=False),
    Column("salt", LargeBinary, nullable=False),
    Column("secret", LargeBinary, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("locked_until", BigInteger, nullable=False),
    UniqueConstraint("name"),
)
