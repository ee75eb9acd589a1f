"""Keeps the loopback's records in a folder; without one every call is a no-op and memory is all."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_SCHEMA = """
CREATE TABLE IF NOT EXISTS record (
  kind TEXT, bot_id INTEGER, chat_id INTEGER, id INTEGER, body TEXT,
  PRIMARY KEY (kind, bot_id, chat_id, id)
) WITHOUT ROWID
"""


def dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class Store:
    """Records by kind, bot, chat and id. `commit` comes before the answer that acknowledges them."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.contents: dict[str, bytes] = {}
        self.db: sqlite3.Connection | None = None
        if folder is not None:
            (folder / "files").mkdir(parents=True, exist_ok=True)
            self.db = _open(folder / "loopback.sqlite3")

    def put(self, kind: str, body: object, bot_id: int = 0, chat_id: int = 0, id: int = 0) -> None:
        if self.db is not None:
            self._begin().execute(
                "INSERT OR REPLACE INTO record VALUES (?, ?, ?, ?, ?)",
                (kind, bot_id, chat_id, id, dumps(body)),
            )

    def drop(self, kind: str, bot_id: int = 0, chat_id: int = 0, id: int = 0) -> None:
        if self.db is not None:
            self._begin().execute(
                "DELETE FROM record WHERE kind = ? AND bot_id = ? AND chat_id = ? AND id = ?",
                (kind, bot_id, chat_id, id),
            )

    def records(self, kind: str) -> Iterator[tuple[int, int, int, Any]]:
        """Every record of a kind as (bot, chat, id, body), oldest id first."""
        if self.db is not None:
            rows = self.db.execute(
                "SELECT bot_id, chat_id, id, body FROM record WHERE kind = ? ORDER BY bot_id, chat_id, id",
                (kind,),
            )
            for bot_id, chat_id, id, body in rows.fetchall():
                yield bot_id, chat_id, id, json.loads(body)

    def write(self, name: str, content: bytes) -> None:
        """Keep a file's bytes under a plain name."""
        if self.folder is None:
            self.contents[name] = content
        else:
            (self.folder / "files" / name).write_bytes(content)

    def read(self, name: str) -> bytes:
        return self.contents[name] if self.folder is None else (self.folder / "files" / name).read_bytes()

    def commit(self) -> None:
        if self.db is not None and self.db.in_transaction:
            self.db.execute("COMMIT")

    def close(self) -> None:
        self.commit()
        if self.db is not None:
            self.db.close()

    def _begin(self) -> sqlite3.Connection:
        assert self.db is not None
        if not self.db.in_transaction:
            self.db.execute("BEGIN")
        return self.db


def _open(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, isolation_level=None, timeout=0.5)
    try:
        # Exclusive: a second server on the same folder would hand out the same ids.
        db.execute("PRAGMA locking_mode=EXCLUSIVE")
        # A killed process loses nothing without fsync; a power cut is not this program's business.
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=OFF")
        db.execute(_SCHEMA)
    except sqlite3.OperationalError as error:
        db.close()
        raise OSError(f"{path.parent} cannot be used, perhaps another loopback does: {error}") from error
    return db
