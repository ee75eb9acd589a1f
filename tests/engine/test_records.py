"""Records: each kind by an example, and what can never be one."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from core.engine.models import PerformedSet
from core.engine.records import Record, RecordKind, bests, records
from tests.engine.builders import MONDAY, days, done

BEFORE = [done(100, 5, 9.0), done(110, 2, 9.0), done(60, 12, 7.0)]
TODAY = MONDAY + days(7)


def today(*sets: PerformedSet) -> dict[RecordKind, Record]:
    found = records(bests(BEFORE), [replace(each, at=TODAY, local_date=TODAY.date()) for each in sets])
    return {each.kind: each for each in found}


def test_a_heavier_load_is_a_record() -> None:
    found = today(done(112.5, 1, 8.0))
    assert found == {RecordKind.LOAD: Record(kind=RecordKind.LOAD, value=112_500, before=110_000)}
    assert today(done(110, 1, 8.0)) == {}, "as heavy is none"
    assert today(done(112.5, 0, failed=True)) == {}, "it did not go up"


def test_more_repetitions_than_ever_with_so_much_or_more_are_a_record() -> None:
    found = today(done(90, 6, 8.0))
    assert found == {RecordKind.REPS: Record(kind=RecordKind.REPS, value=6, before=5)}, "5 went with 100"
    assert today(done(90, 5, 8.0)) == {}
    assert today(done(105, 3, 8.0)) == {RecordKind.REPS: Record(kind=RecordKind.REPS, value=3, before=2)}


def test_a_hard_set_that_speaks_for_a_higher_max_is_a_record() -> None:
    """110 x 2 at 9 is 3.95 to failure: 110 / 0.8935 = 123.1 kg. 100 x 6 at 9 is 7.95: 100 / 0.7873 = 127.0 kg."""
    found = today(done(100, 6, 9.0))
    assert set(found) == {RecordKind.E1RM, RecordKind.REPS}
    assert found[RecordKind.E1RM].before == round(110_000 / 0.8935)
    assert found[RecordKind.E1RM].value == round(100_000 / 0.7873)
    assert RecordKind.E1RM not in today(done(100, 6, 8.0)), "an easy set is too rough to tell"
    assert RecordKind.E1RM in today(done(100, 8, failed=True))
    assert RecordKind.E1RM not in today(done(60, 20, 10.0)), "so many repetitions say little of one"


def test_the_most_load_times_repetitions_of_a_day_is_a_record_once() -> None:
    """Before: 100 x 5 + 110 x 2 + 60 x 12 = 1440 kg."""
    sets = [done(80, 5, 7.0)] * 3
    assert today(*sets) == {}
    fourth = today(*sets, done(80, 5, 7.0))
    assert fourth == {RecordKind.VOLUME: Record(kind=RecordKind.VOLUME, value=1_600_000, before=1_440_000)}
    assert today(*sets, *sets) == {}, "said with the set that passes it, and not again"


def test_longer_and_further_are_records() -> None:
    held = [done(None, None, duration_s=60)]
    assert [each.kind for each in records(bests(held), [done(None, None, duration_s=75)])] == [
        RecordKind.DURATION
    ]
    ran = [replace(done(None, None, duration_s=1500), distance_m=5000)]
    further = replace(done(None, None, duration_s=1400), distance_m=5200)
    assert [each.kind for each in records(bests(ran), [further])] == [RecordKind.DISTANCE]


def test_the_first_time_there_is_nothing_to_beat() -> None:
    assert records(bests([]), [done(100, 5, 10.0)]) == ()
    assert records(bests([done(100, 5, 9.0, warm_up=True)]), [done(120, 5, 10.0)]) == ()


def test_body_weight_is_counted_in_repetitions() -> None:
    before = bests([done(None, 8)])
    assert records(before, [done(None, 10)]) == (Record(kind=RecordKind.REPS, value=10, before=8),)
    assert records(before, [done(None, 8)]) == ()


SETS = st.builds(
    done,
    st.sampled_from([None, -20, 0, 60, 100, 2956]),
    st.sampled_from([None, 0, 1, 5, 30]),
    st.sampled_from([None, 6.0, 8.5, 10.0]),
    failed=st.booleans(),
    warm_up=st.booleans(),
    trusted=st.booleans(),
    duration_s=st.sampled_from([None, 0, 40]),
)


@settings(max_examples=60)
@given(st.lists(SETS, max_size=8), SETS)
def test_what_does_not_count_is_no_record_and_does_the_same_again_is_none(
    before: list[PerformedSet], one: PerformedSet
) -> None:
    known = bests(before)
    for unsure in (replace(one, trusted=False), replace(one, rehab=True), replace(one, warm_up=True)):
        assert records(known, [unsure]) == ()
        assert bests([*before, unsure]) == known
    again = records(bests([*before, one]), [one])
    assert all(each.value > each.before for each in records(known, [one]))
    assert not again, "what was shown once is beaten by more only"
