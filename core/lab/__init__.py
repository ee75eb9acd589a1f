"""Where the engine's claims are checked: against people who were simulated, and against real logs.

Simulated bodies are pinned to the literature (`physiology.toml`) and hidden from the engine, which may not import this.
"""
