"""The tables of the clinic: types that every engine has, times as seconds since 1970 (UTC), nothing of a journal.

Of what opens a door (sessions, invitations, recovery codes) only a hash is kept.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Float, Index, Integer, MetaData, String, Table, Text

VERSION = 3
metadata = MetaData()

about = Table("about", metadata, Column("version", Integer, nullable=False))

person = Table(
    "person",
    metadata,
    Column("id", String(32), primary_key=True),  # drawn, says nothing
    Column("role", String(16), nullable=False),
    Column("name", String(200), nullable=False),
    Column("login", String(200), nullable=False, unique=True),
    Column("password", String(200), nullable=False),  # argon2id
    Column("factor", String(64)),  # the second factor's secret (base32); None until it is confirmed
    Column("factor_asked", String(64)),  # one that waits to be confirmed
    Column("factor_step", BigInteger, nullable=False, default=0),  # the last step of 30 s whose code was taken
    Column("since", Float, nullable=False),
    Column("closed", Float),
)

session = Table(
    "session",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("person", String(32), nullable=False, index=True),
    Column("whole", Boolean, nullable=False),  # False while the second factor is owed
    Column("begun", Float, nullable=False),
    Column("seen", Float, nullable=False),
)

recovery = Table(
    "recovery",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("person", String(32), nullable=False, index=True),
)

passkey = Table(
    "passkey",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("person", String(32), nullable=False, index=True),
    Column("name", String(100), nullable=False),
    Column("site", String(253), nullable=False),  # the name of the clinic that it was made for, and works at
    Column("digest", String(64), nullable=False, unique=True),  # of what the device calls it
    Column("key", Text, nullable=False),  # what it is called and its public half, as the device told it (base64)
    Column("counter", BigInteger, nullable=False),  # how often it was used, as the device counts; 0 if it does not
    Column("since", Float, nullable=False),
    Column("used", Float),
)

ceremony = Table(
    "ceremony",
    metadata,
    Column("digest", String(64), primary_key=True),  # of the token of the browser that was asked
    Column("person", String(32), nullable=False, index=True),  # "" for somebody not known yet
    Column("purpose", String(8), nullable=False),
    Column("challenge", String(64), nullable=False),
    Column("at", Float, nullable=False, index=True),
)

attempt = Table(
    "attempt",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("key", String(64), nullable=False),  # a hash: of a name that was typed, or of an address
    Column("at", Float, nullable=False),
)
Index("attempt_of", attempt.c.key, attempt.c.at)

invitation = Table(
    "invitation",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("digest", String(64), nullable=False, unique=True),
    Column("role", String(16), nullable=False),
    Column("name", String(200), nullable=False),
    Column("until", Float, nullable=False),
)

share = Table(
    "share",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("runner", String(32), nullable=False, index=True),
    Column("clinician", String(32), nullable=False, index=True),
    Column("scope", String(8), nullable=False),
    Column("begun", Float, nullable=False),
    Column("until", Float, nullable=False),
    Column("revoked", Float),
)

comment = Table(
    "comment",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("runner", String(32), nullable=False, index=True),
    Column("clinician", String(32), nullable=False),
    Column("at", Float, nullable=False),
    Column("text", Text, nullable=False),
    Column("read", Float),
)

proposal = Table(
    "proposal",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("runner", String(32), nullable=False, index=True),
    Column("clinician", String(32), nullable=False),
    Column("at", Float, nullable=False),
    Column("intervention", String(200), nullable=False),
    Column("question", String(16), nullable=False),
    Column("site", String(100), nullable=False),
    Column("weeks", Integer, nullable=False),
    Column("answer", String(8)),  # accepted or declined
)

study = Table(
    "study",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("researcher", String(32), nullable=False, index=True),
    Column("title", String(200), nullable=False),
    Column("what_for", Text, nullable=False),
    Column("begun", Float, nullable=False),
)

consent = Table(
    "consent",
    metadata,
    Column("study", String(32), primary_key=True),
    Column("runner", String(32), primary_key=True),
    Column("pseudonym", String(32), nullable=False, unique=True),
    Column("shift_weeks", Integer, nullable=False),
    Column("given", Float, nullable=False),
)

leaving = Table(
    "leaving",
    metadata,
    Column("person", String(32), primary_key=True),  # erased here; the journal goes next, whatever is killed meanwhile
)

sending = Table(
    "sending",
    metadata,
    Column("digest", String(64), primary_key=True),  # of a form: who sent it, where to, and all that was in it
    Column("at", Float, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", String(40), nullable=False),  # as it is hashed
    Column("actor", String(32), nullable=False),  # "" for somebody not known
    Column("action", String(40), nullable=False),
    Column("subject", String(32), nullable=False, index=True),  # whom it is about; "" for nobody
    Column("outcome", String(8), nullable=False),  # done or denied
    Column("detail", String(200), nullable=False),  # never a name
    Column("before", String(64), nullable=False),
    Column("digest", String(64), nullable=False),
)
