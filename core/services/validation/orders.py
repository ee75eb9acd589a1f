"""What stands in an order counts 0, 1, 2 ... within its parent."""


def without_gaps(table: str, parent: str, order: str = "order_index") -> str:
    """The parents of a table whose children do not."""
    return f"""
SELECT format('{table} of ({parent}) = %s', ({parent})) AS what FROM {table} GROUP BY {parent}
HAVING min({order}) <> 0 OR max({order}) <> count(*) - 1 OR count(DISTINCT {order}) <> count(*)
"""
