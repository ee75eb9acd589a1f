"""The story of the demo: two training days of an athlete, her coach and an admin, as one would play them by hand."""

import re
from datetime import UTC, datetime, timedelta

from bot.loopback.phone import Phone
from bot.ops.play import Play
from bot.ops.stage import ADMIN

BEGINS = datetime(2026, 11, 2, 8, 10, tzinfo=UTC)  # a Monday, no clock change near


def at(day: int, clock: str) -> datetime:
    """A moment of the story in London's winter time: day 0 is Monday."""
    hour, minute = map(int, clock.split(":"))
    return BEGINS.replace(hour=hour, minute=minute) + timedelta(days=day)


async def tell(play: Play) -> None:
    """Everything, in order."""
    ana = play.cast("Ana", "Europe/London")
    marco = play.cast("Marco", "Europe/Rome", "it")
    await start(play, ana)
    await coach(play, ana, marco)
    await reminder(play, ana)
    await first(play, ana)
    await by_typing(play, ana)
    await unknown_load(play, ana)
    await breakfast(play, marco)
    await second(play, ana)
    await others(play)


async def start(play: Play, ana: Phone) -> None:
    """One tap for language, units and zone; six questions."""
    await play.scene("Ana begins", at(0, "8:10"), ana)
    await play.say(ana, "/start", "Hi Ana", "kilograms", "London")
    await play.tap(ana, "Right, go on", "1 of 6")
    await play.tap(ana, "Strength", "2 of 6")
    await play.tap(ana, "3 days")
    await play.tap(ana, "60 min")
    await play.tap(ana, "Go on", "3 of 6")
    await play.tap(ana, "Full gym", "4 of 6")
    await play.tap(ana, "1 to 3 years", "5 of 6")
    await play.say(ana, "squat 140x1, bench 80x3, deadlift 160x2", "Back squat: 140 kg", "6 of 6")
    await play.tap(ana, "No", "All set", "Mon, Wed, Fri")


async def coach(play: Play, ana: Phone, marco: Phone) -> None:
    """A link, and the consent that its acceptance is."""
    await play.scene("Marco coaches", at(0, "12:00"), marco)
    await play.say(marco, "/start", "Hi Marco", "Rome")
    await play.tap(marco, "Right, go on", "1 of 6")
    await play.say(marco, "/coach", "https://t.me/")
    link = re.search(r"start=(\S+)", (await marco.last()).text)
    token = link[1] if link else ""
    await play.say(ana, f"/start {token}", "Marco")
    await play.tap(ana, "Accept", "Marco coaches you")
    await play.say(marco, "/coach", "You coach 1 athlete: Ana")


async def reminder(play: Play, ana: Phone) -> None:
    """It rings by itself."""
    await play.scene("The reminder", at(0, "16:59"), ana)
    await play.rest(timedelta(minutes=1, seconds=5), "training day")


async def first(play: Play, ana: Phone) -> None:
    """Tap after tap; a set that was too hard, the rest's end, reasons, a corrected message, an undo."""
    await play.scene("The first workout", at(0, "18:00"), ana)
    await play.say(ana, "/today", "check-in")
    await play.tap(ana, "All fine", "No soreness", "Back squat", "find your load")
    await play.rest(timedelta(minutes=6))
    await play.tap(ana, "Warmed up", "set 1 of 4")
    await play.rest(timedelta(seconds=45))
    await play.tap(ana, "6", "set 2 of 4")
    await play.rest(timedelta(minutes=2, seconds=30))
    await play.tap(ana, "9", "Harder than planned, so")
    await play.rest(timedelta(minutes=3, seconds=5), "Rest is over")
    await play.say(ana, "/why", "one-rep max")
    typed = await play.say(ana, "100x8@8", "100 kg × 8 at RPE 8")
    await play.edit(ana, typed, "100x5@8", "1 set corrected", "100 kg × 5 at RPE 8")
    await play.rest(timedelta(minutes=2, seconds=30))
    await play.tap(ana, "+ 2.5")
    await play.tap(ana, "9", "Bench press")
    await play.tap(ana, "Undo", "Taken back")
    await play.tap(ana, "7", "Bench press")


async def by_typing(play: Play, ana: Phone) -> None:
    """Pounds, a slip of the thumb, pain, and an exercise that nobody has heard of."""
    await play.scene("Other ways to say it", at(0, "18:20"), ana)
    await play.tap(ana, "Warmed up", "set 1 of 4")
    await play.rest(timedelta(seconds=45))
    await play.say(ana, "135lb x5 @7", "135 lb (61.24 kg)")
    await play.rest(timedelta(seconds=100))
    await play.say(ana, "650x5", "Is it right?")
    await play.tap(ana, "Take it back", "Taken back")
    await play.say(ana, "65x5@7")
    await play.rest(timedelta(seconds=100))
    await play.tap(ana, "Pain", "How strong")
    await play.tap(ana, "3-4 some", "lighter")
    await play.tap(ana, "✓ Done")
    await play.tap(ana, "Skip lift", "Lat pulldown")
    await play.say(ana, "jefferson squat 20x12", "jefferson squat")
    await play.tap(ana, "New: jefferson squat", "jefferson squat")


async def unknown_load(play: Play, ana: Phone) -> None:
    """From a light set to a working load, and the end of the workout."""
    await play.scene("A lift without a known max", at(0, "18:40"), ana)
    await play.tap(ana, "Next lift", "Lat pulldown")
    await play.tap(ana, "Light", "Still light")
    await play.rest(timedelta(minutes=1))
    await play.say(ana, "45x5@7", "Is it right?")
    await play.tap(ana, "It is right", "it counts", "Found it")
    await play.rest(timedelta(seconds=75))
    await play.tap(ana, "7", "40 kg × 6 next")
    await play.say(ana, "undo", "Taken back")
    await play.say(ana, "8@6", "set 2 of 2")
    await play.rest(timedelta(seconds=100))
    await play.say(ana, "same", "Romanian deadlift")
    await play.tap(ana, "Finish", "Done:")
    await play.tap(ana, "7", "note")
    await play.say(ana, "Left shoulder pinched a little on the bench.", "Saved")


async def breakfast(play: Play, marco: Phone) -> None:
    """The squad's yesterday in one message."""
    await play.scene("Marco at breakfast", at(1, "5:59"), marco)
    await play.rest(timedelta(minutes=1, seconds=5), "Your squad yesterday", "Pain", "shoulder")


async def second(play: Play, ana: Phone) -> None:
    """What Monday and sore muscles make of Wednesday; the plan, and everything as a file."""
    await play.scene("The second workout: sore legs", at(2, "16:59"), ana)
    await play.rest(timedelta(minutes=1, seconds=5), "day 2")
    await play.rest(timedelta(minutes=40))
    await play.say(ana, "/today", "check-in")
    await play.tap(ana, "Lower back", "how sore?")
    await play.tap(ana, "4", "4 of 5")
    await play.tap(ana, "Glutes", "how sore?")
    await play.tap(ana, "3", "3 of 5")
    await play.tap(ana, "⚡ 2", "2 of 5")
    await play.tap(ana, "Make my workout")
    await play.say(ana, "/why", "You will call it")
    await play.tap(ana, "What if?", "Choose what would be different")
    await play.tap(ana, "Lower back", "Today: 4 of 5")
    await play.tap(ana, "2", "instead of")
    await play.tap(ana, "Back")
    await play.tap(ana, "Back", "Deadlift")
    await play.tap(ana, "Warmed up")
    await play.rest(timedelta(seconds=150))
    await play.tap(ana, "9", "Harder than planned")
    await play.rest(timedelta(seconds=150))
    await play.tap(ana, "7", "set 3 of 3")
    await play.rest(timedelta(seconds=150))
    await play.tap(ana, "7", "Barbell row")
    await play.tap(ana, "Finish")
    await play.tap(ana, "Skip")
    await play.tap(ana, "No note")
    await play.say(ana, "/plan")
    await play.say(ana, "/privacy", "Marco")
    await play.say(ana, "/export", "setpoint-2026-11-04.json")


async def others(play: Play) -> None:
    """Another language, and whoever runs the installation."""
    lucia = play.cast("Lucía", "Europe/Madrid", "es")
    await play.scene("Lucía writes in Spanish", at(2, "18:30"), lucia)
    await play.say(lucia, "/start", "Lucía")
    admin = play.cast("Ola", "Europe/London", "en-GB", ADMIN)
    await play.scene("Ola runs this installation", at(2, "18:35"), admin)
    await play.say(admin, "/start", "Hi Ola")
    await play.tap(admin, "Right, go on")
    await play.say(admin, "/admin", "Installation")
