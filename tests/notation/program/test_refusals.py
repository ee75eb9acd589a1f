"""Sets that cannot be read: each error names the reason, and the very characters that are wrong."""

import pytest

from core.engine.models.series import Flaw
from core.engine.units import Unit
from core.notation.program import Code, NotationError, read_series

# The part between the marks « » is where the error is.
WRONG: list[tuple[str, Code | Flaw]] = [
    ("«»", Code.EMPTY),
    ("3x5@«80%kg»", Code.INTENSITY_MIXED),
    ("3x5@«75%lb»", Code.INTENSITY_MIXED),
    ("3x5@«RPE80%»", Code.INTENSITY_MIXED),
    ("3x5@«RPE8kg»", Code.INTENSITY_MIXED),
    ("1x5@8, 3x5@«-10kg»", Code.INTENSITY_MIXED),
    ("3\u200bx5 @«80%kg»", Code.INTENSITY_MIXED),
    ("3x5@«7-8»", Code.INTENSITY_RANGE),
    ("3x5@«70-75»%", Code.INTENSITY_RANGE),
    ("3x5@«4»", Code.INTENSITY_UNCLEAR),
    ("3x5@-«10»", Code.INTENSITY_UNCLEAR),
    ("3x5 «@<=8»", Code.CAP_WITHOUT_PERCENT),
    ("3x5@100kg«@<=8»", Code.CAP_WITHOUT_PERCENT),
    ("3x5@100kg «@8»", Code.SAID_TWICE),
    ("3x5 rest 90 «rest 60»", Code.SAID_TWICE),
    ("3x5«@8/9/100»", Code.LIST_MIXED),
    ("«5/3/1@75/85%»", Code.LIST_LENGTH),
    ("«3x5@7/8»", Code.LIST_LENGTH),
    ("1x5, «2x5/3/1»", Code.LIST_LENGTH),
    ("«8»", Code.SETS_MISSING),
    ("3x5, «8-12» @70%", Code.SETS_MISSING),
    ("«0»x5", Code.SETS_ZERO),
    ("«51»x5", Flaw.SETS_TOO_MANY),
    ("30x5, «30x5»", Flaw.SETS_TOO_MANY),
    ("«2.5»x5", Code.NOT_WHOLE),
    ("3x«8,10»,12", Code.NOT_WHOLE),
    ("3«x»", Code.AMOUNT_MISSING),
    ("3x«@»80", Code.AMOUNT_MISSING),
    ("3x5«@»", Code.NUMBER_MISSING),
    ("3x5@«1:30»", Code.NUMBER_MISSING),
    ("3x5 «rest»", Code.NUMBER_MISSING),
    ("3x5 «10»", Code.UNEXPECTED),
    ("1x1+ «3»x5", Code.UNEXPECTED),
    ("3x5 «💪»", Code.UNEXPECTED),
    ("3x5 «heavy»", Code.UNKNOWN_WORD),
    ("3x«five»", Code.UNKNOWN_WORD),
    ("«1,000»m", Code.NUMBER_UNCLEAR),
    ("3x«1234567890123»", Code.NUMBER_TOO_LONG),
    ("3x10 «per»", Code.UNEXPECTED),
    ("3x5 «inside 20»", Code.INSIDE_WITHOUT_CLUSTER),
    ("3x«0»", Flaw.REPS),
    ("3x«101»", Flaw.REPS),
    ("3x«12-8»", Flaw.REPS_RANGE),
    ("3x«8-12+»", Flaw.REPS_RANGE),
    ("3x«0s»", Flaw.DURATION),
    ("«25h»", Flaw.DURATION),
    ("«0m»", Flaw.DISTANCE),
    ("«1001km»", Flaw.DISTANCE),
    ("3x5@«1001»kg", Flaw.LOAD),
    ("3x5@«2205»lb", Flaw.LOAD),
    ("3x5@«100.0005»kg", Flaw.LOAD_TOO_FINE),
    ("3x5@«225.125»lb", Flaw.LOAD_TOO_FINE),
    ("3x5@«0»%", Flaw.PERCENT),
    ("3x5@«121»%", Flaw.PERCENT),
    ("3x5@«66.666»%", Flaw.PERCENT_TOO_FINE),
    ("3x5@RPE«11»", Flaw.EFFORT),
    ("3x5@75%@<=«11»", Flaw.EFFORT),
    ("3x5@«8.25»", Flaw.EFFORT_NOT_IN_HALVES),
    ("3x5@RIR«1.2»", Flaw.EFFORT_NOT_IN_HALVES),
    ("1x5@8, 3x5@-«95»%", Flaw.BACK_OFF),
    ("1x5@8, 3x5@+«25»%", Flaw.BACK_OFF),
    ("«3x5@-10%»", Flaw.BACK_OFF_FIRST),
    ("3x5 «(31Y0)»", Flaw.TEMPO),
    ("3x5 «(310)»", Flaw.TEMPO),
    ("3x5 «(3», 3x5", Flaw.TEMPO),
    ("3x5 «rest 3601»", Flaw.REST),
    ("«4x(2+2)»", Flaw.CLUSTER_REST),
    ("4x(2+2) «inside 301» rest 60", Flaw.CLUSTER_REST),
    ("4x«(2+0)» inside 20", Flaw.CLUSTER),
    ("4x«(2)» inside 20", Flaw.CLUSTER),
    ("4x«(2+x)» inside 20", Flaw.CLUSTER),
]


@pytest.mark.parametrize(("marked", "code"), WRONG)
def test_sets_that_cannot_be_are_refused_where_they_are_wrong(marked: str, code: Code | Flaw) -> None:
    before, wrong, _ = marked.replace("»", "«").split("«")
    with pytest.raises(NotationError) as refused:
        read_series(marked.replace("«", "").replace("»", ""), Unit.KG)
    error = refused.value
    assert error.code == code
    assert (error.line, error.column, error.length) == (1, len(before) + 1, max(1, len(wrong)))


def test_a_place_is_counted_in_its_own_line() -> None:
    with pytest.raises(NotationError) as refused:
        read_series("1x5@8\r\n3x5@-10%, 3x101", Unit.KG)
    assert (refused.value.line, refused.value.column, refused.value.length) == (2, 13, 3)


def test_every_reason_that_a_set_can_be_refused_for_is_tried_here() -> None:
    assert {code for _, code in WRONG if isinstance(code, Flaw)} == set(Flaw)


@pytest.mark.parametrize(
    "typed",
    [
        "50x5",
        "1x100",
        "24h",
        "1000km",
        "1x1@1000kg",
        "1x1@120%",
        "1x5@8, 1x5@-90%",
        "1x5@8, 1x5@+20%",
        "1x5 rest 1:00:00",
        "1x(50+50) inside 300",
        "1x5@RPE0",
        "1x5@RIR10",
    ],
)
def test_the_last_number_inside_a_bound_is_taken(typed: str) -> None:
    assert read_series(typed, Unit.KG)
