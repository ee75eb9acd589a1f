"""The outbox: what was promised to be said, until Telegram has said that it was."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.persistence.database import Transaction

MAX_NOTE = 500  # characters of what Telegram said

# A card's content is read now, not when its row was written: only the newest is worth sending.
WAITING = """
SELECT o.id, o.chat_id, o.kind, o.body, o.payload, o.slot, o.revision, o.once, o.state,
    coalesce(o.expires_at < clock_now(), false) AS expired,
    c.last_message_id, k.content, k.message_id AS card_message_id, k.revision AS card_revision
FROM outbox o JOIN chats c USING (bot_id, chat_id)
LEFT JOIN cards k ON k.bot_id = o.bot_id AND k.chat_id = o.chat_id AND k.slot = o.slot
WHERE o.bot_id = %s AND o.state IN ('due', 'sending') AND NOT o.id = ANY(%s)
ORDER BY o.id
"""

# A once-only message that was being written when its process died may have been delivered: nobody can know.
CLAIM = "UPDATE outbox SET state = 'sending', attempts = attempts + 1 WHERE id = %s AND state = 'due' RETURNING id"

SETTLE = """
WITH done AS (
    SELECT * FROM unnest(%(ids)s::bigint[], %(states)s::text[], %(message_ids)s::bigint[], %(notes)s::text[])
        AS t(id, state, message_id, note)
), out AS (
    UPDATE outbox o SET state = d.state, message_id = d.message_id, note = d.note, settled_at = now(),
        attempts = o.attempts + 1, payload = NULL
    FROM done d WHERE o.id = d.id RETURNING o.id, o.bot_id, o.chat_id, o.slot, o.revision, o.kind, d.state, d.message_id
), card AS (
    UPDATE cards k SET message_id = coalesce(o.message_id, k.message_id), sent_revision = o.revision
    FROM (SELECT DISTINCT ON (bot_id, chat_id, slot) * FROM out WHERE slot IS NOT NULL AND state = 'sent'
          ORDER BY bot_id, chat_id, slot, revision DESC, message_id DESC NULLS LAST) o
    WHERE k.bot_id = o.bot_id AND k.chat_id = o.chat_id AND k.slot = o.slot
), chat AS (
    UPDATE chats c SET last_message_id = greatest(c.last_message_id, o.message_id),
        blocked_at = CASE WHEN o.blocked THEN now() ELSE c.blocked_at END
    FROM (SELECT bot_id, chat_id, max(message_id) AS message_id, bool_or(state = 'blocked') AS blocked
          FROM out GROUP BY 1, 2) o
    WHERE c.bot_id = o.bot_id AND c.chat_id = o.chat_id
      AND (o.blocked OR o.message_id > c.last_message_id)
)
SELECT bot_id, chat_id, id FROM out WHERE kind = 'farewell'
"""

# Unless they have begun to talk again before the last words were out.
GONE = """
WITH gone AS (
    SELECT bot_id, chat_id FROM chats WHERE bot_id = %(bot_id)s AND chat_id = %(chat_id)s
      AND NOT EXISTS (SELECT FROM inbox WHERE bot_id = %(bot_id)s AND chat_id = %(chat_id)s AND state = 'new')
      AND NOT EXISTS (SELECT FROM outbox WHERE bot_id = %(bot_id)s AND chat_id = %(chat_id)s AND id > %(id)s)
    FOR UPDATE
), sent AS (DELETE FROM outbox USING gone WHERE outbox.bot_id = gone.bot_id AND outbox.chat_id = gone.chat_id
), got AS (DELETE FROM inbox USING gone WHERE inbox.bot_id = gone.bot_id AND inbox.chat_id = gone.chat_id
), card AS (DELETE FROM cards USING gone WHERE cards.bot_id = gone.bot_id AND cards.chat_id = gone.chat_id)
DELETE FROM chats USING gone WHERE chats.bot_id = gone.bot_id AND chats.chat_id = gone.chat_id
"""

PURGE = """
WITH old AS (DELETE FROM outbox WHERE bot_id = %(bot_id)s AND state NOT IN ('due', 'sending')
             AND created_at < now() - interval '1 day' * %(days)s)
DELETE FROM inbox WHERE bot_id = %(bot_id)s AND state <> 'new' AND done_at < now() - interval '1 day' * %(days)s
"""


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of one row."""

    id: int
    state: str
    message_id: int | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row that waits to be sent, with its card as it is wanted now."""

    id: int
    chat_id: int
    kind: str
    body: dict[str, object]
    payload: bytes | None
    slot: str | None
    revision: int | None
    once: bool
    state: str
    expired: bool
    last_message_id: int
    content: dict[str, object] | None
    card_message_id: int | None
    card_revision: int | None


async def waiting(tx: Transaction, bot_id: int, except_ids: Sequence[int] = ()) -> list[Waiting]:
    """Rows that nobody in this process has in hand, in the order in which they were promised."""
    return [Waiting(**row) for row in await tx.rows(WAITING, (bot_id, list(except_ids)))]


async def claim(tx: Transaction, outbox_id: int) -> bool:
    """Mark a once-only row as being written; False when somebody did before."""
    return bool(await tx.rows(CLAIM, (outbox_id,)))


async def settle(tx: Transaction, done: Sequence[Settled]) -> None:
    """Write down what became of a batch of rows, in one statement."""
    values = {
        "ids": [s.id for s in done],
        "states": [s.state for s in done],
        "message_ids": [s.message_id for s in done],
        "notes": [s.note and s.note.replace("\0", "")[:MAX_NOTE] for s in done],
    }
    for row in await tx.rows(SETTLE, values):
        await tx.rows(GONE, row)


async def purge(tx: Transaction, bot_id: int, days: int) -> None:
    """Forget the bodies of what was handled and sent long ago."""
    await tx.rows(PURGE, {"bot_id": bot_id, "days": days})
