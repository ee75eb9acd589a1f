"""The command behind every target of the Makefile: `setpoint run`, `setpoint demo` and the rest."""

import argparse
import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Parse the command line, run one command, return its exit code."""
    parser = argparse.ArgumentParser(prog="setpoint", description="A strength coach in a chat.")
    parser.parse_args(argv)
    parser.print_help()
    return 0


if __name__ == "__main__":
    sys.exit(main())
