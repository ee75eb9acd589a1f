"""`setpoint backfill`: a plan for every athlete with a history and none, one transaction each."""

import asyncio
import json
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import migrations
from bot.settings import from_environment
from core.delivery import clock
from core.persistence.database import Database, DatabaseRole
from core.persistence.opening import open_database
from core.services import backfill
from core.services.access import Actor
from core.services.backfill import Planned

BAR_CHARACTERS = 30
LINE_EVERY = 100  # athletes, where there is no terminal to draw a bar on

Progress = Callable[[int, int], None]  # so many of so many are done


@dataclass(slots=True)
class Outcome:
    """Who got a plan, and who could not get one and why."""

    dry_run: bool
    planned: list[Planned] = field(default_factory=list)
    failed: dict[int, str] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def ok(self) -> bool:
        """Whether everybody has what they should."""
        return not self.failed

    def as_json(self) -> dict[str, Any]:
        """The outcome for programs."""
        return {
            "ok": self.ok,
            "dry_run": self.dry_run,
            "planned": len(self.planned),
            "training_ages": self._ages(),
            "failed": [{"athlete_id": who, "error": why} for who, why in self.failed.items()],
            "seconds": self.seconds,
        }

    def told(self) -> str:
        """The outcome for people."""
        verb = "would get" if self.dry_run else "got"
        ages = ", ".join(f"{age} {n}" for age, n in self._ages().items())
        lines = [f"Athlete {who} has no plan still: {why}" for who, why in self.failed.items()]
        summary = f"{len(self.planned)} athletes {verb} a plan" + (f" ({ages})" if ages else "")
        rerun = " Run it again when that is mended." if self.failed else ""
        return "\n".join([*lines, f"{summary}, {len(self.failed)} failed, {self.seconds} s.{rerun}"])

    def _ages(self) -> dict[str, int]:
        return dict(sorted(Counter(one.training_age.value for one in self.planned).items()))


def main(*, athlete_id: int | None, dry_run: bool, data: Path | None, as_json: bool) -> int:
    """Backfill the database of the settings; 1 where somebody could not get a plan."""

    async def run() -> Outcome:
        settings = from_environment(data=data)
        async with open_database(settings.database_url, settings.data, migrations.upgrade) as db:
            return await everybody(db, athlete_id, dry_run=dry_run, progress=_on_stderr)

    outcome = asyncio.run(run())
    print(json.dumps(outcome.as_json()) if as_json else outcome.told())
    return 0 if outcome.ok else 1


async def everybody(
    db: Database, athlete_id: int | None = None, *, dry_run: bool = False, progress: Progress | None = None
) -> Outcome:
    """A plan for everybody who needs one: whoever fails is written down, and the rest go on."""
    began, outcome = time.monotonic(), Outcome(dry_run=dry_run)
    async with db.transaction(DatabaseRole.SYSTEM) as tx:
        waiting = await backfill.without_plan(tx, athlete_id)
    for done, actor in enumerate(waiting, start=1):
        try:
            outcome.planned.append(await _one(db, actor, dry_run))
        except Exception as error:  # whatever it is, it is this athlete's alone
            outcome.failed[actor.athlete_id] = f"{type(error).__name__}: {error}".splitlines()[0]
        if progress is not None:
            progress(done, len(waiting))
    outcome.seconds = round(time.monotonic() - began, 1)
    return outcome


async def _one(db: Database, actor: Actor, dry_run: bool) -> Planned:
    async with db.transaction() as tx:
        return await backfill.backfill(tx, actor, await clock.now(tx), dry_run=dry_run)


def _on_stderr(done: int, total: int) -> None:
    """A bar on a terminal, now and then a line elsewhere: what is asked for goes to stdout alone."""
    if sys.stderr.isatty():
        filled = BAR_CHARACTERS * done // total
        bar = "█" * filled + "·" * (BAR_CHARACTERS - filled)
        sys.stderr.write(f"\r{bar} {done}/{total}" + ("\n" if done == total else ""))
    elif done % LINE_EVERY == 0 or done == total:
        sys.stderr.write(f"{done} of {total} athletes\n")
    sys.stderr.flush()
