"""The engine is tried by the lab, and knows nothing of it."""

import subprocess
import sys
from pathlib import Path

import core.engine


def test_nothing_of_the_engine_names_the_lab() -> None:
    for path in Path(core.engine.__file__).parent.rglob("*.py"):
        assert "core.lab" not in path.read_text(), path


def test_the_engine_loads_without_the_lab() -> None:
    code = "import sys, core.engine; print(any(each.startswith('core.lab') for each in sys.modules))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"
