"""Property tests: the same examples every time in `make test`, many new ones in `make test-long`."""

import os

from hypothesis import settings

settings.register_profile("short", deadline=None, derandomize=True)
settings.register_profile("long", deadline=None, max_examples=1500)
settings.load_profile("long" if os.environ.get("SETPOINT_LONG") else "short")
