"""What must hold of people and of what is kept for them."""

from collections.abc import Awaitable, Callable, Collection, Sequence

from core.persistence.database import Transaction

# An athlete has an account, or is the placeholder of an organization.
NOBODYS = """
SELECT format('athlete %s', id) AS what FROM athletes WHERE (user_id IS NULL) = (organization_id IS NULL)
"""

WITHOUT_CONSENT = """
SELECT format('link %s to athlete %s', l.id, l.athlete_id) AS what
FROM coaching_links l JOIN athletes a ON a.id = l.athlete_id
WHERE l.ended_at IS NULL AND l.consented_at IS NULL AND a.user_id IS NOT NULL
"""

ENDED_TWICE = """
SELECT format('invitation %s', id) AS what FROM invitations WHERE used_at IS NOT NULL AND revoked_at IS NOT NULL
"""

UNDER_OTHER_KEYS = """
SELECT format('%%s of athlete %%s is under key %%s', provider, athlete_id, key_id) AS what FROM integrations
WHERE key_id <> ALL (%s::text[]) ORDER BY 1
"""


def under_other_keys(known_keys: Collection[str]) -> Callable[[Transaction], Awaitable[Sequence[str]]]:
    """Integrations whose tokens nobody can read any more."""

    async def check(tx: Transaction) -> Sequence[str]:
        return [row["what"] for row in await tx.rows(UNDER_OTHER_KEYS, (sorted(known_keys),))]

    return check
