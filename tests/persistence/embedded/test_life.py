"""The embedded Postgres on ordinary days: kept data, shared servers, awkward places, closed doors."""

import subprocess
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

import psutil
import psycopg
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from core.persistence.embedded import EmbeddedPostgres, EmbeddedPostgresError
from tests.persistence.embedded.conftest import processes, server_pid

Opener = Callable[..., subprocess.Popen[str]]


def test_what_was_written_is_there_after_a_stop_and_a_start(folder: Path) -> None:
    with EmbeddedPostgres(folder) as postgres, psycopg.connect(postgres.url) as connection:
        connection.execute("CREATE TABLE lifted AS SELECT 100000 AS load_g")
        url = postgres.url
    assert processes(folder) == []
    with EmbeddedPostgres(folder) as postgres, psycopg.connect(postgres.url) as connection:
        assert connection.execute("SELECT load_g FROM lifted").fetchall() == [(100000,)]
        assert postgres.url == url, "an engine made before a restart must find the server again"


@pytest.mark.parametrize("version", [16, 18])
def test_every_version_knows_all_letters_and_lives_in_utc(folder: Path, version: int) -> None:
    with (
        EmbeddedPostgres(folder, version, durable=False) as postgres,
        psycopg.connect(postgres.url) as connection,
    ):
        assert connection.info.server_version // 10_000 == version
        assert connection.execute("SELECT lower('ЖИМ LÉGER')").fetchone() == ("жим léger",)
        assert connection.execute("SHOW server_encoding").fetchone() == ("UTF8",)
        assert connection.execute("SHOW timezone").fetchone() == ("UTC",)


def test_sqlalchemy_takes_the_url_once_its_scheme_names_the_driver(folder: Path) -> None:
    with EmbeddedPostgres(folder, durable=False) as postgres:
        engine = create_engine(make_url(postgres.url).set(drivername="postgresql+psycopg"))
        with engine.connect() as connection:
            assert connection.execute(text("SELECT 1")).scalar_one() == 1
        engine.dispose()


def test_a_commit_is_on_disk_unless_a_test_asks_for_speed(folder: Path) -> None:
    safe = ("on", "on", "on")
    asked = (
        "SELECT current_setting('fsync'), current_setting('synchronous_commit'),"
        " current_setting('full_page_writes')"
    )
    with EmbeddedPostgres(folder) as postgres, psycopg.connect(postgres.url) as connection:
        assert connection.execute(asked).fetchone() == safe
    with EmbeddedPostgres(folder, durable=False) as postgres, psycopg.connect(postgres.url) as connection:
        assert connection.execute(asked).fetchone() == ("off", "off", "off")


def test_only_the_owner_with_the_password_gets_in(folder: Path) -> None:
    with EmbeddedPostgres(folder, durable=False) as postgres:
        with psycopg.connect(postgres.url) as connection:
            assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
        password = make_url(postgres.url).password
        assert password is not None
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(postgres.url.replace(password, "guess"))
        with pytest.raises(psycopg.OperationalError, match="no password supplied"):
            psycopg.connect(postgres.url.replace(f":{password}", ""))
        for place in (folder, *folder.rglob("*")):
            assert place.lstat().st_mode & 0o077 == 0, place


def test_a_folder_made_by_others_keeps_its_permissions(folder: Path) -> None:
    folder.mkdir()
    folder.chmod(0o755)
    folder.parent.chmod(0o711)
    with EmbeddedPostgres(folder, durable=False):
        assert folder.stat().st_mode & 0o777 == 0o755
        assert folder.parent.stat().st_mode & 0o777 == 0o711


@pytest.mark.parametrize(
    "name",
    ["with space and ünïcode", "a,comma", "$HOME `id` \"quoted\" 'so'", "x" * 157],
    ids=["unicode", "comma", "shell", "long"],
)
def test_any_path_will_do(folder: Path, name: str) -> None:
    place = folder / name
    with (
        EmbeddedPostgres(place, durable=False) as postgres,
        psycopg.connect(postgres.url) as connection,
    ):
        assert connection.execute("SHOW data_directory").fetchone() == (str(place / "postgres-18"),)
        socket_folder = Path(make_url(postgres.url).query["host"])  # type: ignore[arg-type]  # one host only
        assert socket_folder.stat().st_mode & 0o777 == 0o700
    assert socket_folder.parent == place or not socket_folder.exists()


def test_a_socket_folder_that_others_could_enter_is_refused(folder: Path) -> None:
    place = folder / ("x" * 157)
    with EmbeddedPostgres(place, durable=False) as postgres:
        socket_folder = Path(make_url(postgres.url).query["host"])  # type: ignore[arg-type]  # one host only
    socket_folder.mkdir()
    socket_folder.chmod(0o777)
    with pytest.raises(EmbeddedPostgresError, match="only its owner may enter"):
        postgres.start()
    socket_folder.rmdir()


def test_a_server_is_shared_and_the_last_one_out_stops_it(folder: Path, opener: Opener) -> None:
    other = opener(folder)
    assert other.stdout is not None
    url = other.stdout.readline().strip()
    with EmbeddedPostgres(folder) as first, EmbeddedPostgres(folder) as second:
        assert first.url == second.url == url
        server = server_pid(folder)
        other.communicate()
        second.stop()
        second.stop()  # stopping twice gives nothing up twice
        with psycopg.connect(first.url):
            assert server_pid(folder) == server
    assert processes(folder) == []


def parents(of: Iterable[psutil.Process]) -> set[psutil.Process | None]:
    """Whose children they are; a worker of the server's may have ended since it was listed."""
    found = set()
    for process in of:
        with suppress(psutil.NoSuchProcess):
            found.add(process.parent())
    return found


def test_six_commands_at_once_share_one_server(folder: Path, opener: Opener) -> None:
    openers = [opener(folder) for _ in range(6)]
    urls = {other.stdout.readline() for other in openers if other.stdout}
    assert len(urls) == 1
    assert len(parents(processes(folder)) & set(processes(folder))) == 1
    for other in openers:
        assert other.communicate() == ("", "")
        assert other.returncode == 0
    assert processes(folder) == []


def test_a_folder_nobody_may_write_is_told_in_one_sentence() -> None:
    with pytest.raises(
        EmbeddedPostgresError, match=r"No database can be kept in /sys/setpoint.*DATABASE_URL"
    ):
        EmbeddedPostgres(Path("/sys/setpoint")).start()


def test_a_version_that_is_not_there_is_told_in_one_sentence(folder: Path) -> None:
    with pytest.raises(EmbeddedPostgresError, match=r"no embedded Postgres 15 .*DATABASE_URL"):
        EmbeddedPostgres(folder, version=15).start()


def test_a_server_that_cannot_start_shows_its_last_words_and_is_not_left_behind(folder: Path) -> None:
    with EmbeddedPostgres(folder, durable=False) as postgres:
        pass
    configuration = folder / "postgres-18" / "postgresql.conf"
    sound = configuration.read_text()
    configuration.write_text(sound + "\nmost_work_mem = 1\n")
    with pytest.raises(EmbeddedPostgresError, match='unrecognized configuration parameter "most_work_mem"'):
        postgres.start()
    assert processes(folder) == []
    configuration.write_text(sound)
    with postgres, psycopg.connect(postgres.url):
        pass


def test_what_people_typed_does_not_reach_the_log(folder: Path) -> None:
    with (
        EmbeddedPostgres(folder, durable=False) as postgres,
        psycopg.connect(postgres.url, autocommit=True) as connection,
    ):
        connection.execute("CREATE TABLE note (words text PRIMARY KEY)")
        connection.execute("INSERT INTO note VALUES ('sharp knee')")
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("INSERT INTO note VALUES ('sharp knee')")
    logs = [log.read_text() for log in (folder / "postgres-18" / "log").iterdir()]
    assert "database system is ready" in "".join(logs)
    assert "knee" not in "".join(logs)


def test_the_log_does_not_grow_for_ever(folder: Path) -> None:
    with EmbeddedPostgres(folder, durable=False) as postgres:
        pass
    logs = folder / "postgres-18" / "log"
    for log in logs.glob("*.log"):
        log.write_text("x" * 2_000_000)
    with postgres:
        assert sum(log.stat().st_size for log in logs.glob("*.log")) < 100_000
