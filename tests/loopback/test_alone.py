"""The loopback must judge our bot, so it may share no code with it."""

import ast
from pathlib import Path

from bot import loopback


def test_the_loopback_imports_nothing_else_of_the_project() -> None:
    folder = Path(loopback.__file__).parent
    for file in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                ours = node.module.split(".")[0] in ("bot", "core", "migrations")
                assert not ours or node.module.startswith("bot.loopback"), (
                    f"{file.name} imports {node.module}"
                )
