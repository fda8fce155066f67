"""Add proposed pairs of papers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Bring the tables to this form."""
    with op.batch_alter_table("papers", schema=None) as batch_op:
        batch_op.add_column(sa.Column("beside_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key("fk_papers_beside", "papers", ["beside_id"], ["id"])
