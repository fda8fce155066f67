"""Give marks a place on every version."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Bring the tables to this form."""
    op.create_table(
        "stroke_places",
        sa.Column("stroke_id", sa.String(length=40), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("dx", sa.Double(), nullable=False),
        sa.Column("dy", sa.Double(), nullable=False),
        sa.Column("scale", sa.Double(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("points", sa.Text(), nullable=True),
        sa.Column("guesses", sa.JSON(), nullable=True),
        sa.Column("erased", sa.Boolean(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["stroke_id"],
            ["strokes.id"],
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["paper_versions.id"],
        ),
        sa.PrimaryKeyConstraint("stroke_id", "version_id"),
    )
    with op.batch_alter_table("stroke_places", schema=None) as batch_op:
        batch_op.create_index("stroke_places_of_page", ["version_id", "page"], unique=False)

    with op.batch_alter_table("strokes", schema=None) as batch_op:
        batch_op.add_column(sa.Column("group_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("rev", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("text", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("at", sa.BigInteger(), nullable=False, server_default="0"))
    _place()
    with op.batch_alter_table("strokes", schema=None) as batch_op:
        batch_op.alter_column("rev", server_default=None)
        batch_op.alter_column("at", server_default=None)
        batch_op.drop_index(batch_op.f("strokes_of_page"))
        batch_op.create_foreign_key("fk_strokes_group", "bodies", ["group_id"], ["id"])
        batch_op.drop_column("erased")


def _place() -> None:
    """Say of the marks that are there when they were made, and put them where they were made."""
    database = op.get_bind()
    op.execute("""
        UPDATE strokes SET at = coalesce((
            SELECT entries.at FROM entries WHERE entries.number = strokes.number
            AND entries.stream = CASE WHEN strokes.layer = 'shared'
                THEN 'meeting:' || CAST(strokes.meeting_id AS VARCHAR)
                ELSE 'notebook:' || CAST(strokes.meeting_id AS VARCHAR) || ':'
                    || CAST(strokes.author_id AS VARCHAR) END), 0)
    """)
    op.execute("""
        INSERT INTO stroke_places
            (stroke_id, version_id, page, dx, dy, scale, turn, erased, number)
        SELECT id, version_id, page, 0, 0, 1, 0, erased, number FROM strokes
    """)
    entries = sa.table("entries", *map(sa.column, ("kind", "number")), sa.column("body", sa.JSON()))
    places = sa.table("stroke_places", sa.column("stroke_id"), sa.column("number"))
    rubbed = sa.select(entries.c.number, entries.c.body).order_by(entries.c.number)
    rubbed = rubbed.where(entries.c.kind.in_(("ink.erased", "ink.restored")))
    # A mark was in one stream only until now, so the highest of its numbers is the last.
    last = {name: number for number, body in database.execute(rubbed) for name in body["ids"]}
    for name, number in last.items():
        put = places.update().where(places.c.stroke_id == name)
        database.execute(put.values(number=number))
