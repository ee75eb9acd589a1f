"""What a migration does around a table: roles, grants and the row-level policy, in one place."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import op

APP, SYSTEM, READ = "setpoint_app", "setpoint_system", "setpoint_read"
ROLES = (APP, SYSTEM, READ)
# The athlete who is mostly alone in the scope is one comparison of texts, anybody else a look into the list. In a CASE
# it is no index condition: statements name their athletes themselves, and with both conditions Postgres would expect
# one row of an athlete's thousands and look for it in the wrong index. No sub-select, which a distributed Postgres
# would refuse here.
IN_SCOPE = (
    "CASE WHEN current_setting('app.athletes', true) = '{' || athlete_id || '}' THEN true"
    " ELSE athlete_id = ANY (coalesce(nullif(current_setting('app.athletes', true), ''), '{}')::bigint[]) END"
)


def make_roles() -> None:
    """The three roles of the product. They belong to the whole server: another database may just be making them."""
    for role in ROLES:
        _unless_done(
            f"IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') THEN"
            f" CREATE ROLE {role} NOLOGIN NOBYPASSRLS; END IF"
        )
        _unless_done(f"GRANT {role} TO CURRENT_USER")
        op.execute(f"GRANT USAGE ON SCHEMA public TO {role}")


def _unless_done(statement: str) -> None:
    op.execute(
        f"DO $$ BEGIN {statement}; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
    )


def grant(table: str, app: str = "SELECT, INSERT, UPDATE, DELETE") -> None:
    """Who may do what with a table; an append-only one grants the app no UPDATE and no DELETE."""
    op.execute(f"GRANT {app} ON {table} TO {APP}")
    op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {SYSTEM}")
    op.execute(f"GRANT SELECT ON {table} TO {READ}")


def wall(table: str, app: str = "SELECT, INSERT, UPDATE, DELETE") -> None:
    """An athlete's table: the app sees and writes only the athletes in scope, even as the table's owner."""
    grant(table, app)
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY scope ON {table} TO {APP} USING ({IN_SCOPE}) WITH CHECK ({IN_SCOPE})")
    op.execute(f"CREATE POLICY everything ON {table} TO {SYSTEM} USING (true) WITH CHECK (true)")
    op.execute(f"CREATE POLICY reading ON {table} FOR SELECT TO {READ} USING (true)")


@contextmanager
def as_system() -> Iterator[None]:
    """Rows are moved by the one role that sees them all: the tables' owner sees none."""
    op.execute(f"SET LOCAL ROLE {SYSTEM}")
    yield
    op.execute("RESET ROLE")
