"""Limits in the chat: typed by whoever trains or by their coach, shown, and taken away."""

import pytest

from core.notation.limits import TypedLimit, read_limit
from tests.bot.stage import Stage
from tests.bot.test_coach import coached


@pytest.mark.parametrize(
    ("typed", "limit"),
    [
        ("squat 100 kg", TypedLimit(athlete=None, exercise="squat", most_load_g=100_000)),
        (
            "Ana: bench press 225 lb, 3 sets, rpe 8.5",
            TypedLimit(athlete="Ana", exercise="bench press", most_load_g=102_058, most_sets=3, most_rpe=8.5),
        ),
        ("all RPE 7", TypedLimit(athlete=None, exercise=None, most_rpe=7.0)),
        ("deadlift never", TypedLimit(athlete=None, exercise="deadlift", avoid=True)),
        ("sentadilla 4 series", TypedLimit(athlete=None, exercise="sentadilla", most_sets=4)),
        ("приседания 80 кг", TypedLimit(athlete=None, exercise="приседания", most_load_g=80_000)),
        ("squat off", TypedLimit(athlete=None, exercise="squat", off=True)),
        ("squat", None),
        ("100 kg", None),
        ("squat 100", None),
        (": squat 100 kg", None),
        ("squat 100 kg " * 40, None),
    ],
)
def test_a_limit_is_read_as_typed(typed: str, limit: TypedLimit | None) -> None:
    assert read_limit(typed) == limit


async def test_an_own_limit_is_set_shown_and_taken_away(stage: Stage) -> None:
    ana = await stage.lifter()
    assert "No limits are set." in (await stage.say(ana, "/limit")).text
    assert (
        "Back squat: at most 60 kg, 2 sets" in (await stage.say(ana, "/limit back squat 60 kg, 2 sets")).text
    )
    assert "Back squat: not to be done" in (await stage.say(ana, "/limit back squat never")).text
    assert "No limits are set." in (await stage.say(ana, "/limit back squat off")).text
    assert "Type it like" in (await stage.say(ana, "/limit back squat")).text
    assert "no exercise called zzz" in (await stage.say(ana, "/limit zzz 10 kg")).text
    assert "nobody called Bob" in (await stage.say(ana, "/limit Bob: back squat 10 kg")).text


async def test_a_limit_of_all_lifts_is_said_in_the_receipt(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.say(ana, "/limit all 2 sets")
    await stage.train(ana)
    await stage.say(ana, "/why")
    assert any("limit holds: at most 2 sets" in text for text in await stage.heard(ana))


async def test_a_lift_that_a_limit_rules_out_is_named_and_says_nothing_of_the_others(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.say(ana, "/limit bench press never")
    await stage.train(ana)
    overview = next(text for text in await stage.heard(ana) if text.startswith("Day 1"))
    assert "Bench press: A limit rules it out, so it is left out" in overview
    await stage.say(ana, "/why")
    reasons = next(text for text in await stage.heard(ana) if text.startswith("Why Back squat"))
    assert "rules it out" not in reasons
    assert "Your coach" not in reasons, "she has set it herself"


async def test_a_load_that_a_limit_holds_is_not_said_to_be_missing_from_the_gym(stage: Stage) -> None:
    ana = await stage.lifter()
    await stage.say(ana, "/limit back squat 100 kg")
    await stage.train(ana)
    await stage.say(ana, "/why")
    reasons = next(text for text in await stage.heard(ana) if text.startswith("Why Back squat"))
    assert "A limit holds: at most 100 kg." in reasons
    assert "The nearest to 112.5 kg for today is 100 kg, so the reps change" in reasons


async def test_a_coach_sees_whose_limits_they_are_and_may_only_look(stage: Stage) -> None:
    cy, ana = await stage.lifter("Cy"), await stage.lifter("Ana")
    await coached(stage, cy, ana)
    assert "Limits: Ana\nNo limits are set." in (await stage.say(cy, "/limit Ana")).text
    assert "Limits: Ana\nBack squat: at most 90 kg" in (await stage.say(cy, "/limit ana: squat 90 kg")).text
    assert (await stage.say(cy, "/limit")).text.startswith("Limits\nNo limits are set.")


async def test_two_athletes_of_one_name_are_told_apart_wherever_they_are_named(stage: Stage) -> None:
    cy, ana, other = [await stage.lifter(name) for name in ("Cy", "Ana", "ana")]
    await coached(stage, cy, ana, other)
    page = await stage.say(cy, "/coach")
    assert "Ana, ana 2" in page.text
    assert {"End: Ana", "End: ana 2"} <= set(page.labels)
    await stage.say(cy, "/limit Ana 2: squat never")
    assert "Back squat: not to be done" in (await stage.say(other, "/limit")).text
    assert "No limits are set." in (await stage.say(ana, "/limit")).text
