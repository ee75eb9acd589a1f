"""What must hold of the set log."""

LATELY_WORKOUTS = 50

STRAY_CORRECTIONS = """
SELECT format('row %s of athlete %s', c.id, c.athlete_id) AS what
FROM set_logs c LEFT JOIN set_logs f ON (f.athlete_id, f.id) = (c.athlete_id, c.corrects_id)
WHERE (c.row <> 'set' OR c.corrects_id IS NOT NULL) AND (f.row IS DISTINCT FROM 'set' OR f.id >= c.id)
"""

STANDING = """
SELECT DISTINCT ON (athlete_id, coalesce(corrects_id, id)) * FROM set_logs
ORDER BY athlete_id, coalesce(corrects_id, id), id DESC
"""

# The bounds of the notation, as the table has them.
OUT_OF_BOUNDS = f"""
SELECT format('row %s of athlete %s', id, athlete_id) AS what FROM ({STANDING}) newest
WHERE row <> 'void' AND NOT (
  coalesce(load_g, 0) BETWEEN -200000 AND 1000000 AND coalesce(reps, 0) BETWEEN 0 AND 100
  AND coalesce(rpe_halves, 0) BETWEEN 0 AND 20 AND coalesce(duration_s, 0) BETWEEN 0 AND 14400
  AND coalesce(distance_m, 0) BETWEEN 0 AND 1000000)
"""

IN_ANOTHER_WORKOUT = """
SELECT format('row %s of athlete %s', s.id, s.athlete_id) AS what
FROM set_logs s JOIN workout_exercises x ON (x.athlete_id, x.id) = (s.athlete_id, s.workout_exercise_id)
WHERE s.workout_id IS DISTINCT FROM x.workout_id
"""

# Exposure is derived by the exact exercise: it finds what the athlete may see, curated, their own or an organization's.
OUT_OF_SIGHT = f"""
SELECT DISTINCT format('exercise %s of athlete %s', s.exercise_id, s.athlete_id) AS what
FROM set_logs s JOIN exercises e ON e.id = s.exercise_id JOIN (
  SELECT athlete_id, id, row_number() OVER (PARTITION BY athlete_id ORDER BY local_date DESC, id DESC) AS back
  FROM workouts WHERE status = 'completed'
) w ON (w.athlete_id, w.id) = (s.athlete_id, s.workout_id)
WHERE w.back <= {LATELY_WORKOUTS} AND e.athlete_id <> s.athlete_id
"""
