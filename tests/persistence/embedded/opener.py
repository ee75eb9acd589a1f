"""Another process that opens an embedded Postgres: prints its URL, and stops when its input ends."""

import sys
from pathlib import Path

from core.persistence.embedded import EmbeddedPostgres, EmbeddedPostgresError


def main(folder: str) -> None:
    try:
        with EmbeddedPostgres(Path(folder)) as postgres:
            sys.stdout.write(f"{postgres.url}\n")
            sys.stdout.flush()
            sys.stdin.read()
    except EmbeddedPostgresError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(sys.argv[1])
