"""What the database refuses, as refusals that a person can act on. Whatever it checks is not checked again.

A constraint that is not named here is our own affair: breaking it is a bug and stays an error.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

import psycopg
from sqlalchemy import CheckConstraint, ForeignKeyConstraint
from sqlalchemy.exc import DBAPIError

from core.errors import CoachError, NotFound, Refused
from core.persistence.tables import metadata

WHY: Mapping[str, str] = MappingProxyType(
    {
        "ck_athletes_placeholder": "athlete_has_account",
        "ck_auxiliary_assignments_two": "own_auxiliary",
        "ck_auxiliary_pool_two": "own_auxiliary",
        "ck_coach_notes_body": "text_too_long",
        "ck_disruptions_dates_in_order": "dates_reversed",
        "ck_disruptions_description": "text_too_long",
        "ck_event_attempts_attempt_number": "too_many_attempts",
        "ck_event_attempts_made_load": "attempt_without_load",
        "ck_events_dates_in_order": "dates_reversed",
        "ck_events_name": "name_length",
        "ck_exercise_groups_name": "name_length",
        "ck_exercise_muscles_fraction": "out_of_range",
        "ck_exercise_progressions_two": "progression_cycle",
        "ck_exercises_name": "name_length",
        "ck_integrations_provider": "name_length",
        "ck_kits_current": "kit_archived",
        "ck_kits_place": "name_length",
        "ck_limits_content": "limit_without_content",
        "ck_macrocycles_active_has_no_end": "plan_ended",
        "ck_macrocycles_dates_in_order": "dates_reversed",
        "ck_profiles_birth_date": "birth_date",
        "ck_profiles_email": "email",
        "ck_profiles_phone": "phone",
        "ck_programs_name": "name_length",
        "ck_recovery_snapshots_hrv_ms": "out_of_range",
        "ck_recovery_snapshots_source": "name_length",
        "ck_session_templates_name": "name_length",
        "ck_volume_landmarks_mav_between": "mav_outside",
        "ck_volume_landmarks_mev_below_mrv": "mev_above_mrv",
        "ck_warm_up_configs_custom_steps": "warm_up_steps",
        "uq_auxiliary_assignments_slot": "auxiliary_taken",
        "uq_auxiliary_assignments_exercise": "auxiliary_taken",
        "uq_auxiliary_pool_athlete_id_main_exercise_id_exercise_id": "auxiliary_taken",
        "uq_auxiliary_pool_position": "order_taken",
        "uq_coaching_links_live": "coached_already",
        "uq_event_attempts_number": "attempt_taken",
        "uq_exercise_groups_session_template_id_order_index": "order_taken",
        "uq_exercise_progressions_easier_id_harder_id": "progression_known",
        "uq_exercises_custom_key": "exercise_name_taken",
        "uq_exercises_organization_key": "exercise_name_taken",
        "uq_formula_configs_active": "busy_elsewhere",
        "uq_formula_configs_athlete_id_version": "busy_elsewhere",
        "uq_integrations_athlete_id_provider": "integration_known",
        "uq_kits_athlete_id_place": "place_taken",
        "uq_kits_current": "busy_elsewhere",
        "uq_limits_athlete_id_exercise_id": "busy_elsewhere",
        "uq_macrocycles_active": "plan_active",
        "uq_macrocycles_athlete_id_version": "busy_elsewhere",
        "uq_memberships_organization_id_user_id_role": "member_already",
        "uq_prescriptions_session_exercise_id_week_number": "week_taken",
        "uq_program_sessions_place": "order_taken",
        "uq_programs_organization_id_name_version": "program_name_taken",
        "uq_recovery_snapshots_athlete_id_source_at": "recovery_known",
        "uq_session_exercises_exercise_group_id_order_within_group": "order_taken",
        "uq_volume_landmarks_athlete_id_muscle": "busy_elsewhere",
        "uq_warm_up_configs_athlete_id_exercise_id": "busy_elsewhere",
        "uq_workouts_live": "workout_live",
    }
)

RANGE = re.compile(r"\w+ BETWEEN ")


def _ranges() -> frozenset[str]:
    checks = (c for t in metadata.sorted_tables for c in t.constraints if isinstance(c, CheckConstraint))
    return frozenset(str(c.name) for c in checks if RANGE.match(str(c.sqltext)))


def _targets() -> Mapping[str, str]:
    keys = (c for t in metadata.sorted_tables for c in t.constraints if isinstance(c, ForeignKeyConstraint))
    return {str(key.name): key.referred_table.name for key in keys}


OUT_OF_RANGE = _ranges()
POINTS_TO = _targets()


def refusal(error: DBAPIError | psycopg.Error) -> CoachError | None:
    """What to tell the person; None where it is our own affair."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, psycopg.errors.NumericValueOutOfRange):  # too large even to be checked
        return Refused(why="out_of_range")
    name = cause.diag.constraint_name if isinstance(cause, psycopg.Error) else None
    if name is None:
        return None
    if name in WHY:
        return Refused(why=WHY[name])
    if name in OUT_OF_RANGE:
        return Refused(why="out_of_range", what=name)
    return NotFound(what=POINTS_TO[name]) if name in POINTS_TO else None
