"""The two efforts of a set: what is really to be left, as the plan means it, and what this person will call it."""

from bot.texts.targets import rpe_words
from bot.texts.tongue import Html, Tongue
from core.engine.models import ExercisePrescription, SetKind, Strength

TELLABLE = 0.5  # RPE and repetitions are told in halves
OWN_FROM = (
    0.5  # share of what can be known of somebody's bias, from which on it is called theirs; design choice
)


def called(t: Tongue, prescription: ExercisePrescription) -> Html | None:
    """Why the card says another effort than the plan; None where both are the same, or the plan means none."""
    target = next((each for each in prescription.series if each.kind is SetKind.WORK), None)
    strength = prescription.strength
    if target is None or target.rpe is None or target.rir is None or strength is None:
        return None
    harder = target.rpe - (10.0 - target.rir)
    if abs(harder) < TELLABLE:
        return None
    return _called(t, rpe_words(t, target.rpe), strength, harder)


def _called(t: Tongue, effort: Html, strength: Strength, harder: float) -> Html:
    """People have more left than they say, or less; what that does not explain, rounding does."""
    more = round(2.0 * strength.rir_bias_reps) / 2.0
    if harder > 0.0 and more >= TELLABLE:
        if strength.bias_known < OWN_FROM:
            return t._(
                "You will call it {effort}: people keep about one more than they think.", effort=effort
            )
        return t._(
            "You will call it {effort}: you usually have {reps} more left than you say.",
            effort=effort,
            reps=t.number(more),
        )
    if harder < 0.0 and more <= -TELLABLE:
        return t._(
            "You will call it {effort}: you usually have {reps} less left than you say.",
            effort=effort,
            reps=t.number(-more),
        )
    return t._("It will feel like {effort}.", effort=effort)
