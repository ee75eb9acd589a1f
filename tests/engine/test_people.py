"""Ages by the calendar."""

from datetime import date

from core.engine.people import age, is_minor


def test_a_year_is_added_on_the_birthday() -> None:
    born = date(2000, 5, 15)
    assert [age(born, on) for on in (date(2018, 5, 14), date(2018, 5, 15), date(2000, 5, 15))] == [17, 18, 0]


def test_who_was_born_on_the_29th_of_february_is_older_on_the_first_of_march() -> None:
    born = date(2008, 2, 29)
    assert [age(born, date(2026, 2, 28)), age(born, date(2026, 3, 1)), age(born, date(2028, 2, 29))] == [
        17,
        18,
        20,
    ]


def test_a_minor_is_under_18_and_an_unknown_age_is_unknown() -> None:
    on = date(2026, 11, 4)
    assert is_minor(date(2008, 11, 5), on) is True
    assert is_minor(date(2008, 11, 4), on) is False
    assert is_minor(None, on) is None
