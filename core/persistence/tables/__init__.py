"""Every table, by the three kinds of place: athlete's (walled), shared, machinery."""

from core.persistence.tables.base import Place, metadata, place_of
from core.persistence.tables.library import exercise_aliases, exercise_muscles, exercises, muscle_groups
from core.persistence.tables.machinery import audit, cards, chats, clock, inbox, leases, outbox, schedules
from core.persistence.tables.people import (
    athletes,
    coaching_links,
    invitations,
    memberships,
    organizations,
    users,
)
from core.persistence.tables.plan import macrocycles, profiles, training_blocks
from core.persistence.tables.training import (
    check_ins,
    maxes,
    pain_reports,
    session_logs,
    set_logs,
    workout_exercises,
    workouts,
)

__all__ = [
    "Place",
    "athletes",
    "audit",
    "cards",
    "chats",
    "check_ins",
    "clock",
    "coaching_links",
    "exercise_aliases",
    "exercise_muscles",
    "exercises",
    "inbox",
    "invitations",
    "leases",
    "macrocycles",
    "maxes",
    "memberships",
    "metadata",
    "muscle_groups",
    "organizations",
    "outbox",
    "pain_reports",
    "place_of",
    "profiles",
    "schedules",
    "session_logs",
    "set_logs",
    "training_blocks",
    "users",
    "workout_exercises",
    "workouts",
]
