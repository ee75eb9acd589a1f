"""What a database is made of, as lines that can be compared: columns, constraints, indexes, walls and grants."""

from typing import Any, LiteralString

import psycopg

OURS = "(SELECT * FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relname NOT LIKE 'alembic_%')"

STRUCTURE: LiteralString = f"""
SELECT format('column %s.%s %s%s%s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
    CASE WHEN a.attnotnull THEN ' not null' END, ' identity ' || nullif(a.attidentity::text, ''),
    ' default ' || pg_get_expr(d.adbin, d.adrelid))
  FROM {OURS} c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum WHERE c.relkind = 'r'
UNION ALL
SELECT format('constraint %s.%s %s', c.relname, k.conname, pg_get_constraintdef(k.oid))
  FROM {OURS} c JOIN pg_constraint k ON k.conrelid = c.oid WHERE k.contype <> 'n'
UNION ALL
SELECT 'index ' || pg_get_indexdef(c.oid) FROM {OURS} c WHERE c.relkind = 'i'
"""

GUARDS: LiteralString = f"""
SELECT format('walled %s', c.relname) FROM {OURS} c WHERE c.relrowsecurity AND c.relforcerowsecurity
UNION ALL
SELECT format('policy %s.%s %s to %s using %s check %s', tablename, policyname, cmd, roles, qual, with_check)
  FROM pg_policies WHERE schemaname = 'public'
UNION ALL
SELECT format('grant %s on %s to %s', privilege_type, table_name, grantee)
  FROM information_schema.table_privileges WHERE table_schema = 'public' AND table_name <> 'alembic_version'
UNION ALL
SELECT format('function %s', oid::regprocedure) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
UNION ALL
SELECT format('sequence %s', relname) FROM {OURS} c WHERE c.relkind = 'S'
UNION ALL
SELECT format('type %s', typname) FROM pg_type WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e', 'd')
"""


def structure(url: str) -> set[str]:
    """What tables promise: exactly what the models say."""
    return _lines(url, STRUCTURE)


def everything(url: str) -> set[str]:
    """All that a migration can make."""
    return _lines(url, STRUCTURE) | _lines(url, GUARDS)


def _lines(url: str, query: LiteralString) -> set[str]:
    with psycopg.connect(url) as connection:
        rows: list[tuple[Any, ...]] = connection.execute(query).fetchall()
        return {row[0] for row in rows}
