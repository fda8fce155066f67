"""Add the half of a spread that is called."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Bring the tables to this form."""
    with op.batch_alter_table("floors", schema=None) as batch_op:
        batch_op.add_column(sa.Column("half", sa.Integer(), nullable=True))
