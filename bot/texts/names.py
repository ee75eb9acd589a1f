"""The names of things: exercises, muscles, goals, kits."""

from collections.abc import Mapping
from functools import cache

from bot.texts.tongue import Html, Tongue
from core.engine.models import BlockType, Goal, Muscle, TrainingAge
from core.services import library


def exercise(t: Tongue, name: str) -> Html:
    """An exercise in the person's language; a custom one as it was typed."""
    return t.p_("exercise", name)


def exercise_of_key(t: Tongue, key: str) -> Html:
    """A curated exercise by its key."""
    return exercise(t, library.stored_names().get(key, key))


@cache
def by_typing(language: str) -> Mapping[str, str]:
    """The curated exercises' keys by their names in a language, as the library compares them with what is typed."""
    t = Tongue(language)
    return {library.normal(exercise(t, name)): key for key, name in library.stored_names().items()}


def muscle(t: Tongue, which: Muscle) -> Html:
    """A muscle group."""
    return {
        Muscle.QUADS: t._("Quads"),
        Muscle.HAMSTRINGS: t._("Hamstrings"),
        Muscle.GLUTES: t._("Glutes"),
        Muscle.LOWER_BACK: t._("Lower back"),
        Muscle.UPPER_BACK: t._("Upper back"),
        Muscle.CHEST: t._("Chest"),
        Muscle.TRICEPS: t._("Triceps"),
        Muscle.SHOULDERS: t._("Shoulders"),
        Muscle.BICEPS: t._("Biceps"),
        Muscle.CORE: t._("Core"),
        Muscle.CALVES: t._("Calves"),
        Muscle.FOREARMS: t._("Forearms"),
    }[which]


def goal(t: Tongue, which: Goal) -> Html:
    """What somebody trains for."""
    return {
        Goal.STRENGTH: t._("Strength"),
        Goal.HYPERTROPHY: t._("Muscle"),
        Goal.POWER: t._("Power"),
        Goal.MUSCULAR_ENDURANCE: t._("Endurance"),
        Goal.GENERAL: t._("General fitness"),
    }[which]


def kit(t: Tongue, key: str) -> Html:
    """What is at hand."""
    return {
        "full_gym": t._("Full gym"),
        "home_barbell": t._("Barbell at home"),
        "dumbbells": t._("Dumbbells"),
        "body_weight": t._("Body weight only"),
    }[key]


def block(t: Tongue, which: BlockType) -> Html:
    """What a few weeks are for, as it stands within a sentence."""
    return {
        BlockType.ACCUMULATION: t._("accumulation"),
        BlockType.INTENSIFICATION: t._("intensification"),
        BlockType.REALIZATION: t._("realization"),
        BlockType.DELOAD: t._("deload"),
        BlockType.RESTORATION: t._("restoration"),
    }[which]


def training_age(t: Tongue, which: TrainingAge) -> Html:
    """How long somebody has trained."""
    return {
        TrainingAge.BEGINNER: t._("Under a year"),
        TrainingAge.INTERMEDIATE: t._("1 to 3 years"),
        TrainingAge.ADVANCED: t._("More than 3"),
    }[which]
