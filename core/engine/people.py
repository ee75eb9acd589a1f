"""What follows from a birth date: minors and masters have rules of their own."""

from datetime import date

YOUNGEST_YEARS = 13  # design choice: the age from which somebody may agree to be stored here by themselves
ADULT_YEARS = 18  # by definition


def age(birth_date: date, on: date) -> int:
    """Whole years; who was born on 29 February turns a year older on 1 March."""
    had_birthday = (on.month, on.day) >= (birth_date.month, birth_date.day)
    return on.year - birth_date.year - (0 if had_birthday else 1)


def is_minor(birth_date: date | None, on: date) -> bool | None:
    """Whether somebody is not of age; None where the birth date is unknown."""
    return None if birth_date is None else age(birth_date, on) < ADULT_YEARS
