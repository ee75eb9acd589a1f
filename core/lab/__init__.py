"""Where the engine's claims are checked: against people who were simulated, and against real logs."""
