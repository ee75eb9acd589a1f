"""Programs and prescribed sets as text that coaches type, and back."""

from core.notation.program.errors import Code, NotationError
from core.notation.program.series import read_series
from core.notation.program.text import begins_program, exercise_lines, read_program
from core.notation.program.values import ExerciseText, GroupText, PhaseText, ProgramText, SessionText
from core.notation.program.writing import write_program, write_series

__all__ = [
    "Code",
    "ExerciseText",
    "GroupText",
    "NotationError",
    "PhaseText",
    "ProgramText",
    "SessionText",
    "begins_program",
    "exercise_lines",
    "read_program",
    "read_series",
    "write_program",
    "write_series",
]
