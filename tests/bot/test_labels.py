"""Buttons must be readable on a phone that is 320 px wide: the more in a row, the shorter."""

import ast
from collections.abc import Callable
from pathlib import Path

import pytest

import bot.handlers
from bot.handlers import disruptions as disruption_handlers
from bot.handlers import profile as profile_handlers
from bot.handlers.start import KITS
from bot.texts import (
    account,
    card_buttons,
    close,
    coach,
    content,
    day,
    disruptions,
    events,
    learning,
    lines,
    names,
    pain,
    profile,
    review,
    start,
    team,
    warm_ups,
    week,
)
from bot.texts.tongue import LANGUAGES, Tongue
from bot.texts.why import what_if
from core.engine.models import (
    CheckIn,
    CheckInStatus,
    DisruptionKind,
    Goal,
    Muscle,
    Pregnancy,
    RedFlag,
    Severity,
    Sex,
    TrainingAge,
    WarmUpProtocol,
)
from core.engine.units import Unit
from core.services.asking import MINUTES, NIGHTS, Askable, Topic

# Characters, by design choice: a button loses about 10 px of its share of 290 px to its edges, a letter takes 7 px.
# The longest of a row of four stand beside shorter ones.
FIVE_IN_A_ROW, FOUR_IN_A_ROW, THREE_IN_A_ROW, TWO_IN_A_ROW, ALONE = 6, 10, 12, 17, 28

HANDLERS = Path(bot.handlers.__file__).parent
# Names that people or the library chose; alone in a row.
CUT_TO_LENGTH = {"exercise", "zone_name", "reading", "program_button", "event_button", "give_it"}


ASKABLE = Askable(
    workout_id=1, muscles={}, check_in=CheckIn(status=CheckInStatus.UNKNOWN), minutes=60, places=()
)


def in_fives(t: Tongue) -> list[str]:
    """The effort row, the readiness, and minutes to ask about."""
    efforts = [card_buttons.effort(t, rpe) for rpe in (6, 7.5, 10)]
    ready = [day.ready_button(level) for level in range(1, 6)]
    minutes = [what_if.option(t, ASKABLE, Topic.MINUTES, n) for n in MINUTES]
    return [card_buttons.light(t), card_buttons.miss(t), *efforts, *ready, *minutes, t.weekday(3)]


def in_fours(t: Tongue) -> list[str]:
    """Under the effort row, the days, the minutes and how strong a pain is."""
    b = card_buttons
    card = [b.done(t), b.undo(t), b.why(t), b.what_if(t), b.pain(t), b.fewer(t), b.more(t)]
    pains = [pain.pain_level(t, level) for level in (1, 3, 5, 7)]
    minutes = [start.minutes_label(t, n, chosen) for n in (30, 120) for chosen in (True, False)]
    return [*card, *pains, *minutes, *(start.days_label(t, n, False) for n in range(1, 8))]


def in_threes(t: Tongue) -> list[str]:
    """Muscles and whatever else can be asked about, warning signs."""
    sexes = [profile.sex(t, one) for one in Sex]
    muscles = [names.muscle(t, m) for m in Muscle]
    subjects = [what_if.subject(t, about) for about in (*Muscle, *Topic)]
    return [*sexes, *muscles, *subjects, *(pain.red_flag_name(t, flag) for flag in RedFlag)]


def in_pairs(t: Tongue) -> list[str]:
    """Choices and questions."""
    pounds = Tongue(t.language, Unit.LB)
    choices = [*(names.goal(t, g) for g in Goal), *(names.kit(t, key) for key in KITS)]
    ages = [names.training_age(t, age) for age in TrainingAge]
    basics = [
        start.unit_button(t),
        start.unit_button(pounds),
        start.zone_button(t),
        start.yes(t),
        start.no(t),
    ]
    settings = [day.off(t), account.ask_again(t), account.forget_button(t), account.keep_button(t)]
    card = [
        card_buttons.skip(t),
        card_buttons.next_lift(t),
        card_buttons.one_more(t),
        card_buttons.enough(t),
        card_buttons.finish(t),
        card_buttons.back(t),
        pain.sharp(t),
    ]
    asked = [
        lines.right(t),
        lines.wrong(t),
        lines.no_set(t),
        coach.invite_button(t),
        coach.prepare_button(t),
        coach.accept(t),
        coach.decline(t),
    ]
    asked += [learning.use(t), learning.leave(t)]
    asked += [disruptions.kind(t, kind) for kind in DisruptionKind]
    asked += [review.accept_button(t, 4), review.decline_button(t, 4)]
    nights = [what_if.option(t, ASKABLE, Topic.SLEEP, quality) for quality in NIGHTS]
    check_in = [day.all_fine(t), day.skip_check_in(t), start.child_button(t), start.back(t)]
    check_in += [profile.spotted(t, yes) for yes in (True, False)]
    check_in += [events.made(t, 127_500), events.missed(t, 127_500), events.finish(t), events.call_off(t)]
    about = [profile.field(t, name) for row in profile_handlers.FIELDS for name in row]
    asked += [*about, profile.leave_empty(t), profile.back(t)]
    return [
        *choices,
        *ages,
        *basics,
        *settings,
        *card,
        *asked,
        *nights,
        *check_in,
        start.skip(t),
        start.on(t),
    ]


def alone(t: Tongue) -> list[str]:
    """A row of their own."""
    mine = [card_buttons.warm(t), start.basics_right(t), day.go(t), day.train_anyway(t)]
    mine += [coach.withdraw_button(t), profile.pause(t), profile.resume(t)]
    b = disruptions
    mine += [b.every_lift(t), b.back(t), *(b.over(t, kind) for kind in DisruptionKind)]
    mine += [b.over(t, kind, watched=True) for kind in DisruptionKind]
    mine += [b.still_there(t), *(b.is_back(t, kind) for kind in DisruptionKind)]
    mine += [b.severity(t, kind, much) for kind in DisruptionKind for much in Severity]
    mine += [b.lasts(t, days) for days in disruption_handlers.LASTS_DAYS]
    mine += [profile.chosen_goal(t, goal, True) for goal in Goal]
    mine += [learning.take_back(t), review.take_back(t)]
    mine += [team.make(t, "M" * 100), team.end(t, "M" * 100)]
    mine += [warm_ups.back(t), *(warm_ups.protocol(t, each) for each in WarmUpProtocol)]
    mine += [profile.pregnancy(t, stage) for stage in Pregnancy]
    mine += [start.under_age_button(t), start.guardian_agrees(t), day.cleared(t)]
    mine += [week.leave_out(t), content.start_it(t), content.see_week(t)]
    return [*mine, coach.summary_off(t), close.no_note(t), close.skip(t)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("labels", "most"),
    [
        (in_fives, FIVE_IN_A_ROW),
        (in_fours, FOUR_IN_A_ROW),
        (in_threes, THREE_IN_A_ROW),
        (in_pairs, TWO_IN_A_ROW),
        (alone, ALONE),
    ],
)
def test_a_label_is_readable_in_its_row(
    labels: Callable[[Tongue], list[str]], most: int, language: str
) -> None:
    for label in labels(Tongue(language)):
        assert 0 < len(label) <= most, label


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_check_in_s_first_row_fits(language: str) -> None:
    t = Tongue(language)
    row = [day.all_fine(t), day.same_as_last(t, day.UNKNOWN), day.skip_check_in(t)]
    assert sum(map(len, row)) <= 3 * THREE_IN_A_ROW


def test_no_button_escapes_these_tests() -> None:
    listed = Path(__file__).read_text(encoding="utf-8")
    for path in HANDLERS.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Button":
                match node.args[0]:
                    case ast.Call(func=ast.Attribute(attr=label)) if label not in CUT_TO_LENGTH:
                        assert f".{label}(" in listed, f"{path.name}:{node.lineno}"
