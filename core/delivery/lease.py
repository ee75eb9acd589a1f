"""Who works: one row that one process holds for a while; replicas wait for it. Never what makes work correct."""

from datetime import timedelta

from core.persistence.database import Transaction

LEASE = timedelta(seconds=6)  # design choice: how long a dead process is waited for

# The lease is kept in the database's own time, which no process's clock can bend.
HOLD = """
INSERT INTO leases (name, holder, epoch, until) VALUES (%(name)s, %(holder)s, 1, now() + %(lease)s)
ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until,
    epoch = leases.epoch + (leases.holder <> excluded.holder)::int
WHERE leases.holder = excluded.holder OR leases.until < now()
RETURNING epoch
"""

RELEASE = "DELETE FROM leases WHERE name = %s AND holder = %s"


async def hold(tx: Transaction, name: str, holder: str) -> bool:
    """Take the lease or keep it; False while somebody else has it."""
    return bool(await tx.rows(HOLD, {"name": name, "holder": holder, "lease": LEASE}))


async def release(tx: Transaction, name: str, holder: str) -> None:
    """Give the lease up at once, so that a waiting replica need not wait for its end."""
    await tx.rows(RELEASE, (name, holder))
