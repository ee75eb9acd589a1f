"""Whatever is typed: one of five results, quickly; and what is written is read back the same."""

from dataclasses import replace
from decimal import Decimal
from time import perf_counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.engine.units import Unit, from_grams, to_grams
from core.notation.log_line import exercise_named, parse
from core.notation.values import MAX_SETS, Ambiguous, Command, Context, Entry, NotALine, Rejected, Sets
from core.notation.writing import write
from tests.notation.cases import (
    AFTER_100,
    AFTER_225_LB,
    AT_100,
    AT_100_WITH_DECIMAL_COMMA,
    KG,
    NOTHING_OPEN,
    ON_THE_BAR,
    OPEN,
)
from tests.notation.test_grammar import EXERCISE_OPEN, NO_EXERCISE_OPEN

CONTEXTS = st.sampled_from(
    [NOTHING_OPEN, OPEN, AT_100, AT_100_WITH_DECIMAL_COMMA, AFTER_100, AFTER_225_LB, ON_THE_BAR]
)

# Pieces of lines glued at random come much nearer to the grammar than random characters.
PIECES = """
100 5 3 102.5 102,5 0 12 1:30 5.5.100 999999 007 x х × * @ @8 @8,5 rpe rir 2rir kg lb кг k bw bw+ + - =
/ , ; : ! // f w drop same fail s min for squat жим yesterday I at con с по sets of reps ? ½ ٥ 5️⃣ 💪 ( ' .
"""
SPACES = [" ", " ", " ", "\n", "\u00a0"]
NEAR_LINES = st.lists(st.sampled_from([*PIECES.split(), *SPACES]), max_size=40).map("".join)
EXAMPLES = [typed for typed, _ in NO_EXERCISE_OPEN] + [typed for typed, _, _ in EXERCISE_OPEN]
JOINED_EXAMPLES = st.lists(st.sampled_from(EXAMPLES), min_size=1, max_size=5).flatmap(
    lambda lines: st.sampled_from([", ", ";", "\n", ",", " "]).map(lambda separator: separator.join(lines))
)

unhurried = settings(deadline=None)  # a busy machine is no finding


@unhurried
@given(text=st.text(max_size=400) | NEAR_LINES | JOINED_EXAMPLES, context=CONTEXTS)
@example(text="9" * 300, context=AT_100)
@example(text="5e400x5", context=AT_100)
@example(text="\ud800", context=AT_100)
@example(text="\ufdfa" * 300, context=AT_100)
@example(text="w " * 150, context=AT_100)
@example(text="100x" + "9" * 290, context=AT_100)
@example(text="100x5@" + "9." + "9" * 280, context=AT_100)
def test_any_text_gives_one_of_five_results(text: str, context: Context) -> None:
    result = parse(text, context)
    assert isinstance(result, Sets | Command | Ambiguous | Rejected | NotALine)
    readings = result.readings if isinstance(result, Ambiguous) else ()
    for entries in (result.entries,) if isinstance(result, Sets) else readings:
        assert 0 < len(entries) <= MAX_SETS
        for entry in entries:
            measured = entry.duration_s is not None or entry.distance_m is not None
            assert (entry.reps is None) == measured or (entry.failed and not measured)
            assert entry.reps != 0 or entry.failed
            assert entry.load_g is None or entry.load_g >= 0 or entry.body_weight
    assert len(set(readings)) in {0, 2}
    exercise_named(text)


@unhurried
@given(text=NEAR_LINES | JOINED_EXAMPLES, context=CONTEXTS)
def test_what_was_read_and_written_is_read_the_same(text: str, context: Context) -> None:
    result = parse(text, context)
    if isinstance(result, Sets):
        # Where nothing is known of the load, only the same exercise, open, can say so again.
        unknown = any(entry.load_g is None for entry in result.entries)
        known = replace(context, has_open_exercise=True) if unknown else Context(context.unit)
        again = parse(write(result.entries, context.unit), known)
        assert isinstance(again, Sets)
        assert said(again.entries) == said(result.entries)


@st.composite
def loads(draw: st.DrawFn) -> Entry:
    unit = draw(st.sampled_from(Unit))
    hundredths = 5 * draw(st.integers(0, 20_000) | st.integers(0, 40).map(lambda whole: whole * 20))
    typed = Decimal(hundredths) / 100
    body_weight = draw(st.booleans())
    if body_weight and draw(st.booleans()):
        typed = -typed / 5  # assistance ends at a fifth of the heaviest load
    entry = Entry(to_grams(typed, unit), typed, unit, reps=None, body_weight=body_weight)
    alone = Entry(None, None, None, reps=None, body_weight=True)
    return draw(st.sampled_from([entry, entry, alone]))


@st.composite
def sets_performed(draw: st.DrawFn) -> Entry:
    failed = draw(st.booleans())
    timed, far = draw(st.booleans()), draw(st.booleans())
    return replace(
        draw(loads()),
        reps=None
        if timed or far or (failed and draw(st.booleans()))
        else draw(st.integers(0 if failed else 1, 100)),
        duration_s=draw(st.integers(1, 14_400)) if timed else None,
        distance_m=draw(st.integers(1, 500_000)) if far else None,
        rpe=draw(st.none() | st.integers(1, 20).map(lambda halves: halves / 2)),
        warm_up=draw(st.booleans()),
        failed=failed,
        drop=draw(st.booleans()),
    )


@unhurried
@given(entries=st.lists(sets_performed(), min_size=1, max_size=9), context=CONTEXTS, labelled=st.booleans())
def test_written_sets_are_read_back_exactly_whatever_is_open(
    entries: list[Entry], context: Context, labelled: bool
) -> None:
    result = parse(write(entries, None if labelled else context.unit), context)
    assert result == Sets(None, tuple(entries))


@unhurried
@given(entries=st.lists(sets_performed(), min_size=1, max_size=5))
def test_sets_of_an_unknown_load_are_read_back_where_it_is_still_unknown(entries: list[Entry]) -> None:
    unknown = [
        replace(
            e, load_g=None, typed_load=None, unit=None, body_weight=False, warm_up=e.warm_up and not e.unsaid
        )
        for e in entries
    ]
    assert parse(write(unknown), OPEN) == Sets(None, tuple(unknown))


@pytest.mark.parametrize("line", ["100x5@8, 102,5x3@9 f // ok", "can I train 3 times this week?", "5x8x10"])
def test_a_typical_line_is_read_within_a_millisecond(line: str) -> None:
    assert _best_time_s(line) < 0.001


@pytest.mark.parametrize(
    "piece", ["5,", "1,5x", "+1", "bw+", "a ", "9.", "w ", "w", "5 ", "x5,", "100x5@8,5 ", "- "]
)
def test_the_longest_lines_take_no_more_than_their_length(piece: str) -> None:
    line = (piece * 300)[:300]
    assert _best_time_s(line) < 30 * max(_best_time_s(line[:30]), 1e-5)


def said(entries: tuple[Entry, ...]) -> list[Entry]:
    """The sets as they print: grams from the engine may lie between two printable loads."""
    return [
        replace(
            e,
            typed_load=None,
            load_g=None if e.load_g is None else to_grams(from_grams(e.load_g, e.unit or KG), e.unit or KG),
        )
        for e in entries
    ]


def _best_time_s(line: str) -> float:
    """The best of several runs, which a busy machine hardly disturbs."""
    best = float("inf")
    for _ in range(15):
        start = perf_counter()
        parse(line, AT_100)
        best = min(best, perf_counter() - start)
    return best
