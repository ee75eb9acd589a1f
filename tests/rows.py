"""A row for every table, made from the metadata, so that no table of tomorrow escapes the tests of all tables."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import (
    ARRAY,
    Boolean,
    CheckConstraint,
    Column,
    Computed,
    Date,
    DateTime,
    Enum,
    Float,
    Identity,
    Integer,
    Interval,
    LargeBinary,
    Numeric,
    Table,
    Text,
    Time,
    func,
    insert,
    select,
)
from sqlalchemy.dialects.postgresql import JSONB

from core.engine import KITS
from core.engine.formulas import Overrides
from core.engine.models import (
    DeloadTriggers,
    DisruptionAdjustment,
    Kit,
    Muscle,
    PercentOfMax,
    PlannedDay,
    PrescribedSet,
    Reason,
    Rejected,
    Reps,
    RotationPolicy,
    Selection,
    SetKind,
    SetTarget,
    Steering,
    Strength,
    WarmUpStep,
)
from core.persistence.database import Transaction
from core.persistence.tables import Place, metadata, place_of
from core.persistence.tables.base import Document
from core.persistence.tables.content import Authored

BOT_ID = 4_200_000_001
THE_PRODUCTS = {"clock", "muscle_groups"}  # whose rows come with the product and are nobody's
OF_PLACE = {place: [t for t in metadata.sorted_tables if place_of(t) is place] for place in Place}
FILLED = [  # machinery last: audit names a user, which no foreign key tells
    table
    for place in (Place.SHARED, Place.ATHLETE, Place.MACHINERY)
    for table in OF_PLACE[place]
    if table.name not in THE_PRODUCTS
]

WHY = Reason(step="a step", code="a_code")
DOCUMENTS: dict[Any, object] = {  # a value of every type that a document has
    Kit: KITS["full_gym"],
    Mapping[Muscle, int]: {Muscle.QUADS: 3},
    Mapping[Muscle, float]: {Muscle.QUADS: 2.5},
    Mapping[Muscle, tuple[int, ...]]: {Muscle.QUADS: (1, 2)},
    Mapping[str, Any]: {"words": "some"},
    Mapping[str, int]: {"squat": 1},
    DeloadTriggers: DeloadTriggers(),
    DisruptionAdjustment: DisruptionAdjustment(skipped_workouts=(1,)),
    Overrides: Overrides({}),
    Reason: WHY,
    RotationPolicy: RotationPolicy(),
    Selection: Selection(reasons=(WHY,), alternatives=(Rejected(exercise_id=1, reason=WHY),)),
    Steering: Steering(held_back_sets=1),
    Strength: Strength(exercise_id=1, log_mean=11.5, log_sd=0.05, sets_seen=3),
    Authored: (PrescribedSet(amount=Reps(reps=5), intensity=PercentOfMax(percent=75, rpe_cap=8)),),
    tuple[PlannedDay, ...]: (PlannedDay(day_number=1, weekday=1, exercises=()),),
    tuple[Reason, ...]: (WHY,),
    tuple[SetTarget, ...]: (SetTarget(kind=SetKind.WORK, load_g=100_000, reps=5),),
    tuple[WarmUpStep, ...]: (WarmUpStep(percent=40, reps=5),),
}

ONLY_ONE_OF: dict[str, set[str]] = {  # where a check allows one of two, the other stays away
    "athletes": {"organization_id"},
    "exercises": {"organization_id"},
    "invitations": {"revoked_at"},
    "disruptions": {"resolved_at"},
    "macrocycles": {"ended_on"},
    "warm_up_configs": {"custom_steps"},
    "kits": {"archived_at"},
}
FITTING: dict[str, dict[str, Any]] = {  # where a check relates two columns
    "auxiliary_assignments": {"exercise_id": 2},
    "auxiliary_pool": {"exercise_id": 2},
    "exercise_progressions": {"easier_id": 1},
    "invitations": {"expires_at": datetime(2099, 11, 4, 17, tzinfo=UTC)},
    "profiles": {"birth_date": date(1990, 1, 1), "email": "ana@example.org", "phone": "+1"},
    "session_exercises": {"exercise_id": 1},
    "set_logs": {"corrects_id": None},
}

BETWEEN = re.compile(r"^(\w+) BETWEEN (-?\d+) AND")
ONE_OF = re.compile(r"^(\w+) IN \('(\w+)'")


@dataclass
class Person:
    """Somebody with a row in every table. Everything written about them in words says `name`."""

    number: int
    name: str
    rows: dict[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def telegram_id(self) -> int:
        return 7_000_000 + self.number

    @property
    def user_id(self) -> int:
        return int(self.rows["users"]["id"])

    @property
    def athlete_id(self) -> int:
        return int(self.rows["athletes"]["id"])


async def fill(tx: Transaction, person: Person) -> None:
    """Give a person one row in every table."""
    for table in FILLED:
        made = await tx.run(insert(table).values(values_for(table, person)).returning(*table.columns))
        person.rows[table.name] = dict(made.mappings().one())


def values_for(table: Table, person: Person) -> dict[str, Any]:
    """A row of a table that belongs to a person who has rows in the tables it refers to."""
    values = {
        column.name: _value(column, person)
        for column in table.columns
        if not isinstance(column.server_default, Identity | Computed)
    }
    for key in table.foreign_key_constraints:
        parent = person.rows.get(key.referred_table.name)
        if key.referred_table is not table and parent is not None:
            values |= {element.parent.name: parent[element.column.name] for element in key.elements}
        elif key.referred_table is table:
            values |= {name: None for name in key.column_keys if name != "athlete_id"}
    values |= dict.fromkeys(ONLY_ONE_OF.get(table.name, ()))
    return values | FITTING.get(table.name, {})


def _value(column: Column[Any], person: Person) -> object:
    if column.name in {"telegram_id", "chat_id"}:
        return person.telegram_id
    if column.name == "bot_id":
        return BOT_ID
    if column.name == "user_id" and "users" in person.rows:
        return person.user_id
    allowed = _allowed(column)
    words = f"{column.table.name}.{column.name} of {person.name}"
    return allowed if allowed is not None else _typed(column, words, person)


def _allowed(column: Column[Any]) -> object | None:
    """What the column's checks allow; None when they say nothing."""
    assert isinstance(column.table, Table)
    for check in (c for c in column.table.constraints if isinstance(c, CheckConstraint)):
        rule = str(check.sqltext)
        if (range_ := BETWEEN.match(rule)) and range_[1] == column.name:
            return int(range_[2])
        if (choice := ONE_OF.match(rule)) and choice[1] == column.name:
            return choice[2]
    return None


def _typed(column: Column[Any], words: str, person: Person) -> object:
    kind = column.type
    if isinstance(kind, Enum):
        return next(iter(kind.enum_class)) if kind.enum_class is not None else kind.enums[0]
    if isinstance(kind, Document):
        return DOCUMENTS[kind.kind]
    samples: list[tuple[type, object]] = [
        (JSONB, {"words": words}),
        (ARRAY, []),
        (Text, words),
        (LargeBinary, words.encode()),
        (Boolean, True),
        (Integer, person.number),
        (Numeric, 1),
        (Float, 1.0),
        (DateTime, datetime(2026, 11, 4, 17, tzinfo=UTC)),
        (Date, date(2026, 11, 4)),
        (Time, time(8)),
        (Interval, timedelta(0)),
    ]
    return next(value for sort, value in samples if isinstance(kind, sort))


async def row_counts(tx: Transaction) -> dict[str, int]:
    """How many rows each table has."""
    return {
        table.name: (await tx.run(select(func.count()).select_from(table))).scalar_one()
        for table in metadata.sorted_tables
    }
