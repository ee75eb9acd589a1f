"""Everything that can go wrong for a person and that the person can do something about.

CoachError
├── NotAllowed            the actor may not see or touch this
├── NotFound              the thing named does not exist (any more)
└── Refused               the thing asked for cannot be done now

A subclass's docstring says what happened; the words for people are in `bot/texts`.
"""

from typing import ClassVar


class CoachError(Exception):
    """Something a person can act on. `facts` are values for the sentence, never words."""

    code: ClassVar[str] = "coach_error"

    def __init__(self, **facts: object) -> None:
        super().__init__(f"{self.code} {facts}" if facts else self.code)
        self.facts = facts


class NotAllowed(CoachError):
    """The actor may not see or touch this."""

    code = "not_allowed"


class NotFound(CoachError):
    """The thing named does not exist (any more)."""

    code = "not_found"


class Refused(CoachError):
    """The thing asked for cannot be done now."""

    code = "refused"
