"""What the database refuses reaches a person as a refusal, unless only a bug of ours could bring it about."""

from collections.abc import Iterator

import pytest
from sqlalchemy import CheckConstraint, Enum, Table, UniqueConstraint, insert

from core.errors import NotFound, Refused
from core.persistence.database import Database, DatabaseRole, Transaction
from core.persistence.refusals import OUT_OF_RANGE, WHY
from core.persistence.tables import Place, exercise_progressions, metadata, organizations, place_of, programs

# Nobody can break these by what they type or tap: services write the columns themselves, or know the row already.
OURS = {
    "ck_check_ins_stalled_exercises",
    "ck_disruptions_resolved",
    "ck_exercises_one_owner",
    "ck_formula_configs_version",
    "ck_invitations_dates_in_order",
    "ck_invitations_one_end",
    "ck_macrocycles_secondary_goals",
    "ck_macrocycles_version",
    "ck_performance_metrics_actual_intensity",
    "ck_performance_metrics_actual_volume_g",
    "ck_performance_metrics_planned_intensity",
    "ck_performance_metrics_planned_volume_g",
    "ck_profiles_secondary_goals",
    "ck_programs_version",
    "ck_set_logs_corrects",
    "ck_workouts_generated",
    "uq_athletes_user_id",
    "uq_check_ins_athlete_id_workout_id",
    "uq_disruption_lifts_athlete_id_disruption_id_exercise_id",
    "uq_exercise_aliases_exercise_id_alias",
    "uq_exercise_muscles_exercise_id_muscle",
    "uq_exercises_curated_key",
    "uq_invitations_token_hash",
    "uq_macrocycle_maxes_athlete_id_macrocycle_id_max_id",
    "uq_mesocycles_athlete_id_macrocycle_id_order_index",
    "uq_muscle_groups_muscle",
    "uq_performance_metrics_athlete_id_workout_id_exercise_id",
    "uq_profiles_athlete_id",
    "uq_training_blocks_athlete_id_mesocycle_id_order_index",
    "uq_users_telegram_id",
    "uq_workout_exercises_athlete_id_workout_id_order_index",
}


def rules_of(table: Table) -> Iterator[str]:
    """Unique rules and checks, but for those that only hold an enum's words."""
    words = {f"ck_{table.name}_{column.name}" for column in table.columns if isinstance(column.type, Enum)}
    for constraint in table.constraints:
        if isinstance(constraint, CheckConstraint | UniqueConstraint) and str(constraint.name) not in words:
            yield str(constraint.name)
    yield from (str(index.name) for index in table.indexes if index.unique)


def test_every_rule_has_a_meaning_or_is_our_own_affair() -> None:
    told = [t for t in metadata.sorted_tables if place_of(t) is not Place.MACHINERY]
    rules = {rule for table in told for rule in rules_of(table)}
    assert rules - WHY.keys() - OUT_OF_RANGE == OURS
    assert not WHY.keys() - rules, "a meaning without a rule"


async def add(tx: Transaction, table: Table, **values: object) -> int:
    made = await tx.run(insert(table).values(**values).returning(table.c.id))
    return int(made.scalar_one())


@pytest.mark.parametrize(
    ("table", "values", "why"),
    [
        (programs, {"name": "", "weeks": 3}, "name_length"),
        (programs, {"name": "x", "weeks": 0}, "out_of_range"),
        (programs, {"name": "x", "weeks": 99_999}, "out_of_range"),
        (exercise_progressions, {"easier_id": 1, "harder_id": 1}, "progression_cycle"),
    ],
)
async def test_what_a_constraint_forbids_is_refused(
    db: Database, table: Table, values: dict[str, object], why: str
) -> None:
    with pytest.raises(Refused) as refused:
        async with db.transaction(DatabaseRole.SYSTEM) as tx:
            await add(tx, table, **values)
    assert refused.value.facts["why"] == why


async def test_the_same_name_twice_is_refused_and_nothing_is_half_written(db: Database) -> None:
    async def name_both_the_same() -> None:
        async with db.transaction(DatabaseRole.SYSTEM) as tx:
            owner = await add(tx, organizations, name="Iron")
            for _ in range(2):
                await add(tx, programs, organization_id=owner, name="Base", weeks=3)

    with pytest.raises(Refused) as refused:
        await name_both_the_same()
    assert refused.value.facts["why"] == "program_name_taken"
    async with db.transaction(DatabaseRole.SYSTEM) as tx:
        assert (await tx.run(programs.select())).all() == []


async def test_what_is_not_there_is_said_to_be_missing(db: Database) -> None:
    with pytest.raises(NotFound) as missing:
        async with db.transaction(DatabaseRole.SYSTEM) as tx:
            await add(tx, exercise_progressions, easier_id=1, harder_id=10**9)
    assert missing.value.facts["what"] == "exercises"
