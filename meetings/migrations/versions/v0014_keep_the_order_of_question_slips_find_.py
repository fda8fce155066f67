"""Keep the order of question slips, find marks by their author."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Bring the tables to this form."""
    op.create_table(
        "slip_orders",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("ids", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["people.id"],
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meetings.id"],
        ),
        sa.PrimaryKeyConstraint("meeting_id", "author_id"),
    )
    with op.batch_alter_table("strokes", schema=None) as batch_op:
        batch_op.create_index("strokes_of_author", ["author_id", "meeting_id"], unique=False)
