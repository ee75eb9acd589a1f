"""The constants that may differ for one athlete are the engine's own, and stay near the evidence."""

from importlib import import_module

import pytest

from core.engine.formulas import CONSTANTS, Overrides


def value_in_code(name: str) -> object:
    module, _, constant = name.partition(".")
    where = "steps." if module in {"readiness", "soreness", "effort_history"} else ""
    return getattr(import_module(f"core.engine.{where}{module}"), constant)


@pytest.mark.parametrize("name", CONSTANTS)
def test_a_constant_is_what_the_code_uses(name: str) -> None:
    constant = CONSTANTS[name]
    assert constant.default == value_in_code(name)
    assert 0.0 < constant.low < constant.default < constant.high


@pytest.mark.parametrize("name", [name for name in CONSTANTS if name.endswith("_LOAD")])
def test_a_sign_never_earns_load_whatever_it_is_set_to(name: str) -> None:
    assert CONSTANTS[name].high < 1.0


def test_bounds_are_half_and_double_the_effect() -> None:
    effort, load = CONSTANTS["set_by_set.LOAD_PER_RPE"], CONSTANTS["readiness.VERY_LOW_LOAD"]
    assert (effort.low, effort.default, effort.high) == (0.02, 0.04, 0.08)
    assert (load.low, load.default, load.high) == (0.90, 0.95, 0.975)


@pytest.mark.parametrize("values", [{"pain.MILD_LOAD": 1.0}, {"set_by_set.LOAD_PER_RPE": 0.5}])
def test_overrides_hold_known_names_within_bounds(values: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"there is no constant|is between"):
        Overrides(values)
