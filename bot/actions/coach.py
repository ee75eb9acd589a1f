"""Buttons of coaches, their athletes and their team."""

from dataclasses import dataclass
from typing import ClassVar

from bot.callbacks import Action


@dataclass(frozen=True, slots=True)
class Invite(Action):
    """A new invitation link."""

    code: ClassVar[str] = "invite"


@dataclass(frozen=True, slots=True)
class WithdrawInvitations(Action):
    """The links that nobody has used yet work no more."""

    code: ClassVar[str] = "nolink"


@dataclass(frozen=True, slots=True)
class SummaryAt(Action):
    """The daily summary's hour; `-` for none."""

    code: ClassVar[str] = "sumat"
    hour: int | None


@dataclass(frozen=True, slots=True)
class AcceptInvitation(Action):
    """Be coached."""

    code: ClassVar[str] = "accept"


@dataclass(frozen=True, slots=True)
class DeclineInvitation(Action):
    """Not now."""

    code: ClassVar[str] = "decline"


@dataclass(frozen=True, slots=True)
class EndCoaching(Action):
    """End a coaching link."""

    code: ClassVar[str] = "endlink"
    link_id: int


@dataclass(frozen=True, slots=True)
class PrepareAthlete(Action):
    """An athlete who is not here yet: the name will be typed."""

    code: ClassVar[str] = "prep"


@dataclass(frozen=True, slots=True)
class InvitePrepared(Action):
    """A new link for a prepared athlete; the old one works no more."""

    code: ClassVar[str] = "preplink"
    athlete_id: int


@dataclass(frozen=True, slots=True)
class RemovePrepared(Action):
    """A prepared athlete is not coming."""

    code: ClassVar[str] = "prepgone"
    athlete_id: int


@dataclass(frozen=True, slots=True)
class MakeCoach(Action):
    """An athlete of an organization coaches there, too."""

    code: ClassVar[str] = "mkcoach"
    organization_id: int
    athlete_id: int


@dataclass(frozen=True, slots=True)
class EndCoach(Action):
    """Somebody coaches in an organization no more."""

    code: ClassVar[str] = "nocoach"
    organization_id: int
    user_id: int
