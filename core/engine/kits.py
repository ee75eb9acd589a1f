"""Kits that people have, to choose from in one tap. Pound kits hold pounds as whole grams."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from core.engine.models import Equipment, Kit

G_PER_LB = 453.59237  # exact, by definition

GYM_EQUIPMENT = frozenset(Equipment)
HOME_EQUIPMENT = frozenset({Equipment.BARBELL, Equipment.NONE})
DUMBBELL_EQUIPMENT = frozenset({Equipment.DUMBBELL, Equipment.NONE})


def _lb(pounds: float) -> int:
    return round(pounds * G_PER_LB)


def _lbs(pounds: Iterable[float]) -> tuple[int, ...]:
    return tuple(_lb(each) for each in pounds)


# Usual plate sets and dumbbell racks (coaching practice); the numbers of pairs are a design choice
KITS: Mapping[str, Kit] = MappingProxyType(
    {
        "full_gym": Kit(
            equipment=GYM_EQUIPMENT,
            plates_g={25_000: 4, 20_000: 4, 15_000: 2, 10_000: 2, 5_000: 2, 2_500: 2, 1_250: 1},
            dumbbells_g=tuple(range(2_000, 10_000, 1_000)) + tuple(range(10_000, 50_001, 2_500)),
        ),
        "home_barbell": Kit(
            equipment=HOME_EQUIPMENT,
            plates_g={20_000: 3, 10_000: 1, 5_000: 1, 2_500: 1, 1_250: 1},
        ),
        "dumbbells": Kit(equipment=DUMBBELL_EQUIPMENT, dumbbells_g=tuple(range(2_000, 30_001, 2_000))),
        "body_weight": Kit(equipment=frozenset({Equipment.NONE})),
        "full_gym_lb": Kit(
            equipment=GYM_EQUIPMENT,
            bar_g=_lb(45),
            plates_g={_lb(45): 8, _lb(35): 2, _lb(25): 2, _lb(10): 2, _lb(5): 2, _lb(2.5): 1},
            dumbbells_g=_lbs(range(5, 101, 5)),
            stack_step_g=_lb(10),
            stack_max_g=_lb(250),
        ),
        "home_barbell_lb": Kit(
            equipment=HOME_EQUIPMENT,
            bar_g=_lb(45),
            plates_g={_lb(45): 3, _lb(25): 1, _lb(10): 1, _lb(5): 1, _lb(2.5): 1},
        ),
        "dumbbells_lb": Kit(equipment=DUMBBELL_EQUIPMENT, dumbbells_g=_lbs(range(5, 66, 5))),
    }
)
