"""Asks before a typed max teaches that hardly anybody of this training age lifts, or that contradicts another."""

from collections.abc import Iterable

from core.engine.curve import one_rm_g
from core.engine.models import Exercise, LoadMode, MaxEntry, Reason, TrainingAge

# One repetition on a bar; above it a typing error or pounds are likelier than the lift. Design choice: no table of
# body weights decides about anybody
MOST_LIKELY_G = {
    TrainingAge.BEGINNER: 160_000,
    TrainingAge.INTERMEDIATE: 260_000,
    TrainingAge.ADVANCED: 450_000,
}
MOST_APART = 1.3  # times another max of the same lift; design choice


def is_unusual_max(
    entry: MaxEntry, exercise: Exercise, training_age: TrainingAge, others: Iterable[MaxEntry] = ()
) -> Reason | None:
    """Why this max needs a question first, or None. A bar's load says most about slips; nothing else is judged."""
    shown_g = one_rm_g(entry.load_g, max(entry.reps, 1))
    known_g = [one_rm_g(each.load_g, max(each.reps, 1)) for each in others if each.exercise_id == exercise.id]
    if any(shown_g > MOST_APART * each_g for each_g in known_g if each_g > 0):
        code, expected_g = "max_apart", max(known_g)
    elif exercise.load_mode is LoadMode.BAR and shown_g > MOST_LIKELY_G[training_age] and not known_g:
        code, expected_g = "max_high", MOST_LIKELY_G[training_age]
    else:
        return None
    facts = {"load_g": entry.load_g, "reps": entry.reps, "expected_g": expected_g}
    return Reason(step="unusual", code=code, facts=facts, exercise_id=exercise.id)
