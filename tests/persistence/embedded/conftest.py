"""Folders for embedded servers, other processes that open them, and an axe for all of it."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

ROOT = Path(__file__).parents[3]


def processes(folder: Path) -> list[psutil.Process]:
    """The living processes that work in the folder's data, the server first."""
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if process.cwd() == str(folder / "postgres-18") and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
    return sorted(found, key=lambda process: process.pid)


def server_pid(folder: Path) -> int:
    return int((folder / "postgres-18" / "postmaster.pid").read_text().partition("\n")[0])


def kill_everything(folder: Path) -> None:
    """kill -9 for the server and all that belongs to it. Does not wait: nor does a crash."""
    for process in processes(folder):
        with suppress(psutil.NoSuchProcess):
            process.send_signal(signal.SIGKILL)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A place for a server. Not tmp_path: pytest keeps those, and a cluster is 40 MB."""
    place = Path(tempfile.mkdtemp(prefix="embedded-"))
    yield place / "data"
    for found in place.glob("**/postmaster.pid"):
        kill_everything(found.parents[1])
    shutil.rmtree(place)


@pytest.fixture
def opener() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start another process that opens the folder, perhaps by way of another program."""
    started: list[subprocess.Popen[str]] = []

    def start(folder: Path, *prefix: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [*prefix, sys.executable, "-m", "tests.persistence.embedded.opener", str(folder)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        with process:
            process.kill()
