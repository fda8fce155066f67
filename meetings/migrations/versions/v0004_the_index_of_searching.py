"""The index of searching: texts folded anew, minutes in passages, signs and pairs of signs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from meetings.domain.folding import folded
from meetings.domain.grams import row
from meetings.domain.minutes import passages

revision = "0004"
down_revision = "0003"

PAGES = sa.table("page_texts", *map(sa.column, ("version_id", "page", "text", "folded")))
PASSAGES = sa.table("passages", *map(sa.column, ("meeting_id", "number", "text", "folded")))
MINUTES = sa.table("minutes", sa.column("meeting_id"), sa.column("text"))
FUNCTION = r"""
CREATE FUNCTION gijo_grams(folded text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT string_to_array(folded, NULL)
    || string_to_array(regexp_replace(folded, '(..)', '\1 ', 'g'), ' ')
    || string_to_array(regexp_replace(substr(folded, 2), '(..)', '\1 ', 'g'), ' ')
$$
"""
"""Every sign, and every two neighbours; a folded text has no blanks to be cut at."""
AT_ONCE = 500
"""Texts held in memory together."""


def upgrade() -> None:
    """Bring the tables to this form."""
    op.create_table(
        "passages",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["minutes.meeting_id"]),
        sa.PrimaryKeyConstraint("meeting_id", "number"),
    )
    with op.batch_alter_table("minutes") as batch:
        batch.drop_column("folded")
    _cut_minutes()
    _fold_pages()
    if op.get_bind().dialect.name == "sqlite":
        _index_by_hand(PAGES)
        _index_by_hand(PASSAGES)
    else:
        _index()


def _cut_minutes() -> None:
    connection = op.get_bind()
    for meeting, text in connection.execute(sa.select(MINUTES.c.meeting_id, MINUTES.c.text)).all():
        for number, part in enumerate(passages(text), start=1):
            given = {"meeting_id": meeting, "number": number, "text": part, "folded": folded(part)}
            connection.execute(sa.insert(PASSAGES).values(given))


def _fold_pages() -> None:
    connection, page = op.get_bind(), PAGES.c
    every = sa.select(page.version_id, page.page).order_by(page.version_id, page.page)
    for version, number in connection.execute(every).all():
        this = sa.and_(page.version_id == version, page.page == number)
        text = connection.scalar(sa.select(page.text).where(this))
        connection.execute(sa.update(PAGES).where(this).values(folded=folded(text or "")))


def _index_by_hand(texts: sa.TableClause) -> None:
    connection, name = op.get_bind(), f"grams_{texts.name}"
    op.execute(
        f"CREATE VIRTUAL TABLE {name} USING fts5"
        "(grams, content='', detail=none, columnsize=0, tokenize='ascii')"
    )
    put = sa.insert(sa.table(name, sa.column("rowid"), sa.column("grams")))
    source, place, _, kept = texts.c
    with connection.execute(sa.select(source, place, kept)) as found:
        for part in found.partitions(AT_ONCE):
            connection.execute(put, [row(one[0], one[1], one[2]) for one in part])


def _index() -> None:
    op.execute(FUNCTION)
    for table in ("page_texts", "passages"):
        # New texts that wait in a list would be read through by every search.
        op.execute(
            f"CREATE INDEX grams_{table} ON {table} USING gin (gijo_grams(folded))"
            " WITH (fastupdate = off)"
        )
        # Statistics of it would cost minutes and tell nothing.
        op.execute(f"ALTER INDEX grams_{table} ALTER COLUMN 1 SET STATISTICS 0")
