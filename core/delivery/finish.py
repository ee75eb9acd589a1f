"""The end of a turn: the update done, its answers stored, its cards and schedules written, in one statement."""

from base64 import b64encode
from typing import LiteralString

from psycopg.types.json import Jsonb

from core.delivery.effects import Effects, Outgoing, ScheduleWrite, Turn
from core.delivery.schedules import Again
from core.persistence.database import Transaction

# `done` is the compare-and-set that makes a turn happen once; every other effect commits or rolls back with it.
UPDATE_DONE = """
WITH done AS (
    UPDATE inbox SET state = CASE WHEN %(fault)s::text IS NULL THEN 'done' ELSE 'dead' END, done_at = now(),
        error = %(fault)s
    WHERE bot_id = %(bot_id)s AND update_id = %(update_id)s AND state = 'new' RETURNING 1
)"""

SCHEDULE_ADVANCED = """
WITH done AS (
    UPDATE schedules SET next_at = %(next_at)s, last_local_date = %(fired_on)s, attempts = 0
    WHERE bot_id = %(bot_id)s AND chat_id = %(chat_id)s AND kind = %(due)s AND next_at = %(due_at)s RETURNING 1
)"""

SCHEDULE_FIRED = """
WITH done AS (
    DELETE FROM schedules
    WHERE bot_id = %(bot_id)s AND chat_id = %(chat_id)s AND kind = %(due)s AND next_at = %(due_at)s RETURNING 1
)"""

EFFECTS = """, chat AS (
    UPDATE chats SET last_message_id = greatest(last_message_id, %(message_id)s),
        pending = CASE WHEN %(ask)s THEN %(pending)s ELSE pending END,
        pending_until = CASE WHEN %(ask)s THEN %(pending_until)s ELSE pending_until END,
        blocked_at = CASE WHEN %(heard)s THEN NULL ELSE blocked_at END
    WHERE bot_id = %(bot_id)s AND chat_id = %(chat_id)s
), card AS (
    INSERT INTO cards (bot_id, chat_id, slot, revision, content)
    SELECT %(bot_id)s, %(chat_id)s, slot, revision, content
    FROM jsonb_to_recordset(%(cards)s) AS t(slot text, revision int, content jsonb)
    ON CONFLICT (bot_id, chat_id, slot) DO UPDATE SET revision = excluded.revision, content = excluded.content
), cleared AS (
    DELETE FROM schedules WHERE bot_id = %(bot_id)s AND chat_id = %(chat_id)s AND kind = ANY(%(cleared)s)
), planned AS (
    INSERT INTO schedules (bot_id, chat_id, kind, next_at, local_time, weekdays, zone)
    SELECT %(bot_id)s, %(chat_id)s, kind, next_at, local_time, weekdays, zone FROM jsonb_to_recordset(%(schedules)s)
        AS t(kind text, next_at timestamptz, local_time time, weekdays smallint, zone text)
    ON CONFLICT (bot_id, chat_id, kind) DO UPDATE SET next_at = excluded.next_at,
        local_time = excluded.local_time, weekdays = excluded.weekdays, zone = excluded.zone, attempts = 0,
        last_local_date = CASE WHEN excluded.local_time = schedules.local_time THEN schedules.last_local_date END
), sent AS (
    INSERT INTO outbox (bot_id, chat_id, kind, body, payload, slot, revision, once, expires_at)
    SELECT %(bot_id)s, %(chat_id)s, t.kind, t.body, decode(t.payload, 'base64'), t.slot, t.revision, t.once,
        t.expires_at
    FROM jsonb_to_recordset(%(outgoing)s) AS t(n int, kind text, body jsonb, payload text, slot text,
        revision int, once boolean, expires_at timestamptz)
    WHERE EXISTS (SELECT FROM done) ORDER BY t.n RETURNING id
)
SELECT (SELECT count(*) FROM done) AS done, ARRAY(SELECT id FROM sent ORDER BY id) AS ids
"""

# With whichever bot they talked: a new token is another bot, and the person is the same.
FAREWELL = """
WITH sent AS (DELETE FROM outbox WHERE chat_id = %(chat_id)s),
     card AS (DELETE FROM cards WHERE chat_id = %(chat_id)s),
     due AS (DELETE FROM schedules WHERE chat_id = %(chat_id)s),
     old AS (DELETE FROM inbox WHERE chat_id = %(chat_id)s AND (state <> 'new' OR bot_id <> %(bot_id)s)),
     other AS (DELETE FROM chats WHERE chat_id = %(chat_id)s AND bot_id <> %(bot_id)s)
UPDATE inbox SET body = NULL
WHERE bot_id = %(bot_id)s AND chat_id = %(chat_id)s AND update_id = %(update_id)s
"""

# The other chat's own turn says it, in their language, and not before they are heard again where they have blocked us.
NUDGE = """
INSERT INTO schedules (bot_id, chat_id, kind, next_at)
SELECT bot_id, chat_id, %(kind)s, %(at)s FROM chats WHERE bot_id = %(bot_id)s AND chat_id = %(chat_id)s
ON CONFLICT (bot_id, chat_id, kind) DO UPDATE SET next_at = excluded.next_at, attempts = 0
"""


class LostRace(Exception):
    """Somebody else finished this turn first; everything of ours is rolled back."""


async def finish(
    tx: Transaction,
    turn: Turn,
    effects: Effects,
    message_id: int = 0,
    again: Again | None = None,
    fault: str | None = None,
) -> list[int]:
    """Close the turn with its effects; the ids of the outbox rows, in order. LostRace rolls everything back."""
    anew = next(
        (s for s in effects.schedules if s.kind == turn.due), None
    )  # what fired sets itself once more
    values = {
        "bot_id": turn.bot_id,
        "chat_id": turn.chat_id,
        "message_id": message_id,
        "heard": turn.update_id is not None,
        "ask": effects.pending is not None,
        "pending": Jsonb(effects.pending.question)
        if effects.pending is not None and effects.pending.question is not None
        else None,
        "pending_until": effects.pending.until if effects.pending is not None else None,
        "cards": Jsonb(
            [{"slot": c.slot, "revision": c.revision, "content": c.content} for c in effects.cards]
        ),
        "cleared": list(effects.cleared),
        "schedules": Jsonb([_schedule(s) for s in effects.schedules if s is not anew]),
        "outgoing": Jsonb([_outgoing(n, o) for n, o in enumerate(effects.outgoing)]),
        "update_id": turn.update_id,
        "due": turn.due,
        "due_at": turn.due_at,
        "next_at": again.at if again else anew.next_at if anew else None,
        "fault": fault[:2000] if fault is not None else None,
        "fired_on": again.fired_on if again else None,
    }
    if effects.farewell:
        await tx.rows(FAREWELL, values)
    for nudge in effects.nudges:
        other = {"bot_id": turn.bot_id, "chat_id": nudge.chat_id, "kind": nudge.kind, "at": nudge.at}
        await tx.rows(NUDGE, other)
    goes_on = again is not None or anew is not None
    rows = await tx.rows(_done(turn, goes_on=goes_on) + EFFECTS, values)
    if rows[0]["done"] != 1:
        raise LostRace
    ids: list[int] = rows[0]["ids"]
    return ids


def _done(turn: Turn, *, goes_on: bool) -> LiteralString:
    if turn.due is None:
        return UPDATE_DONE
    return SCHEDULE_ADVANCED if goes_on else SCHEDULE_FIRED


def _schedule(row: ScheduleWrite) -> dict[str, object]:
    return {
        "kind": row.kind,
        "next_at": row.next_at.isoformat(),
        "local_time": row.local_time.isoformat() if row.local_time else None,
        "weekdays": row.weekdays,
        "zone": row.zone,
    }


def _outgoing(n: int, row: Outgoing) -> dict[str, object]:
    return {
        "n": n,
        "kind": row.kind,
        "body": row.body,
        "payload": b64encode(row.payload).decode() if row.payload is not None else None,
        "slot": row.slot,
        "revision": row.revision,
        "once": row.once,
        "expires_at": row.expires_at.isoformat() if row.expires_at else None,
    }
