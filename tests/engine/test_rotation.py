"""Auxiliaries take turns."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from core.engine.rotation import auxiliaries

pools = st.lists(st.integers(1, 10_000), min_size=1, max_size=9, unique=True)
numbers = st.integers(0, 200)


def test_three_auxiliaries_over_three_blocks() -> None:
    assert [auxiliaries([7, 8, 9], number) for number in range(3)] == [(7, 8), (9, 7), (8, 9)]


def test_a_pool_of_one_is_trained_every_time_and_an_empty_one_never() -> None:
    assert [auxiliaries([7], number) for number in range(2)] == [(7,), (7,)]
    assert auxiliaries([], 3) == ()


@given(pools, numbers)
def test_a_block_has_two_different_ones_where_there_are_two(pool: list[int], number: int) -> None:
    chosen = auxiliaries(pool, number)
    assert len(set(chosen)) == len(chosen) == min(2, len(pool))
    assert set(chosen) <= set(pool)


@given(pools.filter(lambda pool: len(pool) >= 4), numbers)
def test_none_is_trained_in_two_blocks_in_a_row_where_the_pool_allows(pool: list[int], number: int) -> None:
    assert not set(auxiliaries(pool, number)) & set(auxiliaries(pool, number + 1))


@given(pools.filter(lambda pool: len(pool) >= 2), numbers)
def test_every_one_is_trained_as_often_as_every_other(pool: list[int], number: int) -> None:
    turns = Counter(each for block in range(number, number + len(pool)) for each in auxiliaries(pool, block))
    assert turns == dict.fromkeys(pool, 2)
