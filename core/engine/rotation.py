"""Which auxiliaries of a pool are trained in which block."""

from collections.abc import Sequence

PER_BLOCK = 2  # of each main lift; design choice


def auxiliaries(pool: Sequence[int], block_number: int) -> tuple[int, ...]:
    """The next two of the pool, going round: every one as often as every other, none twice in a block."""
    first = PER_BLOCK * block_number
    return tuple(pool[(first + slot) % len(pool)] for slot in range(min(PER_BLOCK, len(pool))))
