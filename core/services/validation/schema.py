"""The database still is what the migrations made: walls, roles, constraints and indexes."""

from collections.abc import Sequence

from core.persistence.database import Transaction
from core.persistence.tables import Place, metadata, place_of

WALLED = """
SELECT c.relname FROM pg_class c JOIN pg_policies p ON p.schemaname = 'public' AND p.tablename = c.relname
WHERE c.relnamespace = 'public'::regnamespace AND c.relrowsecurity AND c.relforcerowsecurity
  AND p.roles = '{setpoint_app}' AND p.cmd = 'ALL' AND p.permissive = 'PERMISSIVE'
GROUP BY c.relname
HAVING count(*) = 1 AND bool_and(p.qual LIKE '%app.athletes%' AND p.with_check = p.qual)
"""

ROLES = """
SELECT format('role %s %s', wanted.role, CASE WHEN r.oid IS NULL THEN 'is missing' ELSE 'may do anything' END) AS what
FROM unnest(ARRAY['setpoint_app', 'setpoint_system', 'setpoint_read']) wanted (role)
LEFT JOIN pg_roles r ON r.rolname = wanted.role
WHERE r.oid IS NULL OR r.rolsuper OR r.rolbypassrls OR r.rolcanlogin
"""

RULES = """
SELECT conname AS name FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND convalidated
UNION
SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
WHERE c.relnamespace = 'public'::regnamespace AND i.indisvalid
"""


async def without_wall(tx: Transaction) -> Sequence[str]:
    """Athletes' tables in which the app could see more than its scope, even as their owner."""
    walled = {row["relname"] for row in await tx.rows(WALLED)}
    return sorted(
        table.name
        for table in metadata.sorted_tables
        if place_of(table) is Place.ATHLETE and table.name not in walled
    )


async def missing_rules(tx: Transaction) -> Sequence[str]:
    """Constraints and indexes that the tables should have, and have not or not yet for all rows."""
    there = {row["name"] for row in await tx.rows(RULES)}
    rules: dict[str, str] = {}
    for table in metadata.sorted_tables:
        rules |= {str(constraint.name): table.name for constraint in table.constraints}
        rules |= {str(index.name): table.name for index in table.indexes}
    return sorted(f"{table} lacks {name}" for name, table in rules.items() if name not in there)
