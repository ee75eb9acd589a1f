"""Every button's action. Codes are short because 64 bytes hold the card, its revision and the fields."""

from dataclasses import dataclass
from typing import ClassVar

from bot.callbacks import Action

# -- start ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ConfirmBasics(Action):
    """Language, unit and zone are right."""

    code: ClassVar[str] = "ok"


@dataclass(frozen=True, slots=True)
class UnderAge(Action):
    """Under 18: how old, and does a guardian agree?"""

    code: ClassVar[str] = "young"


@dataclass(frozen=True, slots=True)
class ShowBasics(Action):
    """Back to the basics."""

    code: ClassVar[str] = "basics"


@dataclass(frozen=True, slots=True)
class ConfirmMinor(Action):
    """13 to 17, and a parent or guardian agrees."""

    code: ClassVar[str] = "minor"


@dataclass(frozen=True, slots=True)
class TooYoung(Action):
    """Under 13."""

    code: ClassVar[str] = "child"


@dataclass(frozen=True, slots=True)
class GuardianAgrees(Action):
    """A parent or guardian agrees, said later."""

    code: ClassVar[str] = "guardian"


@dataclass(frozen=True, slots=True)
class SetLanguage(Action):
    """Speak this language."""

    code: ClassVar[str] = "lang"
    language: str


@dataclass(frozen=True, slots=True)
class SwapUnit(Action):
    """Kilograms to pounds, or back."""

    code: ClassVar[str] = "unit"


@dataclass(frozen=True, slots=True)
class AskZone(Action):
    """The zone is wrong: a city will be typed."""

    code: ClassVar[str] = "askzone"


@dataclass(frozen=True, slots=True)
class SetZone(Action):
    """This zone."""

    code: ClassVar[str] = "zone"
    zone: str


@dataclass(frozen=True, slots=True)
class Choose(Action):
    """An answer to one of the six questions."""

    code: ClassVar[str] = "q"
    question: str
    value: str


@dataclass(frozen=True, slots=True)
class RightMaxes(Action):
    """The maxes that were asked about are right, or were a slip."""

    code: ClassVar[str] = "maxok"
    right: int


@dataclass(frozen=True, slots=True)
class SkipQuestion(Action):
    """The stated default will do."""

    code: ClassVar[str] = "skipq"
    question: str


@dataclass(frozen=True, slots=True)
class AskAgain(Action):
    """All questions once more."""

    code: ClassVar[str] = "again"


# -- today ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Train(Action):
    """Take the plan's next day although it is not due."""

    code: ClassVar[str] = "train"


@dataclass(frozen=True, slots=True)
class AllFine(Action):
    """No soreness, ready."""

    code: ClassVar[str] = "fine"
    workout_id: int


@dataclass(frozen=True, slots=True)
class SameAsLast(Action):
    """Like the last check-in."""

    code: ClassVar[str] = "same"
    workout_id: int


@dataclass(frozen=True, slots=True)
class SkipCheckIn(Action):
    """Nothing is said: unknown."""

    code: ClassVar[str] = "nochk"
    workout_id: int


@dataclass(frozen=True, slots=True)
class PickMuscle(Action):
    """Rate this muscle."""

    code: ClassVar[str] = "musc"
    workout_id: int
    muscle: str


@dataclass(frozen=True, slots=True)
class RateMuscle(Action):
    """This muscle's soreness, 1 to 5."""

    code: ClassVar[str] = "sore"
    workout_id: int
    muscle: str
    level: int


@dataclass(frozen=True, slots=True)
class RateReadiness(Action):
    """How ready, 1 to 5."""

    code: ClassVar[str] = "ready"
    workout_id: int
    level: int


@dataclass(frozen=True, slots=True)
class CheckInDone(Action):
    """What was said is all."""

    code: ClassVar[str] = "go"
    workout_id: int


# -- workout ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LogSet(Action):
    """The next set, done with this load and these reps. Effort: RPE, `-` for not said, 0 for missed."""

    code: ClassVar[str] = "log"
    workout_id: int
    exercise: int
    load_g: int | None
    reps: int | None
    rpe: float | None


@dataclass(frozen=True, slots=True)
class Adjust(Action):
    """Show the card with another load or other reps before logging."""

    code: ClassVar[str] = "adj"
    workout_id: int
    exercise: int
    load_g: int | None
    reps: int | None


@dataclass(frozen=True, slots=True)
class WarmUpDone(Action):
    """All warm-ups that are left, done as prescribed."""

    code: ClassVar[str] = "warm"
    workout_id: int
    exercise: int


@dataclass(frozen=True, slots=True)
class Undo(Action):
    """The newest set never happened."""

    code: ClassVar[str] = "undo"


@dataclass(frozen=True, slots=True)
class Why(Action):
    """Show the receipt."""

    code: ClassVar[str] = "why"


@dataclass(frozen=True, slots=True)
class AskWhatIf(Action):
    """What would be different? First about what: a muscle or a topic; `-` for the list of them."""

    code: ClassVar[str] = "askif"
    workout_id: int
    about: str | None


@dataclass(frozen=True, slots=True)
class WhatIf(Action):
    """What would be different, were it so; of places the value is the id."""

    code: ClassVar[str] = "if"
    workout_id: int
    about: str
    value: int


@dataclass(frozen=True, slots=True)
class More(Action):
    """The rarer buttons of the card."""

    code: ClassVar[str] = "more"


@dataclass(frozen=True, slots=True)
class Back(Action):
    """The card as it was."""

    code: ClassVar[str] = "back"


@dataclass(frozen=True, slots=True)
class SkipExercise(Action):
    """Leave the rest of this exercise out."""

    code: ClassVar[str] = "skip"
    exercise: int


@dataclass(frozen=True, slots=True)
class TakeOffer(Action):
    """One more set, which signs had taken away."""

    code: ClassVar[str] = "offer"
    workout_id: int
    exercise: int


@dataclass(frozen=True, slots=True)
class DeclineOffer(Action):
    """No more sets of it."""

    code: ClassVar[str] = "nooffer"
    workout_id: int
    exercise: int


@dataclass(frozen=True, slots=True)
class AskPain(Action):
    """Something hurts."""

    code: ClassVar[str] = "pain"
    exercise: int


@dataclass(frozen=True, slots=True)
class RatePain(Action):
    """How much, 0 to 10, and whether it is sharp."""

    code: ClassVar[str] = "hurt"
    exercise: int
    level: int
    sharp: int


@dataclass(frozen=True, slots=True)
class RaiseRedFlag(Action):
    """A sign that ends training at once."""

    code: ClassVar[str] = "red"
    sign: str


@dataclass(frozen=True, slots=True)
class UseLearnt(Action):
    """What was learnt counts from now on."""

    code: ClassVar[str] = "learn"
    version: int


@dataclass(frozen=True, slots=True)
class LeaveLearnt(Action):
    """What was learnt is not used."""

    code: ClassVar[str] = "nolearn"


@dataclass(frozen=True, slots=True)
class ForgetLearnt(Action):
    """Back to the usual values."""

    code: ClassVar[str] = "unlearn"


@dataclass(frozen=True, slots=True)
class ClearSigns(Action):
    """A clinician says that training may go on after a warning sign."""

    code: ClassVar[str] = "clear"


@dataclass(frozen=True, slots=True)
class RateMorning(Action):
    """How a lift that hurt feels on a later day."""

    code: ClassVar[str] = "morning"
    exercise: int
    level: int


@dataclass(frozen=True, slots=True)
class Finish(Action):
    """End the workout now."""

    code: ClassVar[str] = "finish"
    workout_id: int


@dataclass(frozen=True, slots=True)
class RateSession(Action):
    """How hard the whole workout was, 0 to 10; `-` to say nothing."""

    code: ClassVar[str] = "srpe"
    workout_id: int
    rpe: int | None


@dataclass(frozen=True, slots=True)
class NoNote(Action):
    """Nothing to note."""

    code: ClassVar[str] = "nonote"
    workout_id: int


# -- questions about one typed line ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TakeReading(Action):
    """This reading of the numbers."""

    code: ClassVar[str] = "read"
    reading: int


@dataclass(frozen=True, slots=True)
class TakeExercise(Action):
    """This exercise was meant."""

    code: ClassVar[str] = "exer"
    exercise_id: int


@dataclass(frozen=True, slots=True)
class TakeNewExercise(Action):
    """The typed name is an exercise of its own."""

    code: ClassVar[str] = "newex"


@dataclass(frozen=True, slots=True)
class DropLine(Action):
    """It was no set."""

    code: ClassVar[str] = "drop"


@dataclass(frozen=True, slots=True)
class ConfirmSet(Action):
    """The unusual set is right."""

    code: ClassVar[str] = "right"
    first_id: int


@dataclass(frozen=True, slots=True)
class TakeBackSet(Action):
    """The unusual set was a slip."""

    code: ClassVar[str] = "wrong"
    first_id: int


# -- coach and account -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Invite(Action):
    """A new invitation link."""

    code: ClassVar[str] = "invite"


@dataclass(frozen=True, slots=True)
class WithdrawInvitations(Action):
    """The links that nobody has used yet work no more."""

    code: ClassVar[str] = "nolink"


@dataclass(frozen=True, slots=True)
class SummaryAt(Action):
    """The daily summary's hour; `-` for none."""

    code: ClassVar[str] = "sumat"
    hour: int | None


@dataclass(frozen=True, slots=True)
class AcceptInvitation(Action):
    """Be coached."""

    code: ClassVar[str] = "accept"


@dataclass(frozen=True, slots=True)
class DeclineInvitation(Action):
    """Not now."""

    code: ClassVar[str] = "decline"


@dataclass(frozen=True, slots=True)
class EndCoaching(Action):
    """End a coaching link."""

    code: ClassVar[str] = "endlink"
    link_id: int


@dataclass(frozen=True, slots=True)
class PrepareAthlete(Action):
    """An athlete who is not here yet: the name will be typed."""

    code: ClassVar[str] = "prep"


@dataclass(frozen=True, slots=True)
class InvitePrepared(Action):
    """A new link for a prepared athlete; the old one works no more."""

    code: ClassVar[str] = "preplink"
    athlete_id: int


@dataclass(frozen=True, slots=True)
class RemovePrepared(Action):
    """A prepared athlete is not coming."""

    code: ClassVar[str] = "prepgone"
    athlete_id: int


@dataclass(frozen=True, slots=True)
class ShowProfile(Action):
    """The profile as it is."""

    code: ClassVar[str] = "prof"


@dataclass(frozen=True, slots=True)
class EditProfile(Action):
    """Ask for one field of the profile."""

    code: ClassVar[str] = "profask"
    field: str


@dataclass(frozen=True, slots=True)
class GoTo(Action):
    """Train at another place from now on."""

    code: ClassVar[str] = "goto"
    place_id: int


@dataclass(frozen=True, slots=True)
class SetProfile(Action):
    """A field's value from a button; `-` takes it back, and a secondary goal is chosen or let go."""

    code: ClassVar[str] = "profset"
    field: str
    value: str | None


@dataclass(frozen=True, slots=True)
class SetPause(Action):
    """1 pauses the training, 0 takes it up again."""

    code: ClassVar[str] = "pause"
    paused: int


@dataclass(frozen=True, slots=True)
class ShowDisruptions(Action):
    """What came in between, as it is."""

    code: ClassVar[str] = "btw"


@dataclass(frozen=True, slots=True)
class TellDisruption(Action):
    """Something came in between: its kind by its place in the list, and how much it weighs."""

    code: ClassVar[str] = "btwis"
    kind: int
    severity: int | None


@dataclass(frozen=True, slots=True)
class DisruptionLifts(Action):
    """The lift that it is about; `-` for all."""

    code: ClassVar[str] = "btwof"
    kind: int
    severity: int
    exercise_id: int | None


@dataclass(frozen=True, slots=True)
class KeepDisruption(Action):
    """How many days it lasts, today included; `-` until it is said to be over."""

    code: ClassVar[str] = "btwfor"
    kind: int
    severity: int
    exercise_id: int | None
    days: int | None


@dataclass(frozen=True, slots=True)
class MakeCoach(Action):
    """An athlete of an organization coaches there, too."""

    code: ClassVar[str] = "mkcoach"
    organization_id: int
    athlete_id: int


@dataclass(frozen=True, slots=True)
class EndCoach(Action):
    """Somebody coaches in an organization no more."""

    code: ClassVar[str] = "nocoach"
    organization_id: int
    user_id: int


@dataclass(frozen=True, slots=True)
class ShowWarmUps(Action):
    """How the main lifts are warmed up."""

    code: ClassVar[str] = "wups"


@dataclass(frozen=True, slots=True)
class PickWarmUp(Action):
    """The ways to warm a lift up."""

    code: ClassVar[str] = "wup"
    exercise_id: int


@dataclass(frozen=True, slots=True)
class SetWarmUp(Action):
    """A lift is warmed up like this from now on."""

    code: ClassVar[str] = "wupset"
    exercise_id: int
    protocol: str


@dataclass(frozen=True, slots=True)
class TakeBackChange(Action):
    """The plan as it was before a change."""

    code: ClassVar[str] = "unchange"
    adaptation_id: int


@dataclass(frozen=True, slots=True)
class StillThere(Action):
    """What came in between has not ended."""

    code: ClassVar[str] = "disstill"
    disruption_id: int


@dataclass(frozen=True, slots=True)
class DisruptionBack(Action):
    """It has come back."""

    code: ClassVar[str] = "disback"
    disruption_id: int


@dataclass(frozen=True, slots=True)
class EndDisruption(Action):
    """It is over."""

    code: ClassVar[str] = "btwend"
    disruption_id: int


@dataclass(frozen=True, slots=True)
class ShowProgram(Action):
    """A program as text."""

    code: ClassVar[str] = "program"
    program_id: int


@dataclass(frozen=True, slots=True)
class DecideChange(Action):
    """A proposed change to the plan: 1 applies it, 0 leaves the plan as it is."""

    code: ClassVar[str] = "change"
    adaptation_id: int
    accepted: int


@dataclass(frozen=True, slots=True)
class StartProgram(Action):
    """Train a program from this week on."""

    code: ClassVar[str] = "prstart"
    program_id: int


@dataclass(frozen=True, slots=True)
class GiveProgram(Action):
    """Let an athlete train a program from this week on."""

    code: ClassVar[str] = "prgive"
    program_id: int
    athlete_id: int


@dataclass(frozen=True, slots=True)
class ChangeDay(Action):
    """Move a day of this week, or leave it out."""

    code: ClassVar[str] = "day"
    day_number: int


@dataclass(frozen=True, slots=True)
class ShowWeek(Action):
    """The week of the plan."""

    code: ClassVar[str] = "week"


@dataclass(frozen=True, slots=True)
class MoveDay(Action):
    """Train a day of this week on another weekday."""

    code: ClassVar[str] = "dayto"
    day_number: int
    weekday: int


@dataclass(frozen=True, slots=True)
class SkipDay(Action):
    """Leave a day of this week out."""

    code: ClassVar[str] = "dayskip"
    day_number: int


@dataclass(frozen=True, slots=True)
class ShowEvent(Action):
    """An event with its attempts."""

    code: ClassVar[str] = "event"
    event_id: int


@dataclass(frozen=True, slots=True)
class SayAttempt(Action):
    """How an attempt at an event went."""

    code: ClassVar[str] = "attempt"
    event_id: int
    exercise_id: int
    load_g: int
    made: int


@dataclass(frozen=True, slots=True)
class FinishEvent(Action):
    """The event is over: the best attempts are maxes."""

    code: ClassVar[str] = "evdone"
    event_id: int


@dataclass(frozen=True, slots=True)
class CallOffEvent(Action):
    """The event does not take place."""

    code: ClassVar[str] = "evoff"
    event_id: int


@dataclass(frozen=True, slots=True)
class RemindAt(Action):
    """The training reminder's hour; `-` for none."""

    code: ClassVar[str] = "remat"
    hour: int | None


@dataclass(frozen=True, slots=True)
class ForgetMe(Action):
    """Erase everything; said twice."""

    code: ClassVar[str] = "forget"


@dataclass(frozen=True, slots=True)
class KeepMe(Action):
    """Erase nothing."""

    code: ClassVar[str] = "keep"
