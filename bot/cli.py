"""The command behind every target of the Makefile: `setpoint run`, `setpoint demo` and the rest."""

import argparse
import asyncio
import logging
import re
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

import migrations
from bot.settings import SettingsError, from_environment
from core.persistence.embedded import EmbeddedPostgres, EmbeddedPostgresError
from core.services.secrets import SecretError


def main(argv: Sequence[str] | None = None) -> int:
    """Parse the command line, run one command, return its exit code."""
    args = _parser().parse_args(argv)
    logging.basicConfig(level=args.log.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    # A tick that is skipped while the last one still runs is no news.
    logging.getLogger("apscheduler").setLevel("ERROR")
    try:
        return int(args.command(args))
    except (SettingsError, SecretError, EmbeddedPostgresError) as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="setpoint", description="A strength coach in a chat.")
    parser.add_argument(
        "--log", default="warning", choices=["debug", "info", "warning", "error"], help="how much to log"
    )
    commands = parser.add_subparsers(required=True, metavar="command")

    def add(name: str, command: object, what: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=what, description=what)
        sub.set_defaults(command=command)
        return sub

    run = add(
        "run", _run, "the bot: on Telegram with TELEGRAM_TOKEN set, else on a chat page on this machine"
    )
    _data(run)
    run.add_argument(
        "--port", type=int, default=None, help="the chat page's port (default 8484, or any that is free)"
    )
    migrate = add(
        "migrate", _migrate, "bring the database's schema to a revision; `base` takes it down to nothing"
    )
    migrate.add_argument("revision", nargs="?", default="head")
    _data(migrate)
    rotate = add(
        "rotate-keys",
        _rotate_keys,
        "encrypt the tokens of other services anew, under the first of SETPOINT_KEYS",
    )
    _data(rotate)
    demo = add("demo", _demo, "two training days of an athlete, a coach and an admin, as a transcript")
    demo.add_argument("--json", action="store_true", help="one object on stdout instead of the transcript")
    bench = add("bench", _bench, "the figures: our path beside the simplest possible bot, in one run")
    bench.add_argument("--json", action="store_true", help="one object on stdout instead of the table")
    bench.add_argument("--sets", type=int, default=1500, help="sets per round")
    bench.add_argument("--rounds", type=int, default=3)
    bench.add_argument(
        "--data", action="store_true", help="the database's figures instead: a million sets, walls, backfill"
    )
    chaos = add(
        "chaos", _chaos, "kill the bot with updates waiting, restart it, and count what is lost or doubled"
    )
    chaos.add_argument("--json", action="store_true")
    chaos.add_argument("--times", type=int, default=20)
    chaos.add_argument("--updates", type=int, default=300)
    typed = add("type-log", _type_log, "type a file of sets into the chat, line by line, as its lifter would")
    typed.add_argument("file", type=Path, help="CSV: lifter,day,exercise,set,load,unit,reps,rpe")
    typed.add_argument("--lifter", required=True)
    typed.add_argument("--days", default="0-6", help="first and last day, for example 0-55")
    typed.add_argument("--json", action="store_true")
    _data(typed)
    loading = add("load", _load, "make athletes with a history of a file of sets, one for each lifter in it")
    loading.add_argument("file", type=Path, help="CSV as for type-log; repetitions and RPE may be missing")
    loading.add_argument("--json", action="store_true")
    _data(loading)
    filling = add("backfill", _backfill, "give a plan to every athlete who has a history and none")
    filling.add_argument("--dry-run", action="store_true", help="write nothing, say what would be done")
    filling.add_argument("--athlete", type=int, default=None, metavar="ID", help="only this one")
    filling.add_argument("--json", action="store_true")
    _data(filling)
    testing = add(
        "backtest",
        _backtest,
        "foretell each session of a file of sets from those before it, and say how well that went",
    )
    testing.add_argument("file", type=Path, help="CSV as for load")
    testing.add_argument(
        "--predictions", type=Path, default=None, metavar="OUT", help="write each as a row of a CSV"
    )
    testing.add_argument("--json", action="store_true")
    checking = add(
        "validate", _validate, "check all that is stored and the walls around it; 1 where it is broken"
    )
    checking.add_argument("--json", action="store_true")
    _data(checking)
    simulating = add(
        "simulate", _simulate, "simulated athletes play the engine: how far its numbers can be trusted"
    )
    simulating.add_argument("--athletes", type=_at_least_one, default=60)
    simulating.add_argument("--weeks", type=_at_least_one, default=52)
    simulating.add_argument("--seed", type=int, default=1)
    simulating.add_argument(
        "--harsh", action="store_true", help="harsher bodies: the bad end of the literature"
    )
    simulating.add_argument("--report", type=Path, default=None, help="also write a page with plots here")
    simulating.add_argument("--json", action="store_true", help="one object on stdout instead of the table")
    return parser


def _at_least_one(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("should be at least 1")
    return number


def _data(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--data", type=Path, default=None, help="the folder for everything kept (default .setpoint)"
    )


def _run(args: argparse.Namespace) -> int:
    from bot.program import CannotServe, serve

    settings = from_environment(data=args.data, port=args.port)

    async def until_told() -> None:
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for sign in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(sign, stop.set)
        await serve(settings, stop, lambda line: print(line, flush=True))

    try:
        asyncio.run(until_told())
    except CannotServe as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _migrate(args: argparse.Namespace) -> int:
    settings = from_environment(data=args.data)
    if settings.database_url is not None:
        _to_revision(settings.database_url, args.revision)
        return 0
    with EmbeddedPostgres(settings.data) as own:
        _to_revision(own.url, args.revision)
    return 0


def _to_revision(url: str, revision: str) -> None:
    if revision == "base" or revision.startswith("-"):
        migrations.downgrade(url, revision)
    else:
        migrations.upgrade(url, revision)


def _rotate_keys(args: argparse.Namespace) -> int:
    from bot.ops import rotate_keys

    return rotate_keys.main(from_environment(data=args.data))


def _demo(args: argparse.Namespace) -> int:
    from bot.ops import demo

    return demo.main(as_json=args.json)


def _bench(args: argparse.Namespace) -> int:
    from bot.ops import bench, bench_data

    if args.data:
        return bench_data.main(as_json=args.json)
    return bench.main(sets=args.sets, rounds=args.rounds, as_json=args.json)


def _chaos(args: argparse.Namespace) -> int:
    from bot.ops import chaos

    return chaos.main(times=args.times, updates=args.updates, as_json=args.json)


def _type_log(args: argparse.Namespace) -> int:
    from bot.ops import type_log

    days = re.fullmatch(r"(\d{1,5})(?:-(\d{1,5}))?", args.days)
    if days is None:
        raise SettingsError(f"--days should be like 0-55, not “{args.days}”")
    first, last = int(days[1]), int(days[2] or days[1])
    return type_log.main(
        args.file, lifter=args.lifter, days=range(first, last + 1), data=args.data, as_json=args.json
    )


def _load(args: argparse.Namespace) -> int:
    from bot.ops import load_histories

    return load_histories.main(args.file, data=args.data, as_json=args.json)


def _backfill(args: argparse.Namespace) -> int:
    from bot.ops import backfill

    return backfill.main(athlete_id=args.athlete, dry_run=args.dry_run, data=args.data, as_json=args.json)


def _backtest(args: argparse.Namespace) -> int:
    from bot.ops import backtest

    return backtest.main(args.file, predictions=args.predictions, as_json=args.json)


def _validate(args: argparse.Namespace) -> int:
    from bot.ops import validate

    return validate.main(data=args.data, as_json=args.json)


def _simulate(args: argparse.Namespace) -> int:
    from bot.ops import simulate

    return simulate.main(
        athletes=args.athletes,
        weeks=args.weeks,
        seed=args.seed,
        harsh=args.harsh,
        report=args.report,
        as_json=args.json,
    )


if __name__ == "__main__":
    sys.exit(main())
