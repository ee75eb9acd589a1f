"""The inbox: updates are stored before they are acknowledged, and taken one at a time per chat."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from psycopg.types.json import Jsonb

from core.delivery.effects import CardState, Turn
from core.persistence.database import Transaction

NUL = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")  # escaped, and not a backslash followed by the letters
MAX_ATTEMPTS = 3  # design choice: a handler that failed three times is set aside for a person to look at


@dataclass(frozen=True, slots=True)
class Incoming:
    """One update as it came from Telegram."""

    update_id: int
    chat_id: int
    body: Mapping[str, object]


# A chat is only inserted, never updated, here: a slow handler that holds a chat's row must not hold up
# the updates of everybody else.
STORE = """
WITH got AS (
    SELECT * FROM jsonb_to_recordset(%(batch)s) AS t(update_id bigint, chat_id bigint, body jsonb)
), chat AS (
    INSERT INTO chats (bot_id, chat_id) SELECT DISTINCT %(bot_id)s::bigint, chat_id FROM got
    ON CONFLICT DO NOTHING
)
INSERT INTO inbox (bot_id, update_id, chat_id, body, received_at)
SELECT %(bot_id)s, update_id, chat_id, body, clock_now() FROM got
ON CONFLICT DO NOTHING
"""

# The inbox row is locked with the chat: after a wait for the chat alone, READ COMMITTED would show the
# row as it was before the wait.
TAKE_UPDATE = """
SELECT i.update_id, i.body, i.attempts, i.received_at AS now, c.last_message_id,
    CASE WHEN c.pending_until > i.received_at THEN c.pending END AS pending,
    (SELECT jsonb_object_agg(k.slot, jsonb_build_array(k.revision, k.message_id)) FROM cards k
      WHERE k.bot_id = c.bot_id AND k.chat_id = c.chat_id) AS cards,
    (SELECT count(*) > 1 FROM inbox w
      WHERE w.bot_id = c.bot_id AND w.chat_id = c.chat_id AND w.state = 'new') AS more_waiting
FROM chats c JOIN inbox i ON i.bot_id = c.bot_id AND i.chat_id = c.chat_id AND i.state = 'new'
WHERE c.bot_id = %s AND c.chat_id = %s
ORDER BY i.update_id LIMIT 1
FOR UPDATE OF c, i
"""

FAILED = """
UPDATE inbox SET attempts = attempts + 1, error = %s WHERE bot_id = %s AND update_id = %s AND state = 'new'
"""

WAITING_CHATS = "SELECT DISTINCT chat_id FROM inbox WHERE bot_id = %s AND state = 'new'"


async def store(tx: Transaction, bot_id: int, batch: Sequence[Incoming]) -> None:
    """Keep a batch of updates; one that is known already changes nothing."""
    rows = [{"update_id": u.update_id, "chat_id": u.chat_id, "body": u.body} for u in batch]
    await tx.rows(STORE, {"bot_id": bot_id, "batch": Jsonb(rows, dumps=storable)})


def storable(document: object) -> bytes:
    """JSON that Postgres takes. A NUL or half a surrogate pair in somebody's text must not hold up the rest."""
    text = json.dumps(document, ensure_ascii=False)
    return NUL.sub(r"\1", text).encode("utf-8", "replace")


async def take(tx: Transaction, bot_id: int, chat_id: int) -> Turn | None:
    """Lock a chat and its oldest waiting update."""
    for row in await tx.rows(TAKE_UPDATE, (bot_id, chat_id)):
        return Turn(
            bot_id=bot_id,
            chat_id=chat_id,
            now=row["now"],
            update_id=row["update_id"],
            body=row["body"],
            due=None,
            attempts=row["attempts"],
            last_message_id=row["last_message_id"],
            pending=row["pending"],
            cards=cards_of(row["cards"]),
            more_waiting=row["more_waiting"],
        )
    return None


def cards_of(document: Mapping[str, tuple[int, int | None]] | None) -> dict[str, CardState]:
    """The cards of a chat by slot, from the aggregate of a query."""
    return {
        slot: CardState(revision=revision, message_id=message_id)
        for slot, (revision, message_id) in (document or {}).items()
    }


async def failed(tx: Transaction, bot_id: int, update_id: int, error: str) -> None:
    """Count a failure."""
    await tx.rows(FAILED, (error[:2000], bot_id, update_id))


async def waiting_chats(tx: Transaction, bot_id: int) -> list[int]:
    """Chats with updates that nobody has handled yet."""
    return [row["chat_id"] for row in await tx.rows(WAITING_CHATS, (bot_id,))]
