"""How the athlete is, and what is set for them: maxes, check-ins, recovery, disruptions, landmarks, kits, formulas."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Numeric,
    SmallInteger,
    Text,
    UniqueConstraint,
    text,
)

from core.engine.formulas import Overrides
from core.engine.lifecycles import DisruptionStatus
from core.engine.models import (
    CheckInStatus,
    DisruptionAdjustment,
    DisruptionKind,
    FormulaSource,
    Kit,
    MaxSource,
    Muscle,
    RedFlag,
    Severity,
    VolumeCounting,
    WarmUpProtocol,
    WarmUpStep,
)
from core.engine.units import Unit
from core.persistence.tables.base import (
    athletes_table,
    between,
    document,
    halves,
    instant,
    of_athlete,
    one_of,
)

maxes = athletes_table(
    "maxes",
    instant("at", nullable=False),
    Column("exercise_id", BigInteger, ForeignKey("exercises.id"), nullable=False),
    Column("event_id", BigInteger),
    Column("source", one_of(MaxSource, "source"), nullable=False),
    Column("load_g", Integer, between("load_g", 1, 1_000_000), nullable=False),
    Column("typed_load", Numeric, nullable=False),
    Column("unit", one_of(Unit, "unit"), nullable=False),
    Column("reps", SmallInteger, between("reps", 1, 12), nullable=False),
    Column("one_rm_g", Integer, between("one_rm_g", 1, 2_000_000)),  # as derived from the input when it came
    of_athlete("event_id", "events"),
    Index(None, "athlete_id", "exercise_id", "at"),
)

body_weights = athletes_table(
    "body_weights",
    instant("at", nullable=False),
    Column("local_date", Date, nullable=False),
    Column("body_weight_g", Integer, between("body_weight_g", 20_000, 400_000), nullable=False),
    Column("typed_weight", Numeric, nullable=False),
    Column("unit", one_of(Unit, "unit"), nullable=False),
    Index(None, "athlete_id", "at"),
)

check_ins = athletes_table(
    "check_ins",
    instant("at", nullable=False),
    Column("local_date", Date, nullable=False),
    Column("workout_id", BigInteger),
    Column("status", one_of(CheckInStatus, "status"), nullable=False),
    document("soreness", Mapping[Muscle, int], nullable=False),
    Column("readiness", SmallInteger, between("readiness", 1, 5)),
    Column("motivation", SmallInteger, between("motivation", 1, 5)),
    Column("stress", SmallInteger, between("stress", 1, 5)),
    Column("sleep_minutes", SmallInteger, between("sleep_minutes", 0, 1_440)),
    Column("sleep_quality", SmallInteger, between("sleep_quality", 1, 5)),
    # Worked out from what was trained before it, when it was answered; unknown where there is too little.
    Column("rpe_deviation", Float),  # mean of felt minus meant RPE
    Column("stalled_exercises", SmallInteger, CheckConstraint("stalled_exercises >= 0", "stalled_exercises")),
    Column("compliance", Float, CheckConstraint("compliance BETWEEN 0 AND 1", "compliance")),
    Column("fatigue_score", Float, CheckConstraint("fatigue_score BETWEEN 0 AND 1", "fatigue_score")),
    of_athlete("workout_id", "workouts"),
    UniqueConstraint("athlete_id", "workout_id"),
    Index(None, "athlete_id", "local_date"),
)

recovery_snapshots = athletes_table(
    "recovery_snapshots",
    instant("at", nullable=False),
    Column("local_date", Date, nullable=False),
    Column("source", Text, CheckConstraint("length(source) BETWEEN 1 AND 40", "source"), nullable=False),
    Column("sleep_minutes", SmallInteger, between("sleep_minutes", 0, 1_440)),
    Column("sleep_quality_pct", SmallInteger, between("sleep_quality_pct", 0, 100)),
    Column("hrv_ms", Numeric(6, 2), CheckConstraint("hrv_ms > 0", "hrv_ms")),
    Column("resting_hr_bpm", SmallInteger, between("resting_hr_bpm", 20, 220)),
    Column("recovery_pct", SmallInteger, between("recovery_pct", 0, 100)),
    Column("strain", Numeric(3, 1), between("strain", 0, 21)),
    document("raw_payload", Mapping[str, Any]),
    UniqueConstraint("athlete_id", "source", "at"),
    Index(None, "athlete_id", "local_date"),
)

pain_reports = athletes_table(
    "pain_reports",
    instant("at", nullable=False),
    Column("local_date", Date, nullable=False),
    Column("workout_id", BigInteger),
    Column("exercise_id", BigInteger, ForeignKey("exercises.id")),
    Column("level", SmallInteger, between("level", 0, 10)),
    Column("sharp", Boolean),
    Column("morning", Boolean, nullable=False, server_default="false"),  # how it was the morning after
    Column("red_flag", one_of(RedFlag, "red_flag")),
    Column(
        "cleared", Boolean, nullable=False, server_default="false"
    ),  # no sign, but a clinician's yes after it
    of_athlete("workout_id", "workouts"),
    Index(None, "athlete_id", "local_date"),
)

disruptions = athletes_table(
    "disruptions",
    instant("reported_at", nullable=False),
    Column("macrocycle_id", BigInteger),
    Column("workout_id", BigInteger),  # the workout that it was reported in
    Column("kind", one_of(DisruptionKind, "kind"), nullable=False),
    Column("severity", one_of(Severity, "severity"), nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date),
    Column("status", one_of(DisruptionStatus, "status"), nullable=False, server_default="active"),
    instant("resolved_at"),
    Column("description", Text, CheckConstraint("length(description) <= 2000", "description")),
    instant("confirmed_at"),  # when it was last said to be still there
    document("adjustment", DisruptionAdjustment),  # what it changed, so that resolving it can undo it
    of_athlete("macrocycle_id", "macrocycles"),
    of_athlete("workout_id", "workouts"),
    CheckConstraint("ends_on >= starts_on", name="dates_in_order"),
    CheckConstraint("(status = 'resolved') = (resolved_at IS NOT NULL)", name="resolved"),
    Index(None, "athlete_id", "starts_on"),
)

# The lifts that a disruption affects; none means all of them.
disruption_lifts = athletes_table(
    "disruption_lifts",
    Column("disruption_id", BigInteger, nullable=False),
    Column("exercise_id", BigInteger, ForeignKey("exercises.id"), nullable=False),
    of_athlete("disruption_id", "disruptions"),
    UniqueConstraint("athlete_id", "disruption_id", "exercise_id"),
)

volume_landmarks = athletes_table(
    "volume_landmarks",
    Column("muscle", one_of(Muscle, "muscle"), nullable=False),
    Column("counting", one_of(VolumeCounting, "counting"), nullable=False, server_default="fractional"),
    Column("mev_sets", SmallInteger, between("mev_sets", 0, 60), nullable=False),
    Column("mav_sets", SmallInteger, between("mav_sets", 0, 60)),
    Column("mrv_sets", SmallInteger, between("mrv_sets", 0, 60), nullable=False),
    instant("updated_at", now=True),
    CheckConstraint("mev_sets <= mrv_sets", name="mev_below_mrv"),
    CheckConstraint("mav_sets BETWEEN mev_sets AND mrv_sets", name="mav_between"),
    UniqueConstraint("athlete_id", "muscle"),
)

# The most that is allowed of a lift, or of every lift. It stays with the athlete, whoever set it.
limits = athletes_table(
    "limits",
    Column("exercise_id", BigInteger, ForeignKey("exercises.id")),
    Column("author_user_id", BigInteger),  # stays when the coach is forgotten: it names nobody then
    Column("most_load_g", Integer, between("most_load_g", 0, 1_000_000)),
    Column("most_sets", SmallInteger, between("most_sets", 1, 20)),
    Column("most_rpe_halves", SmallInteger, halves("most_rpe_halves", 6, 10)),
    Column("avoid", Boolean, nullable=False, server_default=text("false")),
    instant("created_at", now=True),
    CheckConstraint("avoid OR num_nonnulls(most_load_g, most_sets, most_rpe_halves) > 0", name="content"),
    UniqueConstraint("athlete_id", "exercise_id", postgresql_nulls_not_distinct=True),
)

warm_up_configs = athletes_table(
    "warm_up_configs",
    Column("exercise_id", BigInteger, ForeignKey("exercises.id"), nullable=False),
    Column("protocol", one_of(WarmUpProtocol, "protocol"), nullable=False, server_default="standard"),
    document("custom_steps", tuple[WarmUpStep, ...]),
    instant("updated_at", now=True),
    CheckConstraint("(protocol = 'custom') = (custom_steps IS NOT NULL)", name="custom_steps"),
    UniqueConstraint("athlete_id", "exercise_id"),
)

formula_configs = athletes_table(
    "formula_configs",
    Column("version", Integer, CheckConstraint("version >= 1", "version"), nullable=False),
    Column("is_active", Boolean, nullable=False, server_default=text("true")),
    Column("source", one_of(FormulaSource, "source"), nullable=False),
    document("overrides", Overrides, nullable=False),
    Column("rationale", Text),
    instant("created_at", now=True),
    UniqueConstraint("athlete_id", "version"),
    Index("uq_formula_configs_active", "athlete_id", unique=True, postgresql_where=text("is_active")),
)

kits = athletes_table(
    "kits",
    Column("place", Text, CheckConstraint("length(place) BETWEEN 1 AND 40", "place"), nullable=False),
    document("kit", Kit, nullable=False),
    Column("is_current", Boolean, nullable=False, server_default=text("false")),
    instant("updated_at", now=True),
    instant("archived_at"),
    CheckConstraint("NOT is_current OR archived_at IS NULL", name="current"),
    UniqueConstraint("athlete_id", "place"),
    Index("uq_kits_current", "athlete_id", unique=True, postgresql_where=text("is_current")),
)

integrations = athletes_table(
    "integrations",
    Column(
        "provider", Text, CheckConstraint("length(provider) BETWEEN 1 AND 40", "provider"), nullable=False
    ),
    Column(
        "access_token", LargeBinary, nullable=False
    ),  # encrypted, as is the next; see core/services/secrets
    Column("refresh_token", LargeBinary),
    Column("key_id", Text, nullable=False),
    instant("expires_at"),
    Column("is_active", Boolean, nullable=False, server_default=text("true")),
    instant("created_at", now=True),
    instant("updated_at", now=True),
    UniqueConstraint("athlete_id", "provider"),
)
