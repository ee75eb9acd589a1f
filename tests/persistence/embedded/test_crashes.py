"""The embedded Postgres after kill -9, with ids that lie, and while somebody else is still busy in it."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from core.persistence.embedded import EmbeddedPostgres, EmbeddedPostgresError
from tests.persistence.embedded.conftest import ROOT, kill_everything, processes, server_pid

Opener = Callable[..., subprocess.Popen[str]]


def crashed(folder: Path) -> EmbeddedPostgres:
    """A server that has run and was killed -9 with all its processes; its opener still thinks it runs."""
    postgres = EmbeddedPostgres(folder)
    postgres.start()
    with psycopg.connect(postgres.url) as connection:
        connection.execute("CREATE TABLE lifted AS SELECT 100000 AS load_g")
    kill_everything(folder)
    return postgres


def test_no_acknowledged_row_is_lost_when_everything_is_killed(folder: Path, opener: Opener) -> None:
    other = opener(folder)
    assert other.stdout is not None
    url = other.stdout.readline().strip()
    acknowledged: list[int] = []
    many_written = threading.Event()

    def write() -> None:
        with (
            contextlib.suppress(psycopg.OperationalError),
            psycopg.connect(url, autocommit=True) as connection,
        ):
            connection.execute("CREATE TABLE lifted (number int)")
            for number in range(1_000_000):
                connection.execute("INSERT INTO lifted VALUES (%s)", (number,))
                acknowledged.append(number)
                if number == 200:
                    many_written.set()

    writer = threading.Thread(target=write)
    writer.start()
    assert many_written.wait(20)
    other.kill()
    kill_everything(folder)
    writer.join()
    with EmbeddedPostgres(folder) as postgres, psycopg.connect(postgres.url) as connection:
        rows = connection.execute("SELECT number FROM lifted").fetchall()
        assert {number for (number,) in rows} >= set(acknowledged)


def test_start_revives_a_killed_server_under_the_same_url(folder: Path) -> None:
    postgres = crashed(folder)
    url = postgres.url
    with postgres:
        assert postgres.url == url
        with psycopg.connect(url) as connection:
            assert connection.execute("SELECT load_g FROM lifted").fetchall() == [(100000,)]
    assert processes(folder) == []


def test_the_postmaster_alone_may_die_while_a_statement_still_runs(folder: Path) -> None:
    with EmbeddedPostgres(folder) as postgres:
        busy = psycopg.connect(postgres.url, autocommit=True)
        count = threading.Thread(target=_count_until_cut_off, args=(busy,))
        count.start()
        with psycopg.connect(postgres.url, autocommit=True) as watch:
            while watch.execute("SELECT 1 FROM pg_stat_activity WHERE query LIKE '%6e6%'").rowcount < 2:
                time.sleep(0.01)
        os.kill(server_pid(folder), signal.SIGKILL)
        postgres.start()
        with psycopg.connect(postgres.url) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
        count.join()
        busy.close()


def _count_until_cut_off(connection: psycopg.Connection) -> None:
    with contextlib.suppress(psycopg.OperationalError):
        connection.execute("SELECT count(*) FROM generate_series(1, 6e6::int) AS n WHERE n % 7 = 3")


@pytest.mark.parametrize("now_it_is", ["our own process", "somebody else's process"])
def test_a_process_id_that_was_reused_means_nothing(folder: Path, now_it_is: str) -> None:
    postgres = crashed(folder)
    stranger = os.getpid() if now_it_is == "our own process" else 1
    for file in (
        folder / "postgres-18" / "postmaster.pid",
        folder / "postgres-18.run" / ".s.PGSQL.5432.lock",
    ):
        _, _, rest = file.read_text().partition("\n")
        file.write_text(f"{stranger}\n{rest}")
    with postgres, psycopg.connect(postgres.url) as connection:
        assert connection.execute("SELECT load_g FROM lifted").fetchall() == [(100000,)]


@pytest.mark.parametrize("left", ["", "not a number\n", "999999\n/elsewhere\n"])
def test_a_garbled_process_id_file_means_nothing(folder: Path, left: str) -> None:
    postgres = crashed(folder)
    (folder / "postgres-18" / "postmaster.pid").write_text(left)
    with postgres, psycopg.connect(postgres.url) as connection:
        assert connection.execute("SELECT load_g FROM lifted").fetchall() == [(100000,)]


def test_a_dead_server_that_nobody_reaps_is_dead(folder: Path) -> None:
    """As process 1 of a container Python inherits the killed server and never asks for its exit code."""
    script = """
import ctypes, os, signal, sys
from pathlib import Path
import psutil
from core.persistence.embedded import EmbeddedPostgres
from tests.persistence.embedded.conftest import server_pid
PR_SET_CHILD_SUBREAPER = 36
assert ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0
folder = Path(sys.argv[1])
postgres = EmbeddedPostgres(folder)
postgres.start()
dead = server_pid(folder)
os.kill(dead, signal.SIGKILL)
postgres.start()
assert psutil.Process(dead).status() == psutil.STATUS_ZOMBIE
assert server_pid(folder) != dead
postgres.stop()
"""
    assert run(script, folder) == (0, "")


def run(script: str, folder: Path) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-c", script, folder], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stderr


def test_an_opener_killed_leaves_its_server_to_the_next(folder: Path, opener: Opener) -> None:
    other = opener(folder)
    assert other.stdout is not None
    assert other.stdout.readline()
    server = server_pid(folder)
    other.kill()
    other.wait()
    with EmbeddedPostgres(folder):
        assert server_pid(folder) == server
    assert processes(folder) == []


def test_an_opener_killed_while_it_makes_the_data_leaves_no_half_database(
    folder: Path, opener: Opener
) -> None:
    other = opener(folder)
    while not (folder / "postgres-18.new" / "base").exists():
        assert other.poll() is None
        time.sleep(0.001)
    other.kill()
    with EmbeddedPostgres(folder) as postgres, psycopg.connect(postgres.url):
        assert sorted(place.name for place in folder.iterdir()) == ["postgres-18", "postgres-18.run"]


def test_damaged_data_is_told_with_the_last_words_of_the_log(folder: Path) -> None:
    postgres = crashed(folder)
    for segment in (folder / "postgres-18" / "pg_wal").glob("0*"):
        segment.write_bytes(bytes(segment.stat().st_size))
    with pytest.raises(EmbeddedPostgresError, match="could not locate a valid checkpoint record"):
        postgres.start()
    assert processes(folder) == []


def test_a_forked_child_neither_keeps_the_server_nor_keeps_others_out(folder: Path) -> None:
    script = """
import os, signal, sys
from pathlib import Path
from core.persistence.embedded import EmbeddedPostgres
from tests.persistence.embedded.conftest import processes
folder = Path(sys.argv[1])
with EmbeddedPostgres(folder, durable=False):
    child = os.fork()
    if child == 0:
        signal.alarm(10)
        signal.pause()
left = processes(folder)
with EmbeddedPostgres(folder, durable=False):
    os.kill(child, signal.SIGKILL)
    status = os.waitpid(child, 0)[1]
assert os.WTERMSIG(status) == signal.SIGKILL, "the next opener had to wait for the child's end"
assert not left, left
"""
    assert run(script, folder) == (0, "")


@pytest.mark.long
def test_a_long_recovery_is_waited_for_by_everybody(folder: Path, opener: Opener) -> None:
    other = opener(folder)
    assert other.stdout is not None
    with psycopg.connect(other.stdout.readline().strip(), autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET max_wal_size = '20GB'")
        connection.execute("ALTER SYSTEM SET checkpoint_timeout = '1h'")
        connection.execute("SELECT pg_reload_conf()")
        connection.execute("CREATE TABLE lifted AS SELECT n FROM generate_series(1, 100) n")
        connection.execute("INSERT INTO lifted SELECT n FROM generate_series(101, 8000000) n")
    other.kill()
    kill_everything(folder)
    impatient, patient = opener(folder), opener(folder)
    log = folder / "postgres-18" / "log"
    while not any("redo starts" in file.read_text() for file in log.iterdir()):
        assert impatient.poll() is None
        time.sleep(0.01)
    impatient.send_signal(signal.SIGINT)
    late = opener(folder)
    for waiting in (patient, late):
        assert waiting.stdout is not None
        with psycopg.connect(waiting.stdout.readline().strip()) as connection:
            assert connection.execute("SELECT count(*) FROM lifted").fetchone() == (8_000_000,)
    for waiting in (patient, late):
        waiting.communicate()
    assert processes(folder) == []
