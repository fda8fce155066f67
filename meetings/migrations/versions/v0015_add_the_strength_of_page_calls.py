"""Add the strength of page calls."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Bring the tables to this form."""
    with op.batch_alter_table("floors", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("strength", sa.String(length=8), nullable=False, server_default="bring")
        )
    # Given only to rows that were there; the program itself names it for each new one.
    with op.batch_alter_table("floors", schema=None) as batch_op:
        batch_op.alter_column("strength", server_default=None)
