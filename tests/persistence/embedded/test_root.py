"""The embedded Postgres for root, whom Postgres refuses. An ordinary user plays root in a user namespace."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from core.persistence.embedded import EmbeddedPostgres, EmbeddedPostgresError, programs
from tests.persistence.embedded.conftest import processes

Opener = Callable[..., subprocess.Popen[str]]

ROOT_FOR_REAL = os.geteuid() == 0
AS_ROOT = [] if ROOT_FOR_REAL else ["unshare", "--user", "--map-root-user"]


def test_root_keeps_the_data_in_a_folder_that_only_root_may_enter(folder: Path, opener: Opener) -> None:
    assert folder.parent.stat().st_mode & 0o777 == 0o700
    other = opener(folder, *AS_ROOT)
    assert other.stdout is not None
    with psycopg.connect(other.stdout.readline().strip()) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    assert folder.parent.stat().st_mode & 0o777 == 0o700
    assert {place.lstat().st_uid for place in folder.rglob("*")} == {os.geteuid()}
    assert other.communicate() == ("", "")
    assert processes(folder) == []


def test_when_no_other_user_can_be_had_the_sentence_names_database_url(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(programs, "STATE", folder / "state")
    monkeypatch.setattr(pwd, "getpwnam", {}.__getitem__)
    monkeypatch.setattr(pwd, "getpwuid", {}.__getitem__)
    with pytest.raises(EmbeddedPostgresError, match=r"refuses to run as root .*DATABASE_URL"):
        EmbeddedPostgres(folder).start()


if ROOT_FOR_REAL:
    # These need to become somebody else, which only root can.
    NOBODY = pwd.getpwnam("nobody").pw_uid

    @pytest.fixture
    def no_namespaces(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
        """A machine whose kernel refuses user namespaces, as a container does. Yields the state folder."""
        monkeypatch.setattr(shutil, "which", lambda name: None)
        state = folder.parent.with_name(f"{folder.parent.name}-state")
        monkeypatch.setattr(programs, "STATE", state)
        yield state
        shutil.rmtree(state, ignore_errors=True)

    def owners(folder: Path) -> set[int]:
        return {place.lstat().st_uid for place in folder.glob("**/*")}

    def test_without_namespaces_it_runs_as_nobody(folder: Path, no_namespaces: Path) -> None:
        folder.parent.chmod(0o755)
        for _ in range(2):
            with EmbeddedPostgres(folder) as postgres, psycopg.connect(postgres.url):
                assert {process.uids().real for process in processes(folder)} == {NOBODY}
                assert owners(folder) == {NOBODY}
        assert processes(folder) == []

    def test_without_namespaces_a_closed_folder_is_left_alone(folder: Path, no_namespaces: Path) -> None:
        for _ in range(2):
            with EmbeddedPostgres(folder) as postgres, psycopg.connect(postgres.url) as connection:
                connection.execute("CREATE TABLE IF NOT EXISTS lifted (load_g int)")
                where = connection.execute("SHOW data_directory").fetchone()
                assert where is not None
                assert Path(where[0]).is_relative_to(no_namespaces)
        assert folder.parent.stat().st_mode & 0o777 == 0o700
        assert not folder.exists()

    def test_without_namespaces_programs_that_only_root_may_execute_are_copied(
        folder: Path, no_namespaces: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        hidden = folder.parent / "hidden"
        original = programs._in_wheel(18)
        for part in (original.parent, original.parents[1].with_name(f"{programs.PACKAGE}.libs")):
            shutil.copytree(part, hidden / part.relative_to(original.parents[2]))
        hidden.chmod(0o700)
        monkeypatch.setattr(
            programs, "_in_wheel", lambda version: hidden / original.relative_to(original.parents[2])
        )
        folder.parent.chmod(0o755)
        with EmbeddedPostgres(folder) as postgres, psycopg.connect(postgres.url):
            executables = {process.exe() for process in processes(folder)}
        assert all(Path(executable).is_relative_to(no_namespaces) for executable in executables)
        assert hidden.stat().st_mode & 0o777 == 0o700

    def test_root_opens_a_users_data_as_that_user(folder: Path) -> None:
        folder.mkdir()
        folder.parent.chmod(0o755)
        os.chown(folder, NOBODY, pwd.getpwuid(NOBODY).pw_gid)
        with EmbeddedPostgres(folder) as postgres, psycopg.connect(postgres.url):
            assert owners(folder) == {NOBODY}

    def test_root_copes_with_a_folder_of_a_user_this_machine_does_not_know(folder: Path) -> None:
        folder.mkdir()
        os.chown(folder.parent, 54321, 54321)
        folder.parent.chmod(0o755)
        os.chown(folder, 54321, 54321)
        folder.chmod(0o755)
        with EmbeddedPostgres(folder) as postgres, psycopg.connect(postgres.url):
            assert owners(folder) == {0}
