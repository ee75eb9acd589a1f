"""How exercise groups are called: by their own name, else by the letter of their place."""

from collections.abc import Sequence


def letter(index: int) -> str:
    """The letter of the 0-based place: A to Z, then AA, AB ... as columns of a sheet are called."""
    name = ""
    while index >= 0:
        index, place = divmod(index, 26)
        name = chr(ord("A") + place) + name
        index -= 1
    return name


def labels(groups: Sequence[str]) -> list[str]:
    """What each exercise is called: its group's name, numbered where several are done together: A1, Finisher 1."""
    together = places(groups)
    return [
        f"{group}{'' if group == letter(place) else ' '}{together[:index].count(place) + 1}"
        if together.count(place) > 1
        else group
        for index, (group, place) in enumerate(zip(groups, together, strict=True))
    ]


def places(groups: Sequence[str]) -> list[int]:
    """The 0-based place of each exercise's group; neighbours with the same name are one group."""
    place = -1
    before: str | None = None
    counted: list[int] = []
    for group in groups:
        place += group != before
        counted.append(place)
        before = group
    return counted
