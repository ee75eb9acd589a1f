"""The routing table: every way into the bot, on one screen."""

from telegram import Bot
from telegram.ext import filters

from bot import actions as a
from bot.dispatch import Handler, Routes, Tap, on_command, on_message
from bot.handlers import (
    account,
    basics,
    close,
    coach,
    day,
    disruptions,
    events,
    kit,
    learning,
    limits,
    lines,
    profile,
    programs,
    review,
    scores,
    start,
    training,
    warm_ups,
    week,
    why,
)
from bot.texts import account as menu
from bot.texts.tongue import LANGUAGES, Tongue
from bot.transport import call

ALWAYS: tuple[Handler, ...] = (
    on_command("start", start.start),
    on_command("help", account.help_command),
    on_command("export", account.export),
    on_command("forget", account.forget),
    on_command("privacy", coach.privacy),
    Tap(a.ConfirmBasics, start.confirm),
    Tap(a.UnderAge, basics.under_age),
    Tap(a.ShowBasics, basics.show),
    Tap(a.TooYoung, basics.too_young),
    Tap(a.ConfirmMinor, start.confirm_minor),
    Tap(a.SetLanguage, basics.set_language),
    Tap(a.SwapUnit, basics.swap_unit),
    Tap(a.AskZone, basics.ask_zone),
    Tap(a.SetZone, basics.set_zone),
    Tap(a.Choose, start.choose),
    Tap(a.RightMaxes, start.right_maxes),
    Tap(a.SkipQuestion, start.skip),
    on_command("coach", coach.coach),
    on_command("admin", account.health),
    Tap(a.Invite, coach.invite),
    Tap(a.WithdrawInvitations, coach.withdraw),
    Tap(a.SummaryAt, coach.summary_at),
    Tap(a.AcceptInvitation, coach.accept),
    Tap(a.DeclineInvitation, coach.decline),
    Tap(a.EndCoaching, coach.end_coaching),
    Tap(a.PrepareAthlete, coach.prepare),
    Tap(a.InvitePrepared, coach.invite_prepared),
    Tap(a.RemovePrepared, coach.remove_prepared),
    Tap(a.ForgetMe, account.forget_me),
    Tap(a.KeepMe, account.keep_me),
)

TRAINED: tuple[Handler, ...] = (
    Tap(a.LogSet, training.log),
    Tap(a.Adjust, training.adjust),
    Tap(a.WarmUpDone, training.warm_up_done),
    Tap(a.Undo, training.undo),
    Tap(a.SkipExercise, training.skip),
    Tap(a.TakeOffer, training.take_offer),
    Tap(a.DeclineOffer, training.decline_offer),
    Tap(a.Back, training.back),
    Tap(a.Why, why.tapped),
    Tap(a.AskWhatIf, why.ask),
    Tap(a.WhatIf, why.answer),
    Tap(a.AskPain, training.ask_pain),
    Tap(a.RatePain, training.rate_pain),
    Tap(a.RaiseRedFlag, training.red_flag),
    Tap(a.ClearSigns, day.clear_signs),
    Tap(a.RateMorning, day.rate_morning),
    Tap(a.Finish, close.finish),
    Tap(a.UseLearnt, learning.use),
    Tap(a.LeaveLearnt, learning.leave),
    Tap(a.ForgetLearnt, learning.forget),
    Tap(a.RateSession, close.rate),
    Tap(a.NoNote, close.no_note),
    Tap(a.Train, day.train),
    Tap(a.AllFine, day.all_fine),
    Tap(a.SameAsLast, day.same_as_last),
    Tap(a.SkipCheckIn, day.skip_check_in),
    Tap(a.PickMuscle, day.pick_muscle),
    Tap(a.RateMuscle, day.rate_muscle),
    Tap(a.RateReadiness, day.rate_readiness),
    Tap(a.CheckInDone, day.check_in_done),
    Tap(a.TakeReading, lines.take_reading),
    Tap(a.TakeExercise, lines.take_exercise),
    Tap(a.TakeNewExercise, lines.take_new_exercise),
    Tap(a.DropLine, lines.drop_line),
    Tap(a.ConfirmSet, lines.confirm_set),
    Tap(a.TakeBackSet, lines.take_back_set),
    Tap(a.AskAgain, start.ask_again),
    Tap(a.RemindAt, account.remind_at),
    Tap(a.DecideChange, review.decide),
    Tap(a.TakeBackChange, review.take_back),
    on_command("today", day.today),
    on_command("why", why.typed),
    on_command("learnt", learning.learnt),
    on_command("plan", week.plan),
    on_command("program", programs.program),
    on_command("programs", programs.programs),
    Tap(a.ShowProgram, programs.show),
    Tap(a.StartProgram, programs.start),
    Tap(a.GiveProgram, programs.give),
    Tap(a.ShowWeek, week.show),
    Tap(a.ChangeDay, week.change),
    Tap(a.MoveDay, week.move),
    Tap(a.SkipDay, week.leave_out),
    on_command("event", events.event),
    Tap(a.ShowEvent, events.show),
    Tap(a.SayAttempt, events.attempt),
    Tap(a.FinishEvent, events.finish),
    Tap(a.CallOffEvent, events.call_off),
    on_command("settings", account.settings),
    on_command("profile", profile.profile),
    on_command("disruption", disruptions.disruption),
    on_command("ill", disruptions.ill),
    on_command("injured", disruptions.injured),
    on_command("travel", disruptions.travel),
    on_command("nokit", disruptions.no_kit),
    Tap(a.ShowDisruptions, disruptions.show),
    Tap(a.TellDisruption, disruptions.tell),
    Tap(a.DisruptionLifts, disruptions.of_lifts),
    Tap(a.KeepDisruption, disruptions.keep),
    Tap(a.EndDisruption, disruptions.end),
    Tap(a.StillThere, disruptions.still),
    Tap(a.DisruptionBack, disruptions.came_back),
    on_command("limit", limits.limit),
    on_command("bodyweight", profile.body_weight),
    on_command("bw", profile.body_weight),
    on_command("kit", kit.kit),
    Tap(a.GoTo, kit.go),
    on_command("warmup", warm_ups.warm_up),
    Tap(a.ShowWarmUps, warm_ups.show),
    Tap(a.PickWarmUp, warm_ups.pick),
    Tap(a.SetWarmUp, warm_ups.choose),
    on_command("score", scores.score),
    Tap(a.ShowProfile, profile.show),
    Tap(a.GuardianAgrees, profile.guardian_agrees),
    Tap(a.EditProfile, profile.edit),
    Tap(a.SetProfile, profile.set_field),
    Tap(a.SetPause, profile.set_pause),
    on_message(filters.UpdateType.EDITED_MESSAGE & filters.TEXT, lines.edited),
    on_message(filters.COMMAND, lines.unknown_command),
    on_message(filters.UpdateType.MESSAGE & filters.TEXT, lines.typed),
    on_message(filters.ALL, lines.no_text),
)

DUE = {
    "rest": training.rest_over,
    "reminder": day.remind,
    "summary": coach.summary,
    "review": review.due,
    programs.GIVEN: programs.told,
    disruptions.STILL: disruptions.ask,
}


def routes(admins: frozenset[int]) -> Routes:
    """The whole routing, for an installation with these admins."""
    return Routes(always=ALWAYS, trained=TRAINED, resume=start.resume, due=DUE, admins=admins)


async def publish_menu(bot: Bot) -> None:
    """Tell Telegram the command menu, in every language; English is everybody else's."""
    for language in LANGUAGES:
        commands = [{"command": name, "description": what} for name, what in menu.commands(Tongue(language))]
        values: dict[str, object] = {"commands": commands}
        await call(
            bot, "setMyCommands", values if language == "en" else {**values, "language_code": language}
        )
