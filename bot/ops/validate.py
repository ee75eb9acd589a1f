"""`setpoint validate`: every check of what is stored, as a list to read or as JSON."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import migrations
from bot.settings import from_environment
from core.persistence.database import DatabaseRole
from core.persistence.opening import open_database
from core.services import validation
from core.services.validation import Finding


def main(*, data: Path | None, as_json: bool) -> int:
    """Check the database of the settings; 1 where anything is broken."""
    found = asyncio.run(_validate(data))
    ok = all(finding.ok for finding in found)
    if as_json:
        print(json.dumps({"ok": ok, "checks": [asdict(finding) for finding in found]}))
    else:
        print(told(found))
    return 0 if ok else 1


async def _validate(data: Path | None) -> Sequence[Finding]:
    settings = from_environment(data=data)
    async with (
        open_database(settings.database_url, settings.data, migrations.upgrade) as db,
        db.transaction(DatabaseRole.SYSTEM) as tx,
    ):
        # One moment for all checks, whatever the bot does meanwhile, and nothing is changed.
        await tx.rows("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        return await validation.validate(tx, settings.keys.keys or None)


def told(found: Sequence[Finding]) -> str:
    """One line for each check, and how many have failed."""
    lines = [
        f"{'✓' if finding.ok else '✗'} {finding.name}" + (f": {finding.detail}" if finding.detail else "")
        for finding in found
    ]
    failed = sum(not finding.ok for finding in found)
    return "\n".join([*lines, f"{len(found)} checks, {failed} failed."])
