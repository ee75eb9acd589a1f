"""The two shapes of what was prescribed of an exercise, and the statements that turn one into the other.

Old: `prescription`, one document with the group's letter inside. New: columns. Both ways lose nothing.
"""

from alembic import op

from migrations.walls import as_system

# Rows that a release of the old shape wrote; running it twice changes nothing.
FILL = """
UPDATE workout_exercises x SET
    series = x.prescription -> 'series',
    selection = nullif(x.prescription -> 'selection', 'null'),
    reasons = x.prescription -> 'reasons',
    strength = nullif(x.prescription -> 'strength', 'null'),
    load_steps_g = ARRAY(SELECT jsonb_array_elements_text(x.prescription -> 'load_steps_g')::integer),
    group_index = old.place
FROM (
    SELECT athlete_id, id, sum(begins) OVER (PARTITION BY athlete_id, workout_id ORDER BY order_index) - 1 AS place
    FROM (
        SELECT athlete_id, id, workout_id, order_index, (prescription ->> 'group' IS DISTINCT FROM
            lag(prescription ->> 'group') OVER (PARTITION BY athlete_id, workout_id ORDER BY order_index))::integer
            AS begins
        FROM workout_exercises
    ) marked
) old
WHERE old.athlete_id = x.athlete_id AND old.id = x.id AND x.series IS NULL
"""

# The old release called the 27th group AA, the 28th BB.
GIVE_BACK = """
UPDATE workout_exercises SET prescription = jsonb_build_object(
    'exercise_id', exercise_id, 'order', order_index, 'role', role, 'series', series, 'selection', selection,
    'group', coalesce(group_name, repeat(chr(65 + group_index % 26), group_index / 26 + 1)),
    'reasons', reasons, 'strength', strength, 'load_steps_g', to_jsonb(load_steps_g))
WHERE prescription IS NULL
"""


def fill() -> None:
    """Old to new."""
    with as_system():
        op.execute(FILL)


def give_back() -> None:
    """New to old."""
    with as_system():
        op.execute(GIVE_BACK)
