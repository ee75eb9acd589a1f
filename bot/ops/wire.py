"""Counts what really goes over the wire to Postgres, whichever layer sent it: libpq's own trace."""

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from psycopg.pq import Trace
from sqlalchemy import event

from core.persistence.database import Database

_SENT = re.compile(r'^F\t\d+\t(?:Query\t "(?P<text>[^"]*)|Execute\t)', re.MULTILINE)
_FRAME = {"BEGIN", "COMMIT", "ROLLBACK"}


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent: BEGIN, COMMIT and ROLLBACK are no statements."""

    statements: int
    commits: int


@dataclass(frozen=True, slots=True)
class Wire:
    """The growing trace of every connection of a database."""

    path: Path

    def sent(self) -> Sent:
        """Everything so far."""
        found = _SENT.finditer(self.path.read_text())
        words = [word.strip() for match in found for word in (match["text"] or "EXECUTE").split(";")]
        return Sent(sum(word not in _FRAME for word in words), words.count("COMMIT"))


@contextmanager
def tapped(db: Database) -> Iterator[Wire]:
    """Trace the connections of a database for the time of the block."""
    with tempfile.NamedTemporaryFile("w") as file:

        def trace(connection: Any, *_: object) -> None:
            pgconn = connection.driver_connection.pgconn
            pgconn.trace(file.fileno())
            pgconn.set_trace_flags(Trace.SUPPRESS_TIMESTAMPS)

        def untrace(connection: Any, *_: object) -> None:
            connection.driver_connection.pgconn.untrace()

        event.listen(db.engine.sync_engine, "checkout", trace)
        event.listen(db.engine.sync_engine, "checkin", untrace)
        try:
            yield Wire(Path(file.name))
        finally:
            event.remove(db.engine.sync_engine, "checkout", trace)
            event.remove(db.engine.sync_engine, "checkin", untrace)
