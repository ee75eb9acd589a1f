"""The folder in which Postgres keeps a database: made once, rid of a dead server's traces, its log read."""

import os
import secrets
import shutil
import sys
from contextlib import suppress
from pathlib import Path

from core.persistence.embedded.programs import EmbeddedPostgresError, Programs, last_line

USER = "setpoint"

# Beyond the largest process id of any system, so Postgres finds that its predecessor is gone.
NO_PROCESS = b"999999999"

# A log file above this is set aside at the next start, so one weekday's file cannot grow over the years.
LOG_BYTES = 1_000_000


def make(data: Path, version: int, programs: Programs, durable: bool, lock: int) -> None:
    """Make a database with a password of its own. It appears under its name only when it is whole."""
    new, password = data.with_name(f"{data.name}.new"), data.with_name(f"{data.name}.password")
    shutil.rmtree(new, ignore_errors=True)
    password.unlink(missing_ok=True)
    make_folder(new, programs)
    with open(os.open(password, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(24))
        file.flush()
        os.fsync(file.fileno())
    programs.give(password)
    made = programs.run(
        "initdb",
        f"--username={USER}",
        f"--pwfile={password}",
        "--auth=scram-sha-256",
        "--data-checksums",
        "--encoding=UTF8",
        *_locale(version),
        *([] if durable else ["--no-sync"]),
        data=new,
        keep=(lock,),  # killed alone we leave initdb behind: nobody may start over until it has ended
    )
    if made.returncode != 0:
        raise EmbeddedPostgresError(f"No database could be made in {new}: {last_line(made.stderr)}")
    password.rename(new / "password")
    new.rename(data)
    _sync(data.parent)


def make_folder(folder: Path, programs: Programs, parents: bool = False) -> None:
    """A folder that only the server's user may enter, unless it exists: then it stays as it is."""
    if not folder.exists():
        folder.mkdir(mode=0o700, parents=parents, exist_ok=True)
        programs.give(folder)


def forget_the_dead(data: Path, socket: Path, programs: Programs) -> None:
    """Make Postgres see that its predecessor is dead, whoever has that process id now.

    The number is replaced, not the file removed: its seventh line names the shared memory by which Postgres
    itself still notices processes on this data that were started without us.
    """
    pid_file = data / "postmaster.pid"
    with suppress(FileNotFoundError):
        _, newline, rest = pid_file.read_bytes().partition(b"\n")
        pid_file.unlink()
        if rest:
            pid_file.write_bytes(NO_PROCESS + newline + rest)
            pid_file.chmod(0o600)
            programs.give(pid_file)
    # The socket's own lock file is judged by the same process id, and the folder is ours alone.
    for name in (".s.PGSQL.5432", ".s.PGSQL.5432.lock"):
        (socket / name).unlink(missing_ok=True)


def set_logs_aside(data: Path) -> None:
    (data / "start.log").unlink(missing_ok=True)
    for log in (data / "log").glob("*.log"):
        if log.stat().st_size > LOG_BYTES:
            log.replace(log.with_suffix(".old"))


def log_tail(data: Path) -> str:
    """The last lines that a server wrote here."""
    written = [log for log in (data / "start.log", *(data / "log").glob("*.log")) if log.exists()]
    if not written:
        return ""
    latest = max(written, key=lambda log: log.stat().st_mtime_ns)
    return "\n".join(latest.read_text(errors="replace").splitlines()[-5:])


def _locale(version: int) -> list[str]:
    """Unicode's letters and cases on every system alike, sorted by code point."""
    if version >= 17:
        return ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    return ["--locale=C", "--lc-ctype=" + ("UTF-8" if sys.platform == "darwin" else "C.UTF-8")]


def _sync(folder: Path) -> None:
    file = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
