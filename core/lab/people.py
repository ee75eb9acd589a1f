"""Who trains, what happens to them, and with which exercises: the data files as values."""

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from core.engine.kits import KITS
from core.engine.models import (
    DisruptionKind,
    Equipment,
    Exercise,
    Goal,
    Kit,
    Landmark,
    LoadMode,
    Muscle,
    Pattern,
    Pregnancy,
    Profile,
    Severity,
    TrainingAge,
    VolumeCounting,
    WarmUpProtocol,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona:
    """Somebody as they are at the start; maxes in kilograms by main lift."""

    name: str
    training_age: TrainingAge
    goal: Goal
    days_per_week: int
    max_kg: Mapping[str, float]
    minutes: int = 75
    kit: str = "full_gym"
    careful: bool = False
    minor: bool = False
    pregnancy: str | None = None
    spotted: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Setback:
    """Weaker by so much from a week on, back over so many weeks; all lifts, or those like one main lift."""

    week: int
    pct: float
    recover_weeks: float
    like: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PainReport:
    """Pain said after the first workout of a week."""

    week: int
    level: int
    like: str
    sharp: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Typo:
    """Ten times the load, typed in the first work set of a week; `confirmed` where its question was waved through."""

    week: int
    confirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """What came in between, as it is told: from the first to the last week, all lifts or those like one main lift."""

    weeks: tuple[int, int]
    kind: DisruptionKind
    severity: Severity
    like: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CoachsLimit:
    """The most that a coach allows from the first to the last week: of all lifts, or of those like one main lift."""

    weeks: tuple[int, int]
    like: str | None = None
    most_of_max: float | None = None  # of the true max at the start
    most_sets: int | None = None
    most_rpe: float | None = None
    avoid: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """What happens in a life, by week."""

    name: str
    attendance: float = 1.0
    off_weeks: tuple[tuple[int, int], ...] = ()
    setbacks: tuple[Setback, ...] = ()
    pains: tuple[PainReport, ...] = ()
    came: tuple[Came, ...] = ()
    kits: tuple[tuple[int, int, str], ...] = ()  # first week, last week, kit
    report: str = "effort"  # effort, ten, less, tick, nothing, sometimes
    typos: tuple[Typo, ...] = ()
    twice: bool = False  # two workouts on a training day
    days_per_week: int | None = None
    event_week: int | None = None
    soreness: int | None = None
    readiness: Mapping[int, int] = field(default_factory=dict)
    load_share: float = 1.0  # of what was asked for
    red_flag_week: int | None = None  # seen on its first day, cleared on its second
    wears_a_device: bool = False
    bad_nights: tuple[int, ...] = ()  # weeks
    limits: tuple[CoachsLimit, ...] = ()
    landmarks: Mapping[Muscle, Landmark] = field(default_factory=dict)
    warm_ups: Mapping[str, WarmUpProtocol] = field(default_factory=dict)  # by main lift
    pools: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # keys of auxiliaries by main lift
    constants: Mapping[str, float] = field(default_factory=dict)
    body_kg: float | None = None  # where it is written down, every week

    def kit(self, usual: str, week: int) -> Kit:
        """What is at hand in a week."""
        return KITS[self._kit_name(usual, week)]

    def place_id(self, usual: str, week: int) -> int | None:
        """A place for each kit; None for who always trains in one."""
        return sorted(KITS).index(self._kit_name(usual, week)) + 1 if self.kits else None

    def _kit_name(self, usual: str, week: int) -> str:
        return next((name for first, last, name in self.kits if first <= week <= last), usual)

    def is_off(self, week: int) -> bool:
        """Whether a week is without any training."""
        return any(first <= week <= last for first, last in self.off_weeks)


@dataclass(frozen=True, slots=True, kw_only=True)
class LabExercise:
    """An exercise with the class of its curve, and the main lift and ratio that its max is made from."""

    exercise: Exercise
    curve: str
    like: str
    ratio: float


@cache
def personas() -> tuple[Persona, ...]:
    return tuple(
        Persona(
            name=name,
            **{
                **values,
                "training_age": TrainingAge(values["training_age"]),
                "goal": Goal(values["goal"]),
            },
        )
        for name, values in _toml("personas.toml").items()
    )


@cache
def scripts() -> tuple[Script, ...]:
    return tuple(_script(name, values) for name, values in _toml("scripts.toml").items())


def _script(name: str, values: Mapping[str, Any]) -> Script:
    kits = tuple((*each["weeks"], each["kit"]) for each in values.get("kits", ()))
    return Script(
        name=name,
        **{
            **values,
            "off_weeks": tuple((first, last) for first, last in values.get("off_weeks", ())),
            "setbacks": tuple(Setback(**each) for each in values.get("setbacks", ())),
            "came": tuple(_came(each) for each in values.get("came", ())),
            "pains": tuple(PainReport(**each) for each in values.get("pains", ())),
            "kits": kits,
            "typos": tuple(Typo(**each) for each in values.get("typos", ())),
            "readiness": {int(week): felt for week, felt in values.get("readiness", {}).items()},
            "bad_nights": tuple(values.get("bad_nights", ())),
            "limits": tuple(CoachsLimit(**each) for each in values.get("limits", ())),
            "landmarks": {
                Muscle(name): Landmark(**{**each, "counting": VolumeCounting(each["counting"])})
                for name, each in values.get("landmarks", {}).items()
            },
            "warm_ups": {like: WarmUpProtocol(name) for like, name in values.get("warm_ups", {}).items()},
            "pools": {like: tuple(keys) for like, keys in values.get("pools", {}).items()},
        },
    )


def _came(values: Mapping[str, Any]) -> Came:
    return Came(
        weeks=(values["weeks"][0], values["weeks"][1]),
        kind=DisruptionKind(values["kind"]),
        severity=Severity(values["severity"]),
        like=values.get("like"),
    )


@cache
def library() -> Mapping[int, LabExercise]:
    """The exercises by id, in the order of preference."""
    text = (files("core.lab") / "exercises.csv").read_text(encoding="utf-8")
    return {int(row["id"]): _exercise(row) for row in csv.DictReader(text.splitlines())}


def _exercise(row: Mapping[str, str]) -> LabExercise:
    shares = (each.split(":") for each in row["muscles"].split())
    return LabExercise(
        exercise=Exercise(
            id=int(row["id"]),
            key=row["key"],
            pattern=Pattern(row["pattern"]),
            equipment=Equipment(row["equipment"]),
            load_mode=LoadMode(row["load_mode"]),
            muscles={Muscle(muscle): float(share) for muscle, share in shares},
            main_lift=row["main_lift"] == "1",
            min_training_age=TrainingAge(row["min_training_age"]),
        ),
        curve=row["curve"],
        like=row["like"],
        ratio=float(row["ratio"]),
    )


def profile(persona: Persona, script: Script) -> Profile:
    """What onboarding would know of them."""
    return Profile(
        goal=persona.goal,
        training_age=persona.training_age,
        days_per_week=persona.days_per_week if script.days_per_week is None else script.days_per_week,
        minutes=persona.minutes,
        kit=script.kit(persona.kit, 0),
        careful=persona.careful,
        minor=persona.minor,
        pregnancy=None if persona.pregnancy is None else Pregnancy(persona.pregnancy),
        spotted=persona.spotted,
    )


def _toml(name: str) -> Mapping[str, Mapping[str, Any]]:
    read: Mapping[str, Mapping[str, Any]] = tomllib.loads(
        (files("core.lab") / name).read_text(encoding="utf-8")
    )
    return read
