"""Live messages as stored: one row per chat and slot."""

from collections.abc import Collection, Mapping

from core.persistence.database import Transaction

CONTENTS = "SELECT slot, content FROM cards WHERE bot_id = %s AND chat_id = %s AND slot = ANY(%s)"


async def contents(
    tx: Transaction, bot_id: int, chat_id: int, slots: Collection[str]
) -> dict[str, Mapping[str, object]]:
    """What cards of a chat shall show, by slot."""
    return {row["slot"]: row["content"] for row in await tx.rows(CONTENTS, (bot_id, chat_id, list(slots)))}


async def facts(tx: Transaction, bot_id: int, chat_id: int, slot: str) -> Mapping[str, object]:
    """What a card keeps for its buttons."""
    content = (await contents(tx, bot_id, chat_id, [slot])).get(slot, {})
    kept = content.get("facts")
    return kept if isinstance(kept, dict) else {}
