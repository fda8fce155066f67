"""Find numbers by threes of ASCII, and keep PostgreSQL's index smaller than the text."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from meetings.domain.grams import row

revision = "0009"
down_revision = "0008"

TEXTS = {"page_texts": ("version_id", "page"), "passages": ("meeting_id", "number")}
FUNCTION = """
CREATE FUNCTION gijo_grams(folded text) RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS $$
  SELECT array_to_tsvector(array_agg(
    CASE WHEN two IS NULL THEN one
      WHEN ascii(one) < 128 AND ascii(two) < 128 AND ascii(three) < 128 THEN one || two || three
      ELSE one || two END))
  FROM (
    SELECT one, lead(one) OVER () AS two, lead(one, 2) OVER () AS three
    FROM unnest(string_to_array(left(folded, 100000), NULL)) AS one
  ) AS signs
$$
"""
"""At every sign three if all are ASCII, otherwise two; a tsvector takes a megabyte of them.

Its cost keeps the planner from counting them anew, and is low enough not to compile queries.
"""
AT_ONCE = 500
"""Texts held in memory together."""


def upgrade() -> None:
    """Bring the tables to this form."""
    if op.get_bind().dialect.name == "sqlite":
        for name in TEXTS:
            _index_by_hand(name)
        return
    for name in TEXTS:
        op.execute(f"DROP INDEX grams_{name}")
    op.execute("DROP FUNCTION gijo_grams")
    op.execute(FUNCTION)
    for name in TEXTS:
        _index(name)


def _index_by_hand(name: str) -> None:
    connection, index = op.get_bind(), f"grams_{name}"
    op.execute(f"INSERT INTO {index} ({index}) VALUES ('delete-all')")  # noqa: S608
    put = sa.insert(sa.table(index, sa.column("rowid"), sa.column("grams")))
    texts = sa.table(name, *map(sa.column, (*TEXTS[name], "folded")))
    with connection.execute(sa.select(*texts.c)) as found:
        for part in found.partitions(AT_ONCE):
            connection.execute(put, [row(one[0], one[1], one[2]) for one in part])


def _index(name: str) -> None:
    # Texts beside the rows, uncompressed: a hundred rows lie on one page of the table, so the
    # index says in a byte where the next one is, and a text is looked at without unpacking.
    op.execute(f"ALTER TABLE {name} SET (toast_tuple_target = 128)")
    op.execute(f"ALTER TABLE {name} ALTER COLUMN folded SET STORAGE EXTERNAL")
    op.execute(f"ALTER TABLE {name} ALTER COLUMN folded TYPE text USING folded || ''")
    # New texts that wait in a list would be read through by every search.
    op.execute(
        f"CREATE INDEX grams_{name} ON {name} USING gin (gijo_grams(folded))"
        " WITH (fastupdate = off)"
    )
    # Statistics of it would cost minutes and tell nothing.
    op.execute(f"ALTER INDEX grams_{name} ALTER COLUMN 1 SET STATISTICS 0")
