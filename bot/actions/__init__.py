"""Every button's action, by topic. Codes are short because 64 bytes hold the card, its revision and the fields."""

from bot.actions.account import *
from bot.actions.coach import *
from bot.actions.disruptions import *
from bot.actions.lines import *
from bot.actions.plan import *
from bot.actions.start import *
from bot.actions.today import *
from bot.actions.workout import *
