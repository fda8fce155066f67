"""Add the replacements of papers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Bring the tables to this form."""
    op.create_table(
        "page_pairings",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("found", sa.JSON(), nullable=False),
        sa.Column("corrected", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["paper_versions.id"],
        ),
        sa.PrimaryKeyConstraint("version_id", "page"),
    )
    op.create_table(
        "replacements",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("begun_at", sa.BigInteger(), nullable=False),
        sa.Column("found_at", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("errata", sa.JSON(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"],
            ["people.id"],
        ),
        sa.ForeignKeyConstraint(
            ["from_id"],
            ["paper_versions.id"],
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"],
            ["papers.id"],
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["paper_versions.id"],
        ),
        sa.PrimaryKeyConstraint("version_id"),
    )
    with op.batch_alter_table("replacements", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_replacements_from_id"), ["from_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_replacements_paper_id"), ["paper_id"], unique=False)

    with op.batch_alter_table("paper_versions", schema=None) as batch_op:
        kind = sa.Column("kind", sa.String(length=12), nullable=False, server_default="first")
        batch_op.add_column(kind)
        batch_op.add_column(sa.Column("issued_at", sa.BigInteger(), nullable=True))
        never = sa.false()
        batch_op.add_column(
            sa.Column("withdrawn", sa.Boolean(), nullable=False, server_default=never)
        )
    with op.batch_alter_table("paper_versions", schema=None) as batch_op:
        batch_op.alter_column("kind", server_default=None)
        batch_op.alter_column("withdrawn", server_default=None)
    _issue()


def _issue() -> None:
    """Say of the versions that are there since when they are what their paper is."""
    database = op.get_bind()
    entries = sa.table("entries", *map(sa.column, ("kind", "at")), sa.column("body", sa.JSON()))
    versions = sa.table("paper_versions", sa.column("id"), sa.column("issued_at"))
    added = sa.select(entries.c.at, entries.c.body).where(entries.c.kind == "paper.added")
    # A number is given again once its version is removed: the newest entry tells of this one.
    since = {body["version"]: at for at, body in database.execute(added.order_by(entries.c.at))}
    for (version,) in database.execute(sa.select(versions.c.id)).all():
        issued = versions.update().where(versions.c.id == version)
        database.execute(issued.values(issued_at=since.get(version, 1)))
