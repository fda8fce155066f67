"""Find single signs by themselves in PostgreSQL's index, not by all pairs they begin."""

from __future__ import annotations

from alembic import op

revision = "0010"
down_revision = "0009"

TEXTS = ("page_texts", "passages")
FUNCTION = """
CREATE FUNCTION gijo_grams(folded text) RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS $$
  SELECT array_to_tsvector(array_agg(one) || array_agg(
    CASE WHEN two IS NULL THEN one
      WHEN ascii(one) < 128 AND ascii(two) < 128 AND ascii(three) < 128 THEN one || two || three
      ELSE one || two END))
  FROM (
    SELECT one, lead(one) OVER () AS two, lead(one, 2) OVER () AS three
    FROM unnest(string_to_array(left(folded, 80000), NULL)) AS one
  ) AS signs
$$
"""
"""Every sign, and from it three if all are ASCII, otherwise two; a tsvector takes a megabyte.

Its cost keeps the planner from counting them anew, and is low enough not to compile queries.
"""


def upgrade() -> None:
    """Bring the indexes to this form."""
    if op.get_bind().dialect.name == "sqlite":
        return  # Its index has had single signs from the first.
    for name in TEXTS:
        op.execute(f"DROP INDEX grams_{name}")
    op.execute("DROP FUNCTION gijo_grams")
    op.execute(FUNCTION)
    for name in TEXTS:
        op.execute(
            f"CREATE INDEX grams_{name} ON {name} USING gin (gijo_grams(folded))"
            " WITH (fastupdate = off)"
        )
        op.execute(f"ALTER INDEX grams_{name} ALTER COLUMN 1 SET STATISTICS 0")
