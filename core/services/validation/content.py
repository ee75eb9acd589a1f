"""What must hold of the library and of what coaches write."""

EMPTY_GROUPS = """
SELECT format('group %s of session template %s', g.id, g.session_template_id) AS what FROM exercise_groups g
WHERE NOT EXISTS (SELECT FROM session_exercises x WHERE x.exercise_group_id = g.id)
"""

BEYOND_PROGRAM = """
SELECT format('session %s of program %s is in week %s of %s', s.id, p.id, s.week_number, p.weeks) AS what
FROM program_sessions s JOIN programs p ON p.id = s.program_id WHERE s.week_number > p.weeks
"""

CIRCLES = """
WITH RECURSIVE harder (began_id, id) AS (
  SELECT easier_id, harder_id FROM exercise_progressions
  UNION
  SELECT h.began_id, p.harder_id FROM harder h JOIN exercise_progressions p ON p.easier_id = h.id
)
SELECT format('exercise %s', id) AS what FROM harder WHERE id = began_id
"""
