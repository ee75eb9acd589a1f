"""An embedded Postgres, for when DATABASE_URL is not set: one machine, one folder, any number of processes.

Every opener holds a shared flock on the file `used` for as long as it lives. The kernel takes it back even
after kill -9, so whoever can have it alone was the last user and stops the server.
"""

import fcntl
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from core.persistence.embedded.programs import EmbeddedPostgresError, programs_for
from core.persistence.embedded.server import Server

__all__ = ["EmbeddedPostgres", "EmbeddedPostgresError"]


class EmbeddedPostgres:
    """A Postgres of this machine's own, its data in a folder; shared by every process that opens that folder.

    `durable=False` gives up safety against power failure for speed and is for tests alone; it counts for the
    opener that finds no server running.
    """

    url: str  # known from start() on; the same for as long as the folder stays where it is

    def __init__(self, folder: Path, version: int = 18, durable: bool = True) -> None:
        self._folder = folder
        self._version = version
        self._durable = durable
        self._server: Server | None = None
        self._use: int | None = None
        self._open = ExitStack()

    def start(self) -> None:
        """Return once the server takes connections. Called again, it revives a server that has died."""
        try:
            if self._server is None:
                home, programs = programs_for(self._folder.resolve(), self._version)
                self._server = Server(home, self._version, programs, self._durable)
            with self._server.lock() as lock:
                if self._use is None:
                    self._use = self._open.enter_context(self._server.open("used"))
                    fcntl.flock(self._use, fcntl.LOCK_SH)
                try:
                    self._server.ensure(lock)
                except BaseException:  # Ctrl-C in a long recovery, too, must not leave a server behind
                    self._give_up()
                    raise
            self.url = self._server.url
        except OSError as error:
            raise EmbeddedPostgresError(
                f"No database can be kept in {self._folder}: {error}. "
                "Name a folder that this user may write, or a Postgres in DATABASE_URL."
            ) from error

    def stop(self) -> None:
        """Give up our use of the server; the last user stops it."""
        if self._server is not None and self._use is not None:
            with self._server.lock():
                self._give_up()

    def _give_up(self) -> None:
        assert self._server is not None
        assert self._use is not None
        try:
            # A failed attempt loses the shared lock as well, which is what we want.
            fcntl.flock(self._use, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._server.stop()
        except BlockingIOError:
            pass  # somebody else still uses it
        finally:
            # Closing is not enough: a forked child may have inherited the file.
            fcntl.flock(self._use, fcntl.LOCK_UN)
            self._use = None
            self._open.close()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
