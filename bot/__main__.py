"""`python -m bot` is `setpoint`."""

import sys

from bot.cli import main

sys.exit(main())
