"""The server on one data folder: started, asked, waited for and stopped.

A server is alive while a flock on the file `alive` is held, which its processes inherit. No process id is
ever believed: ids are reused, zombies answer to them, and those of other users cannot be looked into. The
kernel frees the flock when the last process has gone, whatever killed it.
"""

import fcntl
import hashlib
import os
import shlex
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from core.persistence.embedded.data import (
    USER,
    forget_the_dead,
    log_tail,
    make,
    make_folder,
    set_logs_aside,
)
from core.persistence.embedded.programs import EmbeddedPostgresError, Programs, last_line

# A Unix socket's path holds 103 bytes on macOS and 107 on Linux, of which "/.s.PGSQL.5432" takes 14.
SOCKET_FOLDER_BYTES = 103 - 14

# Longer than any recovery: pg_ctl still returns at once when the server dies.
PATIENCE_S = 86_400

# How long processes may hold the data without any of them answering: backends that outlive their killed
# postmaster end with their current statement, and a starting server answers within milliseconds.
SILENCE_S = 60.0
POLL_S = 0.02

# Processes that are ending write the last lines of the log within this time.
FAREWELL_S = 2.0

SETTINGS = {
    "listen_addresses": "",  # the socket is the only way in
    "unix_socket_permissions": "0700",
    "port": "5432",  # names the socket, nothing more
    "max_connections": "50",
    "shared_buffers": "128MB",
    "jit": "off",  # our statements are short: compiling them costs more than it saves
    "timezone": "UTC",
    # Postgres rotates its log itself: a file per weekday, emptied a week later. The application is told its
    # errors anyway, so statements and values, which are people's, stay out of the log.
    "logging_collector": "on",
    "log_filename": "%a.log",
    "log_rotation_age": "1d",
    "log_rotation_size": "0",
    "log_truncate_on_rotation": "on",
    "log_timezone": "UTC",
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_checkpoints": "off",
}

NOT_DURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Server:
    """A Postgres server on `<home>/postgres-<version>`. Whoever starts or stops it holds its lock."""

    def __init__(self, home: Path, version: int, programs: Programs, durable: bool) -> None:
        self._home = home
        self._version = version
        self._programs = programs
        self._durable = durable
        self._data = home / f"postgres-{version}"
        self._run = home / f"postgres-{version}.run"
        self._socket = _socket_folder(self._run, programs.owner())

    @property
    def url(self) -> str:
        """For libpq; SQLAlchemy understands it too once the scheme names the driver."""
        password = (self._data / "password").read_text()
        return f"postgresql://{USER}:{password}@/postgres?host={quote(os.fsencode(self._socket), safe='')}"

    @contextmanager
    def lock(self) -> Iterator[int]:
        """Hold off everybody else who wants to start or stop the server. Yields the locked file."""
        make_folder(self._home, self._programs, parents=True)
        make_folder(self._run, self._programs)
        with self.open("lock") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield file

    @contextmanager
    def open(self, name: str) -> Iterator[int]:
        """A file in the run folder, to put a flock on."""
        file = os.open(self._run / name, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            self._programs.give(self._run / name)
            yield file
        finally:
            os.close(file)

    def ensure(self, lock: int) -> None:
        """Make the data if there is none, start the server if there is none; return when it is ready."""
        if not self._data.exists():
            make(self._data, self._version, self._programs, self._durable, lock)
        if not self._wait(until_ready=True):
            self._launch()

    def stop(self) -> None:
        """Stop the server if there is one, and wait for it."""
        if self._wait(until_ready=False):
            done = self._programs.run(
                "pg_ctl", "stop", "--mode=fast", f"--timeout={PATIENCE_S}", "--silent", data=self._data
            )
            if done.returncode != 0 and self._answer():
                raise EmbeddedPostgresError(
                    f"Postgres in {self._data} did not stop: {last_line(done.stderr)}"
                )
            if self._socket != self._run:
                with suppress(OSError):
                    self._socket.rmdir()

    def _wait(self, until_ready: bool) -> bool:
        """Wait until a server answers (True) or none is left (False), for as long as a recovery takes."""
        heard = time.monotonic()
        while not self._gone():
            answer = self._answer()
            if answer == "ready" or (answer and not until_ready):
                return True
            if answer:
                heard = time.monotonic()
            elif time.monotonic() - heard > SILENCE_S:
                raise EmbeddedPostgresError(
                    f"Processes of an earlier Postgres still use {self._data} and do not answer: end them."
                )
            time.sleep(POLL_S)
        return False

    def _gone(self) -> bool:
        with self.open("alive") as alive:
            return _taken(alive)

    def _answer(self) -> str:
        """'ready', 'busy' while it starts, recovers or stops, or '' when nothing listens."""
        asked = self._programs.run("pg_isready", "--host", self._socket, "--port", SETTINGS["port"])
        return {0: "ready", 1: "busy"}.get(asked.returncode, "")

    def _launch(self) -> None:
        make_folder(self._socket, self._programs)
        self._refuse_a_strangers_socket_folder()
        forget_the_dead(self._data, self._socket, self._programs)
        set_logs_aside(self._data)
        with self.open("alive") as alive:
            if not _taken(alive):
                raise EmbeddedPostgresError(f"Another process took {self._data} at this moment: try again.")
            # The log is named because else the server holds pg_ctl's output, which then never ends; and named
            # relative to cwd because pg_ctl puts it into a shell command between mere double quotes.
            done = self._programs.run(
                "pg_ctl",
                "start",
                "--silent",
                "--log=start.log",
                f"--timeout={PATIENCE_S}",
                f"--options={self._options()}",
                cwd=self._data,
                data=self._data,
                keep=(alive,),
            )
        if done.returncode != 0:
            self._wait_for_last_words()
            reason = log_tail(self._data) or last_line(done.stderr)
            raise EmbeddedPostgresError(f"Postgres did not start on {self._data}: {reason}")

    def _options(self) -> str:
        settings = SETTINGS | ({} if self._durable else NOT_DURABLE)
        # The value is a list of folders, hence quotes of its own.
        settings["unix_socket_directories"] = '"' + str(self._socket).replace('"', '""') + '"'
        return shlex.join(f"--{name}={value}" for name, value in settings.items())

    def _refuse_a_strangers_socket_folder(self) -> None:
        # In /tmp anybody may have made a folder of this name first.
        found = self._socket.lstat()
        private = stat.S_ISDIR(found.st_mode) and not found.st_mode & 0o077
        if not private or found.st_uid != self._programs.owner():
            raise EmbeddedPostgresError(
                f"{self._socket} must be a folder that only its owner may enter: remove it."
            )

    def _wait_for_last_words(self) -> None:
        deadline = time.monotonic() + FAREWELL_S
        while not self._gone() and time.monotonic() < deadline:
            time.sleep(POLL_S)


def _taken(file: int) -> bool:
    """Take the flock if nobody has it."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _socket_folder(run: Path, owner: int) -> Path:
    """The run folder if a socket's path fits there, else one in /tmp (not TMPDIR, which differs)."""
    # libpq takes a comma in `host` for a list of hosts.
    if len(os.fsencode(run)) <= SOCKET_FOLDER_BYTES and "," not in str(run):
        return run
    return Path("/tmp") / f"setpoint-{owner}-{hashlib.sha256(os.fsencode(run)).hexdigest()[:16]}"
