"""The schema's history and the way to run it."""

from alembic import command
from alembic.config import Config

ADVISORY_LOCK = 73_837_865  # any number that nothing else on the server locks; this one spells SETPOINT


def config(url: str) -> Config:
    """Alembic's settings for a database address; they live in pyproject, the address does not."""
    settings = Config()
    settings.set_main_option("script_location", "migrations:")
    settings.attributes["url"] = url
    return settings


def upgrade(url: str, revision: str = "head") -> None:
    """Bring a database up to a revision."""
    command.upgrade(config(url), revision)


def downgrade(url: str, revision: str) -> None:
    """Take a database down to a revision; `base` empties it."""
    command.downgrade(config(url), revision)
