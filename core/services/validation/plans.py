"""What must hold of plans and of what became of them."""

HISTORY_WITHOUT_PLAN = """
SELECT format('athlete %s: `setpoint backfill` makes one', a.id) AS what FROM athletes a
WHERE EXISTS (SELECT FROM set_logs s WHERE s.athlete_id = a.id)
  AND NOT EXISTS (SELECT FROM macrocycles m WHERE m.athlete_id = a.id AND m.ended_on IS NULL)
"""

TWO_ACTIVE = """
SELECT format('athlete %s has %s', athlete_id, count(*)) AS what FROM macrocycles
WHERE ended_on IS NULL OR status = 'active' GROUP BY athlete_id HAVING count(*) > 1
"""

WITHOUT_MESOCYCLES = """
SELECT format('macrocycle %s of athlete %s', m.id, m.athlete_id) AS what FROM macrocycles m
WHERE NOT EXISTS (SELECT FROM mesocycles c WHERE (c.athlete_id, c.macrocycle_id) = (m.athlete_id, m.id))
"""

WITHOUT_BLOCKS = """
SELECT format('mesocycle %s of athlete %s', c.id, c.athlete_id) AS what FROM mesocycles c
WHERE NOT EXISTS (SELECT FROM training_blocks b WHERE (b.athlete_id, b.mesocycle_id) = (c.athlete_id, c.id))
"""

OVERLAPPING_BLOCKS = """
SELECT format('block %s of athlete %s', id, athlete_id) AS what FROM (
  SELECT b.athlete_id, b.id, b.starts_on + 7 * b.weeks AS ends_on, lead(b.starts_on) OVER (
    PARTITION BY b.athlete_id, c.macrocycle_id ORDER BY c.order_index, b.order_index) AS next_on
  FROM training_blocks b JOIN mesocycles c ON (c.athlete_id, c.id) = (b.athlete_id, b.mesocycle_id)
) blocks WHERE ends_on > next_on
"""

BEYOND_BLOCK = """
SELECT format('workout %s of athlete %s is in week %s of %s', w.id, w.athlete_id, w.week_in_block + 1, b.weeks) AS what
FROM workouts w JOIN training_blocks b ON (b.athlete_id, b.id) = (w.athlete_id, w.training_block_id)
WHERE w.week_in_block >= b.weeks
"""

STATUSES = """
SELECT format('workout %s of athlete %s is %s', id, athlete_id, status) AS what FROM workouts
WHERE (status = 'in_progress' AND started_at IS NULL) OR (status = 'completed' AND completed_at IS NULL)
  OR (status = 'planned' AND coalesce(started_at, completed_at) IS NOT NULL)
UNION ALL
SELECT format('macrocycle %s of athlete %s is %s', id, athlete_id, status) FROM macrocycles
WHERE (status = 'active') <> (ended_on IS NULL)
UNION ALL
SELECT format('adaptation %s of athlete %s is %s', id, athlete_id, status) FROM adaptations
WHERE (status = 'proposed') <> (decided_at IS NULL)
UNION ALL
SELECT format('disruption %s of athlete %s is %s', id, athlete_id, status) FROM disruptions
WHERE (status = 'resolved') <> (resolved_at IS NOT NULL)
UNION ALL
SELECT format('kit %s of athlete %s is current and archived', id, athlete_id) FROM kits
WHERE is_current AND archived_at IS NOT NULL
"""

# A disruption remembers the workouts that it skipped, so that resolving it can bring them back.
LOST_ADJUSTMENTS = """
SELECT format('workout %s of disruption %s of athlete %s', skipped.id, d.id, d.athlete_id) AS what
FROM disruptions d, jsonb_array_elements_text(d.adjustment -> 'skipped_workouts') skipped (id)
WHERE NOT EXISTS (SELECT FROM workouts w WHERE w.athlete_id = d.athlete_id AND w.id = skipped.id::bigint)
"""

RESULTS_WITHOUT_MAX = """
SELECT DISTINCT format('exercise %s at event %s of athlete %s', a.exercise_id, e.id, e.athlete_id) AS what
FROM events e JOIN event_attempts a ON (a.athlete_id, a.event_id) = (e.athlete_id, e.id)
WHERE e.status = 'done' AND a.result = 'made' AND NOT EXISTS (
  SELECT FROM maxes m WHERE (m.athlete_id, m.event_id, m.exercise_id) = (a.athlete_id, a.event_id, a.exercise_id)
    AND m.source = 'tested' AND m.load_g >= a.load_g)
"""
